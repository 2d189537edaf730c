"""Who wrote a text and when, where lines of their own under its headline say so.

Taken only where nothing else can be meant: a line is the date, the place and the date, or "By" and
names, and no other line of the text is one, as in lists of articles, logs and diaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qabot.english.calendar import (
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
    title_case,
)
from qabot.loaders import bylines_abroad
from qabot.loaders.byline_names import authors_in, known_names
from qabot.loaders.dates import DAY, MONTH
from qabot.loaders.metadata import iso_date
from qabot.loaders.portraits import tells_of
from qabot.loaders.printed_outlets import outlet_beside
from qabot.types import Article

_OTHERS = 1
"""Further lines that may stand between the headline and the byline or date: a standfirst; and
behind either: an office, a place. More, and it is a menu or the story."""
_LOOKED_THROUGH = 20_000
"""Characters in which there may be no second such line."""
_TOP = 1_000
_TOP_LINES = 10
"""Characters and lines, blank ones among them, in which outlet, day, headline and byline stand."""
_LONGEST = 120
"""Characters of such a line."""

_WEEKDAY = (
    rf"(?:{'|'.join(title_case(WEEKDAYS))}|(?:{'|'.join(title_case(WEEKDAY_ABBREVIATIONS))})\.?),? "
)
_CLOCK = r"(?:,? (?:at )?\d\d?[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?)?"
_DATE = re.compile(
    rf"(?P<before>(?:.*[^ ,|·•–—-])??(?P<joint>,? [|·•–—-] |, | )?)(?<![^ ])(?:{_WEEKDAY})?"
    rf"(?P<date>{DAY} {MONTH},? [12]\d{{3}}|{MONTH} {DAY},? [12]\d{{3}}|[12]\d{{3}}-\d\d-\d\d)"
    rf"{_CLOCK}"
)
_YEAR = re.compile(r"\d{4}")
_PUBLISHED = re.compile(r"(?:First )?(?:published|posted)(?: on)?:?", re.IGNORECASE)
_PLACE = re.compile(
    r"(?!(?:Last|Updated|Modified|Revised|Reviewed|Corrected|Effective|Since|From|Until|Born|Died)\b)"
    r"[A-Z][\w.'’-]+(?: (?:(?:de|del|la|las|los|el|al|upon) )?[A-Z][\w.'’-]*){0,3}"
    r"(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})?"
)
_SIGN_OFF = re.compile(
    r"^\W{0,2}(?:Additional r|R)eporting by (?P<names>[^;.\n]{3,150})(?:;|\.|\)?$)", re.MULTILINE
)
_PARTS = re.compile(" [|·•–—-] ")
_CHANGED = re.compile(
    r"(?<=\S)[ ,;|·–-]{1,4}\(?(?:(?:last )?updated|modified|modifié|mis à jour"
    r"|(?:zuletzt )?aktualisiert|actualizado|atualizado|aggiornato|bijgewerkt|uppdaterad"
    r"|oppdatert)\b.*",
    re.IGNORECASE,
)
"""When a text was changed, which stands behind when it was published."""
_ASIDE = re.compile(
    r"(?:last )?updated\b.*|\d\d?[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?"
    r"|\d{1,3}[ -]min(?:ute)?s?(?: read)?",
    re.IGNORECASE,
)
"""What else stands in a line of parts with a date: the time, how long it takes to read."""
_FROM_PLACE = re.compile(r"(?P<names>.+?) in [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}")
_MOST_PARTS = 4
_MARKS = " *_"
"""What may stand around a line of its own in a plain text: marks of italic and bold."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a line of the top says; author and date None for any other line.

    ``bare`` tells that nothing like "By" stands before the names.
    """

    author: str | None = None
    published: str | None = None
    bare: bool = False

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return self.author is not None or self.published is not None


_NOTHING = _Stated()


def is_byline(line: str) -> bool:
    """Whether a line of its own says who wrote a text or when, and nothing else."""
    return bool(_read(line.strip(_MARKS)))


def names_author(line: str) -> bool:
    """Whether a line of its own says in so many words who wrote a text."""
    stated = _read(line.strip(_MARKS))
    return stated.author is not None and not stated.bare


def masthead(text: str) -> tuple[str, str] | None:
    """The outlet and the headline of a printed story that begins with the outlet and the day.

    Only where a byline stands below the headline: else the first line may be it.
    """
    first, _, rest = text[:_TOP].lstrip().partition("\n")
    if len(first) > _LONGEST or not _YEAR.search(rest[:_LONGEST]):
        return None
    lines = list(filter(None, map(str.strip, (first, *rest.split("\n", _TOP_LINES)))))
    if len(lines) < len(("outlet", "day", "headline", "byline")):
        return None
    outlet, day, title, byline = lines[:4]
    if max(map(len, (outlet, day, title))) > _LONGEST or not _YEAR.search(day):
        return None
    is_day = _read(day).published and not _read(day).author
    return (outlet, title) if is_day and not _read(title) and _read(byline).author else None


def date_in_line(line: str) -> str | None:
    """The date in a line that says when a text was published, maybe where and by whom."""
    return _read(line.strip()).published


def signed(article: Article, *, headline: bool) -> Article:
    """The article, with author, date and outlet of lines under its headline unless it has its own.

    Args:
        headline: whether the text begins with the headline, which else stands apart.
    """
    if not article.title:
        return article
    found = [(top, stated) for top, stated in _stated(article.text) if stated is not _NOTHING]
    authors = [
        (top, stated.author)
        for top, stated in found
        if stated.author
        and not (stated.bare and tells_of(stated.author, article.title, article.text))
    ]
    dates = [(top, stated.published) for top, stated in found if stated.published]
    if not authors and not article.author and (reporters := _signed_off(article.text)):
        origins = replace(article.origins, author="last line")
        article = replace(article, author=reporters, origins=origins)
    if len(authors) == 1 and authors[0][0] >= headline and not article.author:
        origins = replace(article.origins, author="byline")
        article = replace(article, author=authors[0][1], origins=origins)
    if len(dates) == 1 and dates[0][0] >= headline and not article.published:
        article = replace(article, published=dates[0][1], published_from="dateline")
    return _with_outlet(article, headline) if authors or dates else article


def _with_outlet(article: Article, headline: bool) -> Article:
    """The article with the outlet that stands beside who wrote or when, unless it has its own."""
    if article.outlet:
        return article
    outlet = outlet_beside(article.text, article.author, is_byline, headline=headline)
    origins = replace(article.origins, outlet="byline" if outlet else None)
    return replace(article, outlet=outlet, origins=origins)


def _signed_off(text: str) -> str | None:
    """The reporters that agencies name below a story: "Reporting by Ann Lee; Editing by ..."."""
    end = text[-_TOP:]
    found = list(_SIGN_OFF.finditer(end)) if "eporting by " in end else []
    return authors_in(f"By {found[0]['names']}") if len(found) == 1 else None


def _stated(text: str) -> Iterator[tuple[int, _Stated]]:
    """What each line says, with its number if it stands at the top, else -1."""
    top = text[:_LOOKED_THROUGH].splitlines()
    lines = list(filter(None, map(str.strip, top)))
    lines = [line.strip(_MARKS) if line[0] in _MARKS else line for line in lines]
    others = 0
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        stated = _NOTHING
        if len(line) <= _LONGEST and not following[:1].islower():
            stated = _read(line) or _near(lines, number)
        if stated is not _NOTHING and stated:
            others = 0 if others <= _OTHERS else others
        elif number:
            others += 1
        yield number if others <= _OTHERS and following else -1, stated


def _near(lines: list[str], number: int) -> _Stated:
    """What a line says near one that is a date: who wrote, if it is names and nothing else.

    That one is above it or below, where a place or the outlet may stand between.
    """
    above, below = lines[max(number - 1, 0) : number], lines[number + 1 : number + 3]
    is_near = any(map(_is_date, (*above, *below[:1])))
    if not is_near and len(below) > 1 and _is_date(below[1]):
        is_near = len(below[0]) <= _LONGEST and _PLACE.fullmatch(below[0]) is not None
    if not is_near:
        return _NOTHING
    elsewhere = _FROM_PLACE.fullmatch(lines[number])
    names = known_names(elsewhere["names"] if elsewhere else lines[number])
    return _Stated(names, bare=True) if names else _NOTHING


def _is_date(line: str) -> bool:
    if len(line) > _LONGEST or not _YEAR.search(line):
        return False
    stated = _read(line)
    return stated.published is not None and not stated.author


def _read(line: str) -> _Stated:
    if len(line) > _LONGEST:
        return _NOTHING
    if not _YEAR.search(line):  # nearly all lines; then there is no date to be looked for, either
        author = authors_in(line)
        return _Stated(author) if author else _NOTHING
    line = _CHANGED.sub("", line)
    match = _DATE.fullmatch(line)
    if not match:
        return _in_parts(line) or _read_abroad(line)
    before = match["before"].removesuffix(match["joint"] or "")
    published = iso_date(match["date"])
    if author := authors_in(before):
        return _Stated(author, published)
    if (match["joint"] or "").strip(" ,") and (author := known_names(before)):
        return _Stated(author, published, bare=True)
    is_place = (match["joint"] or "").startswith(",") and _PLACE.fullmatch(before)
    alone = not before or _PUBLISHED.fullmatch(before) or is_place
    return _Stated(published=published) if alone else _in_parts(line)


def _read_abroad(line: str) -> _Stated:
    """What a line says that is no date in English, or has none."""
    dated = bylines_abroad.parts_of(line)
    if dated is None:
        return _Stated(author=authors_in(line))
    by, published = dated
    author = authors_in(by)
    return _Stated(author, published) if author or not by else _Stated()


def _in_parts(line: str) -> _Stated:
    """What a line says in parts, in any order: "3 June 2024 | Ann Lee", "Ann Lee | The Bay | ...".

    One is the date and one the names; the others may be a place or the outlet. Beside the time of
    day, or how long it takes to read, nobody needs to be named.
    """
    pieces = _PARTS.split(line)
    parts = [part for part in pieces if not _ASIDE.fullmatch(part)]
    has_aside = len(parts) < len(pieces)
    if not 2 - has_aside <= len(parts) <= _MOST_PARTS:
        return _NOTHING
    days = [_whole_day(part) for part in parts]
    signed_by = [authors_in(part) for part in parts]
    names = [by or known_names(part) for by, part in zip(signed_by, parts, strict=True)]
    others = zip(parts, days, names, strict=True)
    if any(not (day or name or _PLACE.fullmatch(part)) for part, day, name in others):
        return _NOTHING
    found_days, found_names = list(filter(None, days)), list(filter(None, names))
    if len(found_days) == 1 and not found_names and has_aside:
        return _Stated(published=found_days[0])
    if len(found_days) != 1 or len(found_names) != 1:
        return _NOTHING
    return _Stated(found_names[0], found_days[0], bare=not any(signed_by))


def _whole_day(part: str) -> str | None:
    """The day that a part of a line is, and nothing else."""
    if not _YEAR.search(part):
        return None
    match = _DATE.fullmatch(part)
    if match and (not match["before"] or _PUBLISHED.fullmatch(match["before"].strip())):
        return iso_date(match["date"])
    return bylines_abroad.day_in(part)
