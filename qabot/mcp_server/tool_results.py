"""What the tools give, where the command line has no JSON for it or has it without bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from qabot.types import ArticleRef
from qabot.types.json_records.answer_records import (
    ArticleRefRecord,
    CitationRecord,
    FiltersRecord,
    SpanRecord,
)
from qabot.types.json_records.list_records import MonthRecord, OutletRecord, TallyRecord
from qabot.types.json_records.passage_records import ScoredPassageRecord
from qabot.types.json_records.report_records import IndexStatusRecord

_LISTED = 100
"""Names of files that a status gives of each kind at most."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """The JSON of a result, and the articles in it, which are given as resources, too."""

    values: dict[str, Any]
    articles: Sequence[ArticleRef] = ()


class FoundPassages(msgspec.Struct, frozen=True, kw_only=True):
    """The passages for a query, best first."""

    query: str
    passages: list[ScoredPassageRecord]


class ListedArticles(msgspec.Struct, frozen=True, kw_only=True):
    """Articles by path: from ``offset`` on, of ``total`` ones."""

    total: int
    offset: int
    filters: FiltersRecord
    articles: list[ArticleRefRecord]


class CitedMentions(msgspec.Struct, frozen=True, kw_only=True):
    """How often an article prints a phrase, and the first sentence that does.

    ``first`` and ``citation`` are null where only the title prints it.
    """

    article: ArticleRefRecord
    count: int
    first: SpanRecord | None
    citation: CitationRecord | None


class ListedMentions(msgspec.Struct, frozen=True, kw_only=True):
    """Articles that print a phrase, newest first: from ``offset`` on, of all that are counted."""

    phrase: str
    filters: FiltersRecord
    total: TallyRecord
    by_outlet: list[OutletRecord]
    by_month: list[MonthRecord]
    offset: int
    articles: list[CitedMentions]


class ArticlePart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an article: its text at [start, end), of so many characters, in code points.

    ``page`` is null where the part is no page of it.
    """

    article: ArticleRefRecord
    start: int
    end: int
    text: str
    characters: int
    page: int | None
    pages: int


class ListedStatus(IndexStatusRecord, frozen=True, kw_only=True):
    """What an index holds; ``left_out`` counts names of files that are too many to list."""

    left_out: dict[str, int] = msgspec.field(default_factory=dict)


def shortened_status(values: dict[str, Any]) -> dict[str, Any]:
    """A status as JSON whose lists of names are cut where they are long."""
    changes = values["changed_since"]
    left_out = {}
    for part, name in [(values, "skipped"), *((changes, name) for name in changes)]:
        if len(part[name]) > _LISTED:
            left_out[name] = len(part[name]) - _LISTED
            part[name] = part[name][:_LISTED]
    return values | ({"left_out": left_out} if left_out else {})


def result_schema(record: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON schema of a record, with an object at its root, as the protocol wants it."""
    schema = msgspec.json.schema(record)
    root = schema.pop("$ref", "").rpartition("/")[2]
    return {**schema["$defs"][root], **schema} if root else schema
