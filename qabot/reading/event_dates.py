"""When an event was that a question counts from, if the articles clearly date it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from qabot.dates.periods import Period, from_iso
from qabot.dates.stated import shared_date, stated_dates
from qabot.indexing.snapshot import Snapshot
from qabot.reading.wording import words
from qabot.types import Source

_PASSAGES = 30
"""Passages looked at for a date; those that share the event's words best."""
_CLEAR = 2 / 3
"""Share of the articles that give the event a date which have to give it the same one."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """When an event was, and a sentence that says so."""

    period: Period
    source: Source


def event_date(snapshot: Snapshot, event: str) -> DatedEvent | None:
    """The day or month of an event by the sentences that name it and give a date.

    Two thirds of the articles that date it have to agree: "the election" of a folder with many
    has no date. A sentence names the event if it has all its words, in any form.
    """
    named = " ".join(word.text for word in words(event) if word.is_content)
    terms = set(snapshot.terms(named))
    if not terms:
        return None
    dated: dict[str, dict[int, Source]] = defaultdict(dict)
    ids, _ = snapshot.lexical(named, _PASSAGES)
    for stored in snapshot.passages(ids.tolist()):
        for row, span in enumerate(stored.sentences):
            text = stored.sentence_text(row)
            if not terms <= set(snapshot.terms(text)):
                continue
            when = shared_date(stated_dates(text, stored.article.published))
            if when and len(when) > len("2022"):
                dated[when].setdefault(stored.article_id, Source(stored.article, span))
    return _agreed(dated)


def _agreed(dated: dict[str, dict[int, Source]]) -> DatedEvent | None:
    articles = {article for sources in dated.values() for article in sources}
    if not articles:
        return None
    when, sources = max(dated.items(), key=lambda item: (len(item[1]), len(item[0])))
    if len(sources) < _CLEAR * len(articles):
        return None
    return DatedEvent(from_iso(when), next(iter(sources.values())))
