"""Dates in other languages than English, as they are printed whole: "3 juin 2024", "2024年6月3日".

Names of months and weekdays are those of Unicode's CLDR, by Babel. Nothing is guessed: a word that
is June in one language and July in another is no month here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

LONGEST = 80
"""Characters of a date with its weekday and its time of day."""

_EARLIEST, _LATEST = 1000, 2999
_LANGUAGES = (
    "ar bg bn ca cs da de el es et eu fa fi fr gl he hi hr hu id is it lt lv ms nb nl nn pl pt ro"
    " ru sk sl sr sv tr uk vi"
).split()
"""Languages of many newspapers, by their ISO 639 codes; English ones are read elsewhere."""
_WIDTHS = ("wide", "abbreviated")
_ARTICLES = frozenset("le am den der el em a à il la af".split())
"""What may stand before a day: "le 3 juin", "am 3. Juni", "den 3. juni"."""
_CLOCK = (
    r"(?:\s*[,|–-])?(?:\s(?:à|um|a las|às|alle(?: ore)?|ore|kl\.?|o|at|в))?"
    r"\s\d\d?\s?(?:[:.h]|Uhr)\s?(?:\d\d)?(?::\d\d)?(?:\s?(?:Uhr|Uhr\.|h|hs|horas))?"
)
_NAMED = re.compile(
    r"(?P<before>(?:[^\W\d_]+[.,]{0,2}\s){0,3})"
    r"(?:(?P<day>\d\d?)(?:\.|er|º|°|ª)?,?\s?(?:de\s|d['’]|di\s)?)?"
    r"(?P<month>[^\W\d_]{3,}|[^\W\d_]+(?=\.))\.?,?\s?(?:de\s|del\s)?"
    rf"(?P<year>\d{{4}})(?:\s?(?:г\.|г|року|года|r\.))?(?:{_CLOCK})?"
)
_EAST_ASIAN = re.compile(
    r"(?P<year>[12]\d{3})\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?:(?P<day>\d\d?)\s?[日일號号])?"
    r"(?:\s?[(（][^()（）]{1,4}[)）])?(?:\s?\d\d?[:：時时시]\s?\d\d[分분]?)?"
)
_DOTTED = re.compile(rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>[12]\d{{3}})(?:{_CLOCK})?")
"""Dots are written where the day comes first."""


def date_in_words(printed: str) -> str | None:
    """The date as "YYYY-MM[-DD]"; None if it is none, or none that is known for sure."""
    if len(printed) > LONGEST:
        return None
    if match := _DOTTED.fullmatch(printed) or _EAST_ASIAN.fullmatch(printed):
        return _iso(match["year"], int(match["month"]), match["day"])
    match = _NAMED.fullmatch(printed)
    month = month_named(match["month"]) if match else None
    if match is None or month is None or not all(map(_may_precede, _words(match["before"]))):
        return None
    return _iso(match["year"], month, match["day"])


def is_weekday(word: str) -> bool:
    """Whether a word is the name of a day of the week in one of these languages."""
    return word.casefold().strip(".") in _weekdays()


def month_named(word: str) -> int | None:
    """The number of the month that a word means in every language that has it for one."""
    found = _months().get(word.casefold(), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def _iso(year: str, month: int, day: str | None) -> str | None:
    if not _EARLIEST <= int(year) <= _LATEST:
        return None
    try:
        whole = date(int(year), month, int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[: len("2024-06")]


def _words(before: str) -> list[str]:
    return [word.strip(".,").casefold() for word in before.split()]


def _may_precede(word: str) -> bool:
    return word in _ARTICLES or word in _weekdays()


@cache
def _months() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for locale in _locales():
        for form in ("format", "stand-alone"):
            for width in _WIDTHS:
                for number, name in locale.months[form][width].items():
                    found.setdefault(name.strip(".").casefold(), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        name.strip(".").casefold()
        for locale in _locales()
        for width in _WIDTHS
        for name in locale.days["format"][width].values()
    )


def _locales() -> Iterator[Locale]:
    # Deferred: with the data of these languages it takes 0.1 s, and most dates are English or ISO.
    from babel import Locale

    return (Locale(language) for language in _LANGUAGES)
