"""What the tools take: declared once, to be checked by msgspec and described to assistants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

import msgspec
from msgspec import Meta

from qabot.errors import RequestError
from qabot.mcp_server.article_addresses import LONGEST_PATH
from qabot.retrieval.filters import parse_filters
from qabot.types import Filters

_NOT_EMPTY = {"minLength": 1, "pattern": r"\S"}
"""Told beforehand; what is said where it is empty, the bot says as it does everywhere."""
_MONTH_AND_DAY = r"-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?"
_Date = Annotated[
    str | None,
    Meta(
        description="YYYY, YYYY-MM or YYYY-MM-DD.",
        extra_json_schema={"pattern": rf"^([1-9]\d{{3}}({_MONTH_AND_DAY})?)?$"},
    ),
]
_History = Annotated[
    list[str], Meta(max_length=10, description="Earlier questions of the user, oldest first.")
]
_Phrase = Annotated[
    str,
    Meta(
        description="A name or a few words, found as whole words in this order, in any case; other "
        "forms of the words are not found. A word of two to five capitals (US) only in capitals.",
        extra_json_schema=_NOT_EMPTY,
    ),
]
_Path = Annotated[
    str, Meta(max_length=LONGEST_PATH, description="Path of the article, as another tool gives it.")
]
_Place = Annotated[
    Annotated[int, Meta(ge=0)] | None, Meta(description="In code points of the article's text.")
]
_Page = Annotated[
    Annotated[int, Meta(ge=1)] | None, Meta(description="Number of the page; 1 by default.")
]
_From = Annotated[int, Meta(ge=0, description="How many to leave out, to go on after a list.")]
_Few = Annotated[int, Meta(ge=1, le=50, description="How many at most.")]
_Many = Annotated[int, Meta(ge=1, le=200, description="How many at most.")]


class ToolArguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tool is called with."""

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """The arguments that JSON values are; a number may be spelled as a string.

        Raises:
            RequestError: something is missing, unknown, or not what it should be.
        """
        try:
            return msgspec.convert(values, cls, strict=False)
        except msgspec.ValidationError as error:
            raise RequestError(f"this cannot be called so: {error}") from error


class NoArguments(ToolArguments, frozen=True, kw_only=True):
    """Nothing."""


class FilterArguments(ToolArguments, frozen=True, kw_only=True):
    """Which articles are looked at; without any of these, all are."""

    since: _Date = None
    until: _Date = None
    outlet: Annotated[str | None, Meta(description="Part of the outlet's name.")] = None
    author: Annotated[str | None, Meta(description="Part of the author's name.")] = None
    path_glob: Annotated[str | None, Meta(description="Paths, such as politics/*.")] = None

    @property
    def filters(self) -> Filters:
        """As filters.

        Raises:
            FilterError: a date is none, or the first one lies after the last.
        """
        return parse_filters(
            "",
            since=self.since,
            until=self.until,
            outlet=self.outlet,
            author=self.author,
            path=self.path_glob,
        )


class QuestionArguments(FilterArguments, frozen=True, kw_only=True):
    """A question."""

    question: Annotated[
        str, Meta(description="One question in plain words.", extra_json_schema=_NOT_EMPTY)
    ]
    history: _History = []


class StatementArguments(FilterArguments, frozen=True, kw_only=True):
    """Something that was said."""

    statement: Annotated[
        str,
        Meta(
            description="What was said, as quoted or in other words.", extra_json_schema=_NOT_EMPTY
        ),
    ]


class QueryArguments(FilterArguments, frozen=True, kw_only=True):
    """Something to search for."""

    query: Annotated[
        str,
        Meta(description="A question, a sentence or a few words.", extra_json_schema=_NOT_EMPTY),
    ]
    limit: _Few = 10


class TimelineArguments(FilterArguments, frozen=True, kw_only=True):
    """A phrase whose events are wanted."""

    phrase: _Phrase
    limit: _Many = 30


class MentionsArguments(FilterArguments, frozen=True, kw_only=True):
    """A phrase whose articles are wanted."""

    phrase: _Phrase
    limit: _Many = 30
    offset: _From = 0


class ArticlesArguments(FilterArguments, frozen=True, kw_only=True):
    """Which part of the list of articles is wanted."""

    limit: _Many = 50
    offset: _From = 0


class ArticleArguments(ToolArguments, frozen=True, kw_only=True):
    """An article, and which part of its text is wanted."""

    path: _Path
    page: _Page = None
    start: _Place = None
    end: _Place = None
