"""Dates and outlets as a plot: a column for each month, year or decade, a layer for each outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qabot.wording.time_units import plot_names, plot_unit

_MOST_COLUMNS = 60
_LAYERS = 4
"""Outlets with a layer of their own; the others share one."""
OTHERS = "others"
UNNAMED = "no outlet named"
HEIGHT = 100
_GAP = 0.18
"""Share of a column that is left free."""


@dataclass(frozen=True, slots=True)
class Block:
    """One outlet's share of a column, in the units of the plot."""

    x: float
    y: float
    width: float
    height: float
    layer: int
    words: str


@dataclass(frozen=True, slots=True)
class TimeChart:
    """``layers`` are the outlets, the one with most first; the undated are in ``undated`` alone.

    A column is one unit wide and the highest is ``HEIGHT`` high.
    """

    columns: tuple[str, ...]
    counts: tuple[int, ...]
    blocks: tuple[Block, ...]
    layers: tuple[str, ...]
    highest: int
    undated: int

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands below: the first, the middle and the last column, as far as they differ."""
        names = self.columns
        places = sorted({0, (len(names) - 1) // 2, len(names) - 1})
        return tuple(names[place] for place in places)

    @property
    def words(self) -> str:
        """The plot for those who cannot see it."""
        most = self.counts.index(self.highest)
        return (
            f"{sum(self.counts):,} from {self.columns[0]} to {self.columns[-1]}, "
            f"most in {self.columns[most]}: {self.highest:,}"
        )


def time_chart(dated: Sequence[tuple[str | None, str | None]]) -> TimeChart | None:
    """A plot of dates (ISO 8601, possibly reduced) with their outlets; None without a date."""
    counted = Counter((date[: len("2024-06")], outlet or UNNAMED) for date, outlet in dated if date)
    if not counted:
        return None
    layers = _layers(counted)
    dates = {date for date, _ in counted}
    unit = plot_unit(dates, _MOST_COLUMNS)
    columns = tuple(plot_names(dates, unit))
    heights: dict[str, Counter[str]] = {name: Counter() for name in columns}
    for (date, outlet), number in counted.items():
        heights[unit.named(date)][outlet if outlet in layers else OTHERS] += number
    counts = tuple(column.total() for column in heights.values())
    blocks = tuple(_blocks(heights, layers, max(counts)))
    undated = sum(not date for date, _ in dated)
    return TimeChart(columns, counts, blocks, layers, max(counts), undated)


def _layers(counted: Counter[tuple[str, str]]) -> tuple[str, ...]:
    """The outlets of most, and the others together if there are more."""
    outlets: Counter[str] = Counter()
    for (_, outlet), number in counted.items():
        outlets[outlet] += number
    most = [outlet for outlet, _ in outlets.most_common(_LAYERS)]
    return (*most, OTHERS) if len(outlets) > len(most) else tuple(most)


def _blocks(
    heights: Mapping[str, Counter[str]], layers: Sequence[str], highest: int
) -> Iterator[Block]:
    """The blocks of each column, from the bottom up."""
    for x, (name, column) in enumerate(heights.items()):
        y = float(HEIGHT)
        for layer, outlet in enumerate(layers):
            if number := column[outlet]:
                height = HEIGHT * number / highest
                y -= height
                words = f"{name}: {number:,} · {outlet}"
                yield Block(x + _GAP / 2, round(y, 2), 1 - _GAP, round(height, 2), layer, words)
