"""How lists are written as JSON: mentions and timelines."""

from __future__ import annotations

from typing import Any, ClassVar

from qabot.types.json_records.answer_records import (
    ArticleRefRecord,
    CitationRecord,
    FiltersRecord,
    SpanRecord,
)
from qabot.types.json_records.record import Record
from qabot.types.lists import ArticleMentions, Event, Mentions, Tally, Timeline


class TallyRecord(Record, frozen=True, kw_only=True):
    """Articles that print a phrase, and how often they do together."""

    noun: ClassVar = Tally

    articles: int
    mentions: int


class OutletRecord(Record, frozen=True, kw_only=True):
    """The articles of an outlet; null for those that name none."""

    outlet: str | None
    articles: int
    mentions: int


class MonthRecord(Record, frozen=True, kw_only=True):
    """The articles of a month ("2024-06", or "2024" where no more is known); null: undated."""

    month: str | None
    articles: int
    mentions: int


class ArticleMentionsRecord(Record, frozen=True, kw_only=True):
    """How often an article prints a phrase, and where first."""

    noun: ClassVar = ArticleMentions

    article: ArticleRefRecord
    count: int
    first: SpanRecord | None


class MentionsRecord(Record, frozen=True, kw_only=True):
    """Every article that prints a phrase, and how many do by outlet and month."""

    noun: ClassVar = Mentions

    phrase: str
    filters: FiltersRecord
    total: TallyRecord
    by_outlet: list[OutletRecord]
    by_month: list[MonthRecord]
    articles: list[ArticleMentionsRecord]

    @classmethod
    def attributes(cls, value: Mentions) -> dict[str, Any]:
        """The list with its totals as rows."""
        return {
            "phrase": value.phrase,
            "filters": value.filters,
            "total": value.total,
            "by_outlet": [
                OutletRecord(outlet=outlet, articles=tally.articles, mentions=tally.mentions)
                for outlet, tally in value.by_outlet.items()
            ],
            "by_month": [
                MonthRecord(month=month, articles=tally.articles, mentions=tally.mentions)
                for month, tally in value.by_month.items()
            ],
            "articles": value.articles,
        }


class EventRecord(Record, frozen=True, kw_only=True):
    """A dated sentence on a timeline."""

    noun: ClassVar = Event

    date: str
    stated: bool
    citation: CitationRecord


class TimelineRecord(Record, frozen=True, kw_only=True):
    """Dated sentences that print a phrase, in the order of their dates."""

    noun: ClassVar = Timeline

    phrase: str
    filters: FiltersRecord
    total: int
    undated: int
    events: list[EventRecord]
