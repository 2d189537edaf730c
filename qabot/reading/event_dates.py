"""When an event was that a question counts from, if the articles clearly date it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qabot.dates.periods import Period, from_iso
from qabot.dates.stated import stated_dates
from qabot.reading.time_budget import TimeBudget
from qabot.retrieval.context import query_terms
from qabot.store.snapshot import Snapshot
from qabot.text.terms import terms as index_terms
from qabot.types import EngineQuery, Filters, Source, Span, StoredPassage

_PASSAGES = 30
"""Passages looked at for a date; those that share the event's words best."""
_CLEAR = 2 / 3
"""Share of the articles that give the event a date which have to give it the same one."""
_LINKED_AFTER = re.compile(
    r"(?!\s+$)(?:[\s,(]++|(?:of|in|on|at|to|by|the|that|which|was|is|had|has|began|begun|started"
    r"|took|place|held|launched|[A-Z][\w’'-]*+)\b)*+",
)
_LINKED_BEFORE = re.compile(r"(?:['’]s)?\s+(?:[\w’'-]+\s+){0,2}")


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """When an event was, and the sentence that says so, or one of the article that reports it."""

    period: Period
    source: Source


def event_date(
    snapshot: Snapshot, named: Sequence[str], filters: Filters, budget: TimeBudget
) -> DatedEvent | None:
    """The day or month of an event, by those who print it beside the event or in a headline.

    Two thirds of the articles that print a date beside it ("the invasion on 24 February") have to
    agree, two of them for a single word ("the landing" may be any). Where none prints one, it is
    the day of the one article that has the event in its title. "The election" of a folder with many
    elections has no date. Only articles that the filters leave are asked.

    Args:
        named: the words that carry the event's meaning.
        budget: passages are looked at while there is time.
    """
    terms = set(index_terms(" ".join(named)))
    if not terms:
        return None
    stated: dict[str, dict[int, Source]] = defaultdict(dict)
    titled: dict[int, Source] = {}
    query = EngineQuery(query_terms(" ".join(named)))
    hits = snapshot.engine.search(query, snapshot.select(filters), _PASSAGES)
    ids = hits.ids[np.argsort(-hits.bm25, kind="stable")]
    for stored in snapshot.passages(ids.tolist()):
        if not budget.has_time():
            break
        for when, source in _stated(stored, terms):
            stated[when].setdefault(stored.article_id, source)
        if stored.article.published and terms <= set(index_terms(stored.article.title)):
            titled.setdefault(stored.article_id, Source(stored.article, stored.sentences[0]))
    if stated:
        return _agreed(stated, least=2 if len(terms) == 1 else 1)
    return _reported(list(titled.values()))


def _stated(stored: StoredPassage, terms: set[str]) -> Iterator[tuple[str, Source]]:
    """Days and months that a passage prints beside the event's words, with their sentences."""
    for row, span in enumerate(stored.sentences):
        text = stored.sentence_text(row)
        found = [word for word in re.finditer(r"[\w’'-]+", text) if terms & {*index_terms(word[0])}]
        if terms <= {term for word in found for term in index_terms(word[0])}:
            event = Span(found[0].start(), found[-1].end())
            for date in stated_dates(text, stored.article.published):
                if len(date.name) > len("2022") and _is_beside(text, event, date.span):
                    yield date.name, Source(stored.article, span)


def _is_beside(text: str, event: Span, date: Span) -> bool:
    """Whether nothing stands between the two that tells of something else on that date."""
    if event.end <= date.start:
        return _LINKED_AFTER.fullmatch(text, event.end, date.start) is not None
    return _LINKED_BEFORE.fullmatch(text, date.end, event.start) is not None


def _agreed(dated: dict[str, dict[int, Source]], least: int) -> DatedEvent | None:
    articles = {article for sources in dated.values() for article in sources}
    when, sources = max(dated.items(), key=lambda item: (len(item[1]), len(item[0])))
    if len(sources) < max(least, _CLEAR * len(articles)):
        return None
    return DatedEvent(from_iso(when), next(iter(sources.values())))


def _reported(titled: list[Source]) -> DatedEvent | None:
    """The day of the only article with the event in its title."""
    if len(titled) != 1 or not titled[0].article.published:
        return None
    return DatedEvent(from_iso(titled[0].article.published), titled[0])
