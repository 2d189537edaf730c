"""What the API can be asked for: its addresses, and what each of them takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from qabot.errors import RequestError
from qabot.mcp_server import tool_calls
from qabot.mcp_server.tool_arguments import (
    ArticlesArguments,
    MentionsArguments,
    NoArguments,
    QueryArguments,
    TimelineArguments,
    ToolArguments,
)
from qabot.mcp_server.tool_results import FoundPassages, ListedArticles, ListedMentions
from qabot.types import Span
from qabot.types.json_records.answer_records import AnswerRecord, ArticleRefRecord
from qabot.types.json_records.list_records import TimelineRecord
from qabot.types.json_records.report_records import IndexStatusRecord
from qabot.web.api.api_arguments import AskArguments, SpanArguments

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by a thread
    from qabot.bot import QABot

JsonValues = dict[str, Any]


class ArticleSpan(msgspec.Struct, frozen=True, kw_only=True):
    """An article's text at [start, end), of so many characters, in code points."""

    article: ArticleRefRecord
    start: int
    end: int
    text: str
    characters: int


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """Something to ask for: its address, what it takes and gives, and what it does.

    ``path`` has a part in braces where an argument stands in the address. What is ``posted`` may
    also be sent as JSON in the body of a POST request.
    """

    path: str
    name: str
    summary: str
    description: str
    arguments: type[ToolArguments]
    result: type[msgspec.Struct]
    work: Callable[[QABot, Any], JsonValues]
    posted: bool = False


def _ask(bot: QABot, asked: AskArguments) -> JsonValues:
    answer = bot.ask(
        asked.question,
        filters=asked.filters,
        history=asked.history,
        dates=asked.dates,
        today=asked.day,
    )
    return answer.to_dict()


def _search(bot: QABot, asked: QueryArguments) -> JsonValues:
    return tool_calls.search(bot, asked).values


def _mentions(bot: QABot, asked: MentionsArguments) -> JsonValues:
    return tool_calls.mentions(bot, asked).values


def _timeline(bot: QABot, asked: TimelineArguments) -> JsonValues:
    return tool_calls.timeline(bot, asked).values


def _articles(bot: QABot, asked: ArticlesArguments) -> JsonValues:
    return tool_calls.list_articles(bot, asked).values


def _article(bot: QABot, asked: SpanArguments) -> JsonValues:
    article = tool_calls.article_at(bot, asked.path)
    characters = len(article.text)
    start = asked.start or 0
    end = characters if asked.end is None else min(asked.end, characters)
    if start > end or (start == end and asked != SpanArguments(path=asked.path)):
        raise RequestError(
            f"there is nothing from {start:,} to {end:,}; the article has {characters:,} characters"
        )
    return {
        "article": article.reference.to_dict(),
        "start": start,
        "end": end,
        "text": Span(start, end).of(article.text),
        "characters": characters,
    }


def _status(bot: QABot, _: NoArguments) -> JsonValues:
    return bot.index.status().to_dict()


OPERATIONS = (
    ApiOperation(
        "/api/ask",
        "ask",
        "Answer a question",
        "Sentences copied from the articles, best first, with the short answer; as qabot ask "
        "--json prints it. verdict is “answered”, “related” (the closest sentences, but no direct "
        "answer) or “nothing”.",
        AskArguments,
        AnswerRecord,
        _ask,
        posted=True,
    ),
    ApiOperation(
        "/api/search",
        "search",
        "Find passages",
        "The passages nearest to a query in meaning and words, best first; as qabot search --json "
        "prints them.",
        QueryArguments,
        FoundPassages,
        _search,
    ),
    ApiOperation(
        "/api/mentions",
        "mentions",
        "List and count the articles that print a phrase",
        "Newest first, with totals by outlet and month; as qabot search --all --json prints them, "
        "a part of the list at a time, and with the first sentence that prints the phrase.",
        MentionsArguments,
        ListedMentions,
        _mentions,
    ),
    ApiOperation(
        "/api/timeline",
        "timeline",
        "List dated sentences that print a phrase",
        "Oldest first, one for each event; as qabot timeline --json prints them.",
        TimelineArguments,
        TimelineRecord,
        _timeline,
    ),
    ApiOperation(
        "/api/articles",
        "list_articles",
        "List articles by path",
        "A part of the list at a time.",
        ArticlesArguments,
        ListedArticles,
        _articles,
    ),
    ApiOperation(
        "/api/articles/{path}",
        "read_article",
        "Give an article's text",
        "All of it, or the span from start up to end: a citation's text is the text of its span.",
        SpanArguments,
        ArticleSpan,
        _article,
    ),
    ApiOperation(
        "/api/status",
        "status",
        "Tell what the index holds",
        "And which files changed since; as qabot status --json prints it.",
        NoArguments,
        IndexStatusRecord,
        _status,
    ),
)
