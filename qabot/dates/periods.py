"""Stretches of days: made from calendar units, written as filters are."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both in it; a side that is open has date.min or date.max."""

    start: date = date.min
    end: date = date.max

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"not a period: {self.start} to {self.end}")

    @property
    def since(self) -> str | None:
        """The start in ISO 8601, reduced to year or month where the period is of whole ones."""
        return None if self.start == date.min else self.start.isoformat()[: self._length()]

    @property
    def until(self) -> str | None:
        """The end in ISO 8601, reduced as the start is."""
        return None if self.end == date.max else self.end.isoformat()[: self._length()]

    @property
    def name(self) -> str | None:
        """The one day, month or year that this is, in ISO 8601; None for any other period."""
        return self.since if self.since == self.until else None

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.end - self.start).days + 1

    def _length(self) -> int:
        """Characters of the dates: ten, seven for whole months, four for whole years."""
        last_of_month = self.end == date.max or (self.end + _DAY).day == 1
        if self.start.day != 1 or not last_of_month:
            return 10
        return 4 if self.start.month == 1 and self.end.month == 12 else 7


def day(when: date) -> Period:
    """That day."""
    return Period(when, when)


def week(when: date) -> Period:
    """Monday to Sunday around a day."""
    monday = when - when.weekday() * _DAY
    return Period(monday, monday + 6 * _DAY)


def month(year: int, number: int) -> Period:
    """A calendar month; ``number`` may run over the year's end."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def months(year: int, first: int, count: int) -> Period:
    """Calendar months from the ``first`` one of a year on."""
    return Period(month(year, first).start, month(year, first + count - 1).end)


def years(first: int, count: int = 1) -> Period:
    """Calendar years from the first one on."""
    return Period(date(first, 1, 1), date(first + count - 1, 12, 31))


def third(period: Period, part: str | None) -> Period:
    """The "early", "mid" or "late" third of a period; all of it for no part."""
    if part is None:
        return period
    length = (period.end - period.start + _DAY) / 3
    first, second = period.start + length, period.start + 2 * length
    return {
        "early": Period(period.start, first - _DAY),
        "mid": Period(first, second - _DAY),
        "late": Period(second, period.end),
    }[part]


def from_iso(printed: str) -> Period:
    """The day, month or year of an ISO 8601 date, possibly reduced.

    Raises:
        ValueError: it is no such date.
    """
    if len(printed) == 4:
        return years(int(printed))
    if len(printed) == 7:
        return month(int(printed[:4]), int(printed[5:]))
    return day(date.fromisoformat(printed))
