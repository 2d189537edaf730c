"""Date phrases in English text: where they stand and what days they mean.

Our own rules, not dateparser's: that finds points in time rather than periods ("last week" is one
day, "in June 2024" one of its days), takes the verb "may" for a month and "the 1990s" for minutes,
and needs .3 s before the first question, where these rules need no import that is not there
already and some 50 microseconds a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from qabot.dates.periods import Period, day, month, months, third, week, years
from qabot.english.calendar import MONTH_ABBREVIATIONS, MONTH_STARTS, MONTHS, SEASONS, WEEKDAYS
from qabot.english.number_words import DECADES, NUMBER_WORDS, ORDINALS
from qabot.english.units import PERIODS
from qabot.types import Span

_COUNTS = NUMBER_WORDS | {
    "a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 5, "a few": 5, "several": 7,
    "hundred": 100, "a hundred": 100,
}  # fmt: skip
"""How many are meant before a unit of time."""
_QUARTERS = dict(list(ORDINALS.items())[:4]) | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_CENTURIES = {word: number for word, number in ORDINALS.items() if number >= 16}
_UNIT = "|".join(PERIODS)
_LONG_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_WEEKDAY = "|".join(WEEKDAYS)

_M = rf"(?P<month>{'|'.join(MONTHS)}|(?:{'|'.join(MONTH_ABBREVIATIONS)})\b\.?)"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:])"
_Y = r"(?<!\d[.,])(?<![$£€])(?P<year>1\d{3}|20\d\d)(?![\d:%]|,\d|\.\d)"
_N = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_W = rf"(?:(?:{_WEEKDAY}),? )?"
_PART = r"(?:(?P<part>early|mid|late)(?:\s+in)?[\s-]+)?"
_PAST = "last|past|previous"


@dataclass(frozen=True, slots=True)
class Expression:
    """A date phrase: its place in the text, the days it means, and how it says so.

    ``relative`` tells one that depends on the day when it is said ("last week", "in March").
    ``bare`` is one that only means a date after a preposition: "in 1966", not "the 1966 World Cup".
    """

    span: Span
    period: Period
    relative: bool
    bare: bool = False


_Match = re.Match[str]
_Reading = Callable[[_Match, date], Period | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    period: _Reading
    relative: bool
    bare: bool = False


def expressions(text: str, today: date | None) -> list[Expression]:
    """The date phrases of a text, in order, none overlapping another.

    A phrase without its year means the latest such days that had begun by ``today``; what lies
    after it ("next week") is left out, as is all that is relative where ``today`` is None.
    """
    found: list[Expression] = []
    taken = bytearray(len(text))
    for rule in _RULES:
        if rule.relative and today is None:
            continue
        for match in rule.pattern.finditer(text):
            span = Span(*match.span())
            if any(taken[span.start : span.end]):
                continue
            period = _period(rule, match, today or date.max)
            if period is not None:
                yearless = "year" in match.groupdict() and match["year"] is None
                relative = rule.relative or yearless
                if not (relative and today is None):
                    found.append(Expression(span, period, relative, rule.bare))
                    taken[span.start : span.end] = b"\1" * len(span)
    return sorted(found, key=lambda expression: expression.span)


def _period(rule: _Rule, match: _Match, today: date) -> Period | None:
    try:
        return rule.period(match, today)
    except (ValueError, OverflowError):  # 31 June, or a hundred decades ago
        return None


def _month_number(name: str) -> int:
    return MONTH_STARTS.index(name.lower()[:3]) + 1


def _iso(match: _Match, today: date) -> Period:
    if match["day"]:
        return day(date(int(match["year"]), int(match["month"]), int(match["day"])))
    return month(int(match["year"]), int(match["month"]))


def _day_of_month(match: _Match, today: date) -> Period:
    number = _month_number(match["month"])
    if match["year"]:
        return day(date(int(match["year"]), number, int(match["day"])))
    this_year = date(today.year, number, int(match["day"]))
    return day(this_year if this_year <= today else this_year.replace(year=today.year - 1))


def _month_of_year(match: _Match, today: date) -> Period:
    return third(month(int(match["year"]), _month_number(match["month"])), _given(match, "part"))


def _month_alone(match: _Match, today: date) -> Period | None:
    number = _month_number(match["month"])
    year = today.year - (number > today.month)
    if _given(match, "which") == "last" and number == today.month:
        year -= 1
    return month(year, number)


def _season(match: _Match, today: date) -> Period:
    first = SEASONS[match["season"].lower()]
    if year := _given(match, "year"):
        return months(int(year), first, 3)
    begun = months(today.year - (first > today.month), first, 3)
    if _given(match, "which") == "last" and begun.end >= today:
        return months(today.year - (first > today.month) - 1, first, 3)
    return begun


def _quarter(match: _Match, today: date) -> Period:
    number = int(match["digit"]) if match["digit"] else _QUARTERS[match["ordinal"].lower()]
    return months(int(match["year"]), 3 * number - 2, 3)


def _decade(match: _Match, today: date) -> Period:
    if match["decade"]:
        first, count = int(match["decade"]), 100 if match["decade"].endswith("00") else 10
    elif match["short"]:
        first, count = 1900 + int(match["short"]), 10
    else:
        first, count = 1900 + DECADES[match["named"].lower()], 10
    return third(years(first, count), _given(match, "part"))


def _century(match: _Match, today: date) -> Period:
    number = int(match["digits"]) if match["digits"] else _CENTURIES[match["word"].lower()]
    return third(years(100 * number - 99, 100), _given(match, "part"))


def _year(match: _Match, today: date) -> Period:
    return third(years(int(match["year"])), _given(match, "part"))


def _given(match: _Match, group: str) -> str | None:
    """What a group of the rule matched, in lower case; None if it has no such group."""
    found = match.groupdict().get(group)
    return found.lower() if found else None


def _named_day(match: _Match, today: date) -> Period:
    word = " ".join(match.group().lower().split())
    if word.endswith("before yesterday"):
        back = 2
    else:
        back = 1 if word in {"yesterday", "last night"} else 0
    return day(today - timedelta(days=back))


def _weekday(match: _Match, today: date) -> Period | None:
    back = (today.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
    if _given(match, "which") == "last" and back == 0:
        back = 7
    return day(today - timedelta(days=back))


def _this_or_last(match: _Match, today: date) -> Period | None:
    back = 0 if match["which"].lower() in {"this", "current"} else 1
    if match["article"] and back:  # "the last week" ends today, "last week" ended on Sunday
        return _up_to(today, 1, match["unit"].lower())
    return _unit(today, back, match["unit"].lower())


def _last_few(match: _Match, today: date) -> Period | None:
    return _up_to(today, _count(match), match["unit"].lower())


def _ago(match: _Match, today: date) -> Period | None:
    if re.search("few|several|couple", match["number"], re.IGNORECASE):
        return _up_to(today, _count(match), match["unit"].lower())
    return _unit(today, _count(match), match["unit"].lower())


def _count(match: _Match) -> int:
    number = " ".join(match["number"].lower().split())
    return int(number) if number.isdigit() else _COUNTS[number]


def _unit(today: date, back: int, unit: str) -> Period | None:
    """The calendar day, week, month, year or decade so many before today's."""
    if unit == "day":
        return day(today - timedelta(days=back))
    if unit == "weekend":
        saturday = today - timedelta(days=today.weekday() - 5 + 7 * back)
        return Period(saturday, saturday + timedelta(days=1))
    if unit == "week":
        return week(today - timedelta(weeks=back))
    if unit == "month":
        return month(today.year, today.month - back)
    if unit == "year":
        return years(today.year - back)
    return years(today.year // 10 * 10 - 10 * back, 10)


def _up_to(today: date, count: int, unit: str) -> Period:
    """So many units that end today."""
    if unit in {"day", "week", "weekend"}:
        return Period(today - timedelta(days=count * (1 if unit == "day" else 7)), today)
    back = count * {"month": 1, "year": 12, "decade": 120}[unit]
    first = month(today.year, today.month - back)
    return Period(min(first.start.replace(day=min(today.day, first.end.day)), today), today)


def _rule(pattern: str, period: _Reading, *, relative: bool = False, bare: bool = False) -> _Rule:
    spaced = pattern.replace(" ", r"\s+")
    compiled = re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.IGNORECASE)
    return _Rule(compiled, period, relative, bare)


