"""Months, years or decades: what a plot over time counts by."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum


class TimeUnit(IntEnum):
    """Units of a plot, the finest first; the value is how much of an ISO date tells it."""

    MONTH = len("2024-06")
    YEAR = len("2024")
    DECADE = len("202")

    def number(self, date: str) -> int:
        """The unit that a date lies in, counted through."""
        if self is TimeUnit.MONTH:
            return 12 * int(date[:4]) + int(date[5:7]) - 1
        return int(date[: self.value])

    def name_of(self, number: int) -> str:
        """What the unit of that number is called."""
        if self is TimeUnit.MONTH:
            return f"{number // 12:04}-{number % 12 + 1:02}"
        return f"{number:04}" if self is TimeUnit.YEAR else f"{number:03}0s"

    def named(self, date: str) -> str:
        """What the unit is called that a date lies in."""
        return self.name_of(self.number(date))


def plot_unit(dates: Collection[str], most: int) -> TimeUnit:
    """The finest unit that all dates tell, of which a plot from first to last has few enough.

    Decades may be more than ``most``.
    """
    for unit in (TimeUnit.MONTH, TimeUnit.YEAR):
        if all(len(date) >= unit for date in dates) and len(_numbers(dates, unit)) <= most:
            return unit
    return TimeUnit.DECADE


def plot_names(dates: Collection[str], unit: TimeUnit) -> list[str]:
    """The units from the first to the last, those between without a date too."""
    return [unit.name_of(number) for number in _numbers(dates, unit)]


def _numbers(dates: Collection[str], unit: TimeUnit) -> range:
    numbers = [unit.number(date) for date in dates]
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)
