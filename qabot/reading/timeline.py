"""What happened to something, in order: dated sentences that mention it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qabot.dates.stated import shared_date, stated_dates
from qabot.reading.citing import cite
from qabot.reading.merging import merge_alike
from qabot.retrieval.mentions import mentioning
from qabot.store.snapshot import Snapshot
from qabot.text.sentences import sentences
from qabot.types import Article, Citation, Event, Filters, Source, Span, Timeline

_YEAR = len("2025")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence of an article that is its only one for a date; no date if none is clear."""

    date: str | None
    stated: bool
    citation: Citation

    @property
    def text(self) -> str:
        """The sentence."""
        return self.citation.text


def find_timeline(snapshot: Snapshot, phrase: str, filters: Filters, limit: int) -> Timeline:
    """Dated sentences that print a phrase, one for each event.

    The date is the one that the sentence states, or what several have in common ("3 and 5 March"
    are of that month); if it states none, or several that share no more than the year in which the
    article was published, that of its article. Of sentences in one article with
    the same date the first is taken, and near-identical ones of several articles are one event,
    with the earliest date that they have. Sentences with dates of different years, such as those
    of a whole life, have no date, and neither have those of undated articles.
    """
    found: list[_Dated] = []
    undated = 0
    for article, places in mentioning(snapshot, phrase, filters):
        dates: set[str] = set()
        for sentence in _dated(article, places):
            if sentence.date is None:
                undated += 1
            elif sentence.date not in dates:
                dates.add(sentence.date)
                found.append(sentence)
    groups = merge_alike(sorted(found, key=lambda sentence: sentence.date or ""))
    chosen = sorted(groups, key=lambda group: (-len(group), not group[0].stated))[:limit]
    chosen.sort(key=lambda group: group[0].date or "")
    events = tuple(_event(group, number) for number, group in enumerate(chosen, start=1))
    return Timeline(phrase, events, len(groups), undated, filters)


def _dated(article: Article, places: Sequence[Span]) -> Iterator[_Dated]:
    """The sentences of an article in which a place lies, headlines left out."""
    waiting = list(reversed(places))
    for span in sentences(article.text, article.language):
        mentioned = False
        while waiting and waiting[-1].start < span.end:
            mentioned |= waiting.pop().start >= span.start
        text = span.of(article.text)
        if not mentioned or text == article.title:
            continue
        date, stated = _date(text, article.published)
        yield _Dated(date, stated, cite(article, span, number=0, score=0.0, expected=text))


def _date(text: str, published: str | None) -> tuple[str | None, bool]:
    """The date of a sentence, and whether it states it."""
    dates = stated_dates(text, published)
    if not dates:
        return published, False
    shared = shared_date(dates)
    finer = any(one.name != shared for one in dates)
    own_year = published is not None and published[:_YEAR] == shared
    return (published, False) if finer and own_year else (shared, True)


def _event(group: Sequence[_Dated], number: int) -> Event:
    first = group[0]
    also = tuple(Source(other.citation.article, other.citation.span) for other in group[1:])
    return Event(first.date or "", first.stated, replace(first.citation, number=number, also=also))