_RULES = (
    _rule(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3]\d))?(?![-\d])", _iso),
    _rule(rf"{_W}(?:the )?{_D}(?: of)? {_M}(?:,? {_Y})?", _day_of_month),
    _rule(rf"{_W}{_M} (?:the )?{_D}(?:,? {_Y})?", _day_of_month),
    _rule(rf"{_PART}{_M}(?:,| of)? {_Y}", _month_of_year),
    _rule(rf"(?:the )?(?P<season>{'|'.join(SEASONS)})(?: of)? {_Y}", _season),
    _rule(
        rf"(?:Q(?P<digit>[1-4])|(?:the )?(?P<ordinal>{'|'.join(_QUARTERS)}) quarter)"
        rf"(?: of|,)? {_Y}",
        _quarter,
    ),
    _rule(
        rf"(?:the )?{_PART}(?:(?P<decade>1\d\d0|20\d0)['’]?s|['’‘](?P<short>[1-9]0)['’]?s"
        rf"|(?<=(?:the|rly|mid|ate)[\s-])(?P<named>{'|'.join(DECADES)}))",
        _decade,
    ),
    _rule(
        rf"(?:the )?{_PART}(?:(?P<digits>1[0-9]|2[01])(?:st|th)|(?P<word>{'|'.join(_CENTURIES)}))"
        r"[\s-]century",
        _century,
    ),
    _rule(
        "(?:the )?day before yesterday|yesterday|today|tonight|last night"
        "|this (?:morning|afternoon|evening)",
        _named_day,
        relative=True,
    ),
    _rule(
        rf"(?P<article>the )?(?P<which>this|current|{_PAST}) (?P<unit>weekend|{_UNIT[4:]})",
        _this_or_last,
        relative=True,
    ),
    _rule(rf"(?:the )?(?:{_PAST}) {_N} (?P<unit>{_UNIT})s(?! of\b)", _last_few, relative=True),
    _rule(rf"{_N} (?P<unit>{_UNIT})s? ago", _ago, relative=True),
    _rule(rf"(?P<which>this|{_PAST}) (?P<season>{'|'.join(SEASONS)})", _season, relative=True),
    _rule(rf"(?P<which>this|{_PAST}) {_LONG_MONTH}", _month_alone, relative=True),
    _rule(_LONG_MONTH, _month_alone, relative=True, bare=True),
    _rule(rf"(?P<which>this|{_PAST}) (?P<weekday>{_WEEKDAY})", _weekday, relative=True),
    _rule(rf"(?P<weekday>{_WEEKDAY})", _weekday, relative=True, bare=True),
    _rule(rf"(?:the year )?{_PART}{_Y}", _year, bare=True),
)
"""The longest phrases first: a rule leaves alone what one before it has taken."""
