"""When a web page was published, by what it says in so many words.

Not left to htmldate alone, which trafilatura uses: it takes a date of modification when a page
states its publication elsewhere (in a page with ``article:modified_time`` and JSON-LD, the former),
and failing all else any date in the running text or a copyright notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import date
from itertools import chain
from typing import Any

from qabot.english.calendar import DAY_FIRST_LANGUAGES, DAY_FIRST_REGIONS, MONTH_FIRST_REGIONS
from qabot.loaders.bylines import date_in_line
from qabot.loaders.dates import date_in_url
from qabot.loaders.html_days import local_day
from qabot.loaders.html_tree import line_of
from qabot.loaders.json_ld import outermost
from qabot.loaders.metadata import iso_date

_PUBLISHED_TIME = (
    '//meta[@property="article:published_time" or @name="article:published_time"'
    ' or @property="og:article:published_time"]/@content'
)
_MODIFIED_TIME = (
    '//meta[@property="article:modified_time" or @name="article:modified_time"'
    ' or @property="og:updated_time"]/@content | //time[@itemprop="dateModified"]/@datetime'
)
_MOST_TIMES = 50
"""Times looked at in an article: each is compared with all around it."""
_TIMES = f"(descendant::time[@datetime])[position() <= {_MOST_TIMES}]"
_NOT_THE_ARTICLE = (
    "boolean(ancestor::aside or ancestor::footer or ancestor::nav or ancestor::li"
    " or ancestor::blockquote"
    ' or ancestor::*[contains(@class, "comment") or contains(@class, "related")]'
    " or ancestor::p[string-length(normalize-space()) > 100])"
)
_MARKED = 'boolean(@pubdate or @itemprop="datePublished" or contains(@class, "publish"))'
_UPDATED = (
    'boolean(@itemprop="dateModified" or contains(@class, "updated")'
    ' or contains(@class, "modified"))'
)
_PRINTED = (
    "//body//time[not(@datetime)]"
    " | (//h1)[1]/following-sibling::*[position() <= 3][not(self::aside or self::nav)]"
    " | (//h1)[1]/parent::*/following-sibling::*[position() <= 2][not(self::aside or self::nav)]"
)
_PARTS = re.compile(" [|·•] ")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)"
    r"(?P<year>\d{4}|\d\d)(?![\d/-])",
    re.ASCII,
)
_FIRST_YEAR = 1000
_DATED_ATTRIBUTES = ("content", "datetime", "title")
_OTHER_DATES = (
    "//p[not(@class or @id or @itemprop)] | //time | //footer | //img | //figure | //blockquote"
    ' | //script[not(contains(@type, "ld+json"))] | //style'
    ' | //body//*[contains(@class, "comment") or contains(@class, "related")]'
    " | //meta["
    + " or ".join(
        f'contains(@{attribute}, "{word}")'
        for attribute in ("property", "name", "itemprop", "http-equiv")
        for word in ("modif", "updated", "image", "copyright", "expir")
    )
    + "]"
)
_LONGEST_DATE_LINE = 60
"""Characters of "Published on Wednesday, 19 September 2024 at 10:30 PM", and a little more."""


def publication_date(
    tree: Any, contents: list[Any], url: str | None = None
) -> tuple[str | None, str | None]:
    """ISO date of publication and where it stands: "JSON-LD", "article:published_time", "time".

    Args:
        contents: what the page's scripts of JSON-LD hold.
        url: its address, which may have the day in it.
    """
    month_first = is_month_first(tree)
    statements = _statements(tree, contents)
    for name, printed in statements:
        if published := iso_date(printed) or _numeric_date(printed, month_first):
            others = chain((other for _, other in statements), (date_in_url(url or ""),))
            return local_day(printed, published, others, tree), name
    return None, None


def printed_date(tree: Any) -> str | None:
    """ISO date of a line that is one and nothing else, below the headline or marked as a time."""
    for element in tree.xpath(_PRINTED)[:_MOST_TIMES]:
        if not (element.xpath(_NOT_THE_ARTICLE) or element.xpath(_UPDATED)):
            line = line_of(element, _LONGEST_DATE_LINE)
            if published := date_in_line(_PARTS.split(line)[0]):
                return published
    return None


def update_date(tree: Any, contents: list[Any]) -> str | None:
    """ISO date of the last change, where the page states one."""
    stated = [printed for _, printed in _json_ld_dates(contents, "dateModified")]
    stated += tree.xpath(_MODIFIED_TIME)[:_MOST_TIMES]
    if not stated:
        return None
    month_first = is_month_first(tree)
    dates = (iso_date(printed) or _numeric_date(printed, month_first) for printed in stated)
    return next(filter(None, dates), None)


def _statements(tree: Any, contents: list[Any]) -> Iterator[tuple[str, Any]]:
    yield from _json_ld_dates(contents, "datePublished")
    for printed in tree.xpath(_PUBLISHED_TIME):
        yield "article:published_time", printed
    article = next(tree.iter("article", "main"), tree)
    times = [time for time in article.xpath(_TIMES) if not time.xpath(_NOT_THE_ARTICLE)]
    for time in times:
        if time.xpath(_MARKED):
            yield "time", time.get("datetime")
    for time in [time for time in times if not time.xpath(_UPDATED)][:1]:
        yield "time", time.get("datetime")


def _json_ld_dates(contents: list[Any], key: str) -> Iterator[tuple[str, Any]]:
    for content in contents:
        for thing in outermost(content, key):
            yield "JSON-LD", thing[key]


def is_month_first(tree: Any) -> bool | None:
    """Whether 06/03/2024 is June 3 where the page comes from; None if that is not known.

    By its language with a region; of English alone it is not known. A region of og:locale counts
    but for "en_US", which stands in pages of all countries.
    """
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    locale = next(iter(tree.xpath('//meta[@property="og:locale"]/@content')), "")
    for named in (lang, "" if locale.lower().startswith("en_us") else locale):
        language, _, region = named.strip().lower().replace("_", "-").partition("-")
        if region in MONTH_FIRST_REGIONS:
            return True
        if region in DAY_FIRST_REGIONS or language in DAY_FIRST_LANGUAGES:
            return False
    return None


def _numeric_date(printed: Any, month_first: bool | None) -> str | None:
    match = _NUMERIC.search(printed) if isinstance(printed, str) else None
    return (_in_iso(match, month_first) or None) if match else None


def _in_iso(match: re.Match[str], month_first: bool | None) -> str:
    """A date of three numbers in ISO 8601; empty if it could be two days, or is none."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    orders = [(second, first)] if month_first is False else [(first, second)]
    if month_first is None:
        orders.append((second, first))
    found = set()
    for month, day in orders:
        with suppress(ValueError):
            found.add(date(year, month, day).isoformat())
    return found.pop() if year >= _FIRST_YEAR and len(found) == 1 else ""


