"""When a web page was published, by what it says in so many words.

Not left to htmldate alone, which trafilatura uses: it takes a date of modification when a page
states its publication elsewhere (in a page with ``article:modified_time`` and JSON-LD, the former),
and failing all else any date in the running text or a copyright notice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from qabot.loaders.metadata import iso_date

_JSON_LD = '//script[contains(@type, "ld+json")]/text()'
_PUBLISHED_TIME = (
    '//meta[@property="article:published_time" or @name="article:published_time"'
    ' or @property="og:article:published_time"]/@content'
)
_MODIFIED_TIME = (
    '//meta[@property="article:modified_time" or @name="article:modified_time"'
    ' or @property="og:updated_time"]/@content | //time[@itemprop="dateModified"]/@datetime'
)
_NOT_THE_ARTICLE = (
    "ancestor::aside or ancestor::footer or ancestor::nav or ancestor::li or ancestor::blockquote"
    ' or ancestor::*[contains(@class, "comment") or contains(@class, "related")]'
    " or ancestor::p[string-length(normalize-space()) > 100]"
)
_TIME = f"descendant::time[@datetime and not({_NOT_THE_ARTICLE})]"
_MARKED = '@pubdate or @itemprop="datePublished" or contains(@class, "publish")'
_UPDATED = '@itemprop="dateModified" or contains(@class, "updated") or contains(@class, "modified")'
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


def publication_date(tree: Any) -> tuple[str | None, str | None]:
    """ISO date of publication and where it stands: "JSON-LD", "article:published_time", "time"."""
    for name, printed in _statements(tree):
        if published := iso_date(printed):
            return published, name
    return None, None


def update_date(tree: Any) -> str | None:
    """ISO date of the last change, where the page states one."""
    for script in tree.xpath(_JSON_LD):
        for printed in _json_ld_dates(script, "dateModified"):
            if updated := iso_date(printed):
                return updated
    return next(filter(None, map(iso_date, tree.xpath(_MODIFIED_TIME))), None)


def _statements(tree: Any) -> Iterator[tuple[str, str]]:
    for script in tree.xpath(_JSON_LD):
        yield from (("JSON-LD", printed) for printed in _json_ld_dates(script, "datePublished"))
    for printed in tree.xpath(_PUBLISHED_TIME):
        yield "article:published_time", printed
    articles = tree.xpath("(//article | //main)[1]")
    times = (articles[0] if articles else tree).xpath
    for printed in times(f"{_TIME}[{_MARKED}]/@datetime"):
        yield "time", printed
    for printed in times(f"({_TIME}[not({_UPDATED})])[1]/@datetime"):
        yield "time", printed


def _json_ld_dates(script: str, key: str) -> list[Any]:
    """The dates under this key of the outermost things in a JSON-LD script that have one."""
    try:
        level = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return []
    while level:
        things = [thing for thing in level if isinstance(thing, dict)]
        dates = [thing[key] for thing in things if key in thing]
        if dates:
            return dates
        lists = [part for part in level if isinstance(part, list)]
        level = [part for parts in lists for part in parts]
        level += [part for thing in things for part in thing.values()]
    return []


def without_other_dates(tree: Any) -> Any:
    """A copy of the page for htmldate, without what holds dates of other things.

    Running text (a date in a sentence is what the article is about), images, comments, the footer,
    and the dates of modification.
    """
    reduced = deepcopy(tree)
    for element in reduced.xpath(_OTHER_DATES):
        if element.getparent() is not None:
            element.drop_tree()
    for element in reduced.iter():
        if (
            element.tag not in ("script", "title", "h1")
            and len(element.text or "") > _LONGEST_DATE_LINE
        ):
            element.text = None
        if len(element.tail or "") > _LONGEST_DATE_LINE:
            element.tail = None
    return reduced
