"""Lists for a terminal or a pipe: who mentions a phrase, where and when, and timelines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from rich.bar import Bar
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from qabot.types import Event, Mentions, Tally, Timeline
from qabot.wording.render import filter_words, source_line, visible

_BARS = 24
"""Bars at most, for a plot that fits a terminal: months, else years, else decades."""
_BAR_WIDTH = 32
_OUTLETS = 12
"""Outlets listed in full; --json has all."""


def mentions_lines(mentions: Mentions, *, in_columns: bool = False) -> Iterable[RenderableType]:
    """Every article with its count, then the totals by outlet and by month.

    ``in_columns`` keeps what wraps on a terminal beside its label; a pipe gets whole lines.
    """
    total = mentions.total
    asked = f" (only articles {filter_words(mentions.filters)})" if mentions.filters else ""
    yield Text(
        f"“{visible(mentions.phrase)}”: {_count(total.mentions, 'mention')}"
        f" in {_count(total.articles, 'article')}{asked}",
        style="bold" if total.articles else "yellow",
    )
    for found in mentions.articles:
        label = Text(f"{found.count:5}", style="bold cyan")
        yield _row(label, [Text(source_line(found.article))], in_columns)
    if not mentions.articles:
        return
    yield Text()
    yield from _by_outlet(mentions.by_outlet)
    yield Text()
    yield Text("articles by date", style="bold")
    yield _plot(_by_time(mentions.by_month))


def timeline_lines(timeline: Timeline, *, in_columns: bool = False) -> Iterable[RenderableType]:
    """The events, each with its date and its source, and what was left out."""
    asked = f" in articles {filter_words(timeline.filters)}" if timeline.filters else ""
    if not timeline.events:
        yield Text(f"no dated sentence mentions “{visible(timeline.phrase)}”{asked}", "yellow")
    for event in timeline.events:
        yield _event(event, in_columns)
    if len(timeline.events) < timeline.total:
        yield Text(
            f"{len(timeline.events)} of {timeline.total:,} events; --limit shows more", style="dim"
        )
    if timeline.undated:
        yield Text(
            f"{_count(timeline.undated, 'sentence')} without one clear date left out", style="dim"
        )


def _event(event: Event, in_columns: bool) -> RenderableType:
    """The date beside the sentence; one that only the article has is dim."""
    citation = event.citation
    sentence = visible(" ".join(citation.text.split()))
    sources = (citation.article, *(other.article for other in citation.also))
    lines = [Text.assemble((f"[{citation.number}] ", "bold cyan"), sentence)]
    for number, article in enumerate(sources):
        lines.append(Text("also: " * (number > 0) + source_line(article), style="dim"))
    label = Text(f"{event.date:10}", style="bold" if event.stated else "dim")
    return _row(label, lines, in_columns)


def _row(label: Text, lines: Sequence[Text], in_columns: bool) -> RenderableType:
    """Lines beside a label, under one another."""
    if not in_columns:
        return Text.assemble(label, "  ", Text("\n" + " " * (len(label) + 2)).join(lines))
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(width=len(label))
    row.add_column(overflow="fold")
    row.add_row(label, Text("\n").join(lines))
    return row


def _by_outlet(tallies: Mapping[str | None, Tally]) -> Iterator[Text]:
    yield Text("by outlet", style="bold")
    for outlet, tally in list(tallies.items())[:_OUTLETS]:
        name = visible(outlet) if outlet else "no outlet named"
        counts = f"{_count(tally.articles, 'article')}, {_count(tally.mentions, 'mention')}"
        yield Text(f"  {name}: {counts}")
    if len(tallies) > _OUTLETS:
        yield Text(f"  … and {len(tallies) - _OUTLETS} more (--json lists all)")


def _by_time(months: Mapping[str | None, Tally]) -> dict[str, int]:
    """Articles by month, year or decade, empty ones between too; the undated at the end."""
    dated = [(month, tally.articles) for month, tally in months.items() if month]
    undated = months.get(None, Tally()).articles
    counts = next(counts for unit in _Unit if (counts := _counted(dated, unit)) is not None)
    return counts | ({"undated": undated} if undated else {})


def _counted(dated: Iterable[tuple[str, int]], unit: _Unit) -> dict[str, int] | None:
    """Articles by unit from the first to the last; None if a date is coarser or it is too many."""
    counts: Counter[int] = Counter()
    for date, articles in dated:
        if len(date) < unit:
            return None
        counts[unit.number(date)] += articles
    numbers = range(min(counts), max(counts) + 1) if counts else range(0)
    if len(numbers) > _BARS and unit is not _Unit.DECADE:
        return None
    return {unit.name_of(number): counts[number] for number in numbers}


class _Unit(IntEnum):
    """Units of a plot, the finest first; the value is how much of an ISO date tells it."""

    MONTH = len("2024-06")
    YEAR = len("2024")
    DECADE = len("202")

    def number(self, date: str) -> int:
        """The unit that a date lies in, counted through."""
        if self is _Unit.MONTH:
            return 12 * int(date[:4]) + int(date[5:7]) - 1
        return int(date[: self.value])

    def name_of(self, number: int) -> str:
        """What the unit of that number is called."""
        if self is _Unit.MONTH:
            return f"{number // 12:04}-{number % 12 + 1:02}"
        return f"{number:04}" if self is _Unit.YEAR else f"{number:03}0s"


def _plot(counts: Mapping[str, int]) -> Table:
    """A bar for each entry, the highest as wide as the plot."""
    plot = Table.grid(padding=(0, 1, 0, 0))
    highest = max(counts.values())
    for name, count in counts.items():
        bar = Bar(highest, 0, count, width=_BAR_WIDTH, color="cyan")
        plot.add_row(Text(f"  {name}"), bar, Text(str(count) if count else "", style="dim"))
    return plot


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + "s" * (number != 1)
