"""Lists: passages found, who mentions a phrase, where and when, and timelines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qabot.types import ArticleMentions, Citation, Event, Mentions, ScoredPassage, Tally, Timeline
from qabot.wording.answer_lines import cited_line, source_line
from qabot.wording.common_words import counted, filter_words, one_line, visible
from qabot.wording.time_units import plot_names, plot_unit
from qabot.wording.worded_line import GAP, Piece, Role, WordedLine, line

_BARS = 24
"""Bars at most, for a plot that fits a terminal: months, else years, else decades."""
_OUTLETS = 12
"""Outlets listed in full; --json has all."""
_UNDER_RANK = Piece(Role.NUMBER, "  ")


def passage_lines(rank: int, scored: ScoredPassage) -> Iterator[WordedLine]:
    """A retrieved passage with the parts of its score."""
    parts = (
        f"score {scored.score:.3f} = dense {scored.dense:.3f} (cosine {scored.cosine:.3f})"
        f" + lexical {scored.lexical:.3f} (BM25 {scored.bm25:.2f})"
    )
    source = source_line(scored.passage.article)
    yield WordedLine(Role.ENTRY, source.pieces, Piece(Role.NUMBER, f"{rank}."))
    yield WordedLine(Role.NOTE, (Piece(Role.TEXT, parts),), _UNDER_RANK)
    text = Piece(Role.TEXT, one_line(scored.passage.text))
    yield WordedLine(Role.PASSAGE, (text,), _UNDER_RANK)


def topic_lines(citation: Citation) -> Iterator[WordedLine]:
    """An article about a topic, and the sentence of it that shows so."""
    yield source_line(citation.article, Role.ENTRY)
    yield WordedLine(Role.PASSAGE, (Piece(Role.TEXT, one_line(citation.text)),))


def mentions_lines(mentions: Mentions) -> Iterator[WordedLine]:
    """Every article with its count, then the totals by outlet and by month."""
    yield mentions_title(mentions)
    for found in mentions.articles:
        yield mention_line(found)
    if mentions.articles:
        yield GAP
        yield from mention_totals(mentions)


def mentions_title(mentions: Mentions) -> WordedLine:
    """How often a phrase is printed, and in how many articles."""
    total = mentions.total
    asked = f" (only articles {filter_words(mentions.filters)})" if mentions.filters else ""
    return line(
        Role.TITLE if total.articles else Role.WARNING,
        f"“{visible(mentions.phrase)}”: {counted(total.mentions, 'mention')}"
        f" in {counted(total.articles, 'article')}{asked}",
    )


def mention_line(found: ArticleMentions) -> WordedLine:
    """An article beside how often it prints the phrase."""
    return source_line(found.article, Role.ENTRY, Piece(Role.COUNT, f"{found.count:5}"))


def mention_totals(mentions: Mentions, more: str = " (--json lists all)") -> Iterator[WordedLine]:
    """How many articles print the phrase, by outlet and by date.

    Args:
        more: says where the outlets are that are not listed.
    """
    yield from _by_outlet(mentions.by_outlet, more)
    yield GAP
    yield line(Role.TITLE, "articles by date")
    yield from _plot(_by_time(mentions.by_month))


def timeline_lines(timeline: Timeline) -> Iterator[WordedLine]:
    """The events, each with its date and its source, and what was left out."""
    if not timeline.events:
        yield no_event_line(timeline)
    for event in timeline.events:
        yield from event_lines(event)
    yield from timeline_notes(timeline, "; --limit shows more")


def no_event_line(timeline: Timeline) -> WordedLine:
    """That nothing is on a timeline."""
    asked = f" in articles {filter_words(timeline.filters)}" if timeline.filters else ""
    words = f"no dated sentence mentions “{visible(timeline.phrase)}”{asked}"
    return line(Role.WARNING, words)


def timeline_notes(timeline: Timeline, more: str = "") -> Iterator[WordedLine]:
    """What was left out; ``more`` says how to see it."""
    if len(timeline.events) < timeline.total:
        shown = f"{len(timeline.events)} of {timeline.total:,} events"
        yield line(Role.NOTE, f"{shown}{more}")
    if timeline.undated:
        undated = counted(timeline.undated, "sentence")
        yield line(Role.NOTE, f"{undated} without one clear date left out")


def event_lines(event: Event) -> Iterator[WordedLine]:
    """The date beside the sentence, then its sources."""
    role = Role.DATE if event.stated else Role.ASSUMED_DATE
    citation, blank = event.citation, Piece(role, " " * 10)
    yield cited_line(citation, label=Piece(role, f"{event.date:10}"))
    yield source_line(citation.article, label=blank)
    for other in citation.also:
        yield source_line(other, Role.ALSO, blank)


def _by_outlet(tallies: Mapping[str | None, Tally], more: str) -> Iterator[WordedLine]:
    yield line(Role.TITLE, "by outlet")
    for outlet, tally in list(tallies.items())[:_OUTLETS]:
        name = visible(outlet) if outlet else "no outlet named"
        counts = f"{counted(tally.articles, 'article')}, {counted(tally.mentions, 'mention')}"
        yield line(Role.REPORT, f"  {name}: {counts}")
    if len(tallies) > _OUTLETS:
        yield line(Role.REPORT, f"  … and {len(tallies) - _OUTLETS} more{more}")


def _by_time(months: Mapping[str | None, Tally]) -> dict[str, int]:
    """Articles by month, year or decade, empty ones between too; the undated at the end."""
    dated = {month: tally.articles for month, tally in months.items() if month}
    unit = plot_unit(dated, _BARS)
    counts = dict.fromkeys(plot_names(dated, unit), 0)
    for month, articles in dated.items():
        counts[unit.named(month)] += articles
    undated = months.get(None, Tally()).articles
    return counts | ({"undated": undated} if undated else {})


def _plot(counts: Mapping[str, int]) -> Iterator[WordedLine]:
    """A bar for each entry."""
    highest = max(counts.values())
    for name, count in counts.items():
        number = (Piece(Role.COUNT, str(count)),) if count else ()
        yield WordedLine(Role.BAR, number, Piece(Role.LABEL, name), count / highest)
