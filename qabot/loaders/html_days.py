"""The day on which readers saw a page published, where the page states the time in UTC.

Systems write "2023-11-09T01:49:09Z" of what appeared in Denver on the evening of November 8, and
print that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any

from qabot.dates.foreign_dates import month_named
from qabot.english.calendar import MONTH_STARTS
from qabot.loaders.metadata import iso_date

_IN_UTC = re.compile(
    r".*?\d[T ](?P<hour>\d\d):(?P<minute>\d\d).*?(?:Z|[+-]00:?00|GMT|UTC)\s*",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)
_CLOCK = re.compile(r"[T ]\d\d?:(?P<minute>\d\d)", re.ASCII)
_WEST_UNTIL, _EAST_FROM = 10, 14
"""Hours in UTC at which it is the day before in Hawaii, and the next day in New Zealand."""
_ZONE_STEP = 15
"""Minutes that clocks of different zones differ by, or a multiple."""
_SHOWN = (
    "(//body//text())[position() <= 5000]"
    "[not(ancestor::script or ancestor::style or ancestor::nav or ancestor::footer"
    " or ancestor::aside)]"
)
_LONGEST_LINE = 100
_MOST_LINES = 300
"""Short lines with a digit that are looked at: the date stands above the text or right below."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def local_day(stated: object, day: str, others: Iterable[object], tree: Any) -> str:
    """The day of publication where the page comes from.

    That is the day beside ``day`` if another of its statements is of that one, at the same minute
    or with none, or if it prints that one and not ``day``.

    Args:
        stated: the time as the page states it first.
        day: the day of that, in ISO 8601.
        others: what else the page states of when it was published.
        tree: the page.
    """
    match = _in_utc(stated)
    if not match or len(day) != len("2024-06-03"):
        return day
    step = -1 if int(match["hour"]) < _WEST_UNTIL else int(int(match["hour"]) >= _EAST_FROM)
    try:
        beside = (date.fromisoformat(day) + timedelta(days=step)).isoformat()
    except OverflowError:  # December 31 of 9999
        return day
    if beside == day:
        return day
    if any(_is_of(beside, other, int(match["minute"])) for other in others):
        return beside
    lines = _lines_with_digits(tree)
    shown = not any(_names(line, day) for line in lines) and any(
        _names(line, beside) for line in lines
    )
    return beside if shown else day


def _in_utc(stated: object) -> re.Match[str] | None:
    is_short = isinstance(stated, str) and len(stated) <= _LONGEST_LINE
    return _IN_UTC.fullmatch(str(stated)) if is_short else None


def _is_of(day: str, other: object, minute: int) -> bool:
    """Whether a statement is of that day where the page comes from, and may be of that time."""
    if not isinstance(other, str) or _in_utc(other) or iso_date(other) != day:
        return False
    clock = _CLOCK.search(other)
    return not clock or (int(clock["minute"]) - minute) % _ZONE_STEP == 0


def _lines_with_digits(tree: Any) -> list[str]:
    texts = (" ".join(text.split()) for text in tree.xpath(_SHOWN) if len(text) < 3 * _LONGEST_LINE)
    short = (text for text in texts if len(text) <= _LONGEST_LINE and any(map(str.isdigit, text)))
    return list(islice(short, _MOST_LINES))


def _names(line: str, day: str) -> bool:
    """Whether a line prints a day: its year, its number, and its month in words or as a number."""
    year, month, number = map(int, day.split("-"))
    numbers = [int(digits) for digits in re.findall(r"\d{1,4}", line)]
    if year not in numbers or number not in numbers:
        return False
    return (
        f"{year}-{month:02}-{number:02}" in line
        or any(_month(word) == month for word in _WORD.findall(line))
        or any({first, second} == {month, number} for first, second in pairwise(numbers))
    )


def _month(word: str) -> int | None:
    start = word[:3].casefold()
    return MONTH_STARTS.index(start) + 1 if start in MONTH_STARTS else month_named(word)