def without_other_dates(tree: Any) -> Any:
    """A copy of the page for htmldate, without what holds dates of other things.

    Running text (a date in a sentence is what the article is about), images, comments, the footer,
    and the dates of modification. Dates that could be two days are out, too. What is left out is
    emptied, not removed: lxml copies the text behind an element that it drops.
    """
    reduced = deepcopy(tree)
    month_first = is_month_first(reduced)
    for element in reduced.iter():
        if (
            element.tag not in ("script", "title", "h1")
            and len(element.text or "") > _LONGEST_DATE_LINE
        ):
            element.text = None
        if len(element.tail or "") > _LONGEST_DATE_LINE:
            element.tail = None
        _rewrite_dates(element, month_first)
    for element in reduced.xpath(_OTHER_DATES):
        element.clear(keep_tail=True)
        element.tag = "span"
    return reduced


def _rewrite_dates(element: Any, month_first: bool | None) -> None:
    """Put dates of three numbers into ISO 8601, and take out those that could be two days.

    htmldate takes all of them to be day first.
    """

    def in_iso(match: re.Match[str]) -> str:
        return _in_iso(match, month_first)

    element.text = element.text and _NUMERIC.sub(in_iso, element.text)
    element.tail = element.tail and _NUMERIC.sub(in_iso, element.tail)
    for name in _DATED_ATTRIBUTES:
        if value := element.get(name):
            element.set(name, _NUMERIC.sub(in_iso, value))
