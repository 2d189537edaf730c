"""What each tool does with the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qabot.errors import RequestError
from qabot.mcp_server.article_pages import chosen_span, numbered_page, page_spans
from qabot.mcp_server.tool_arguments import (
    ArticleArguments,
    ArticlesArguments,
    MentionsArguments,
    NoArguments,
    QueryArguments,
    QuestionArguments,
    StatementArguments,
    TimelineArguments,
)
from qabot.mcp_server.tool_results import (
    ToolResult,
    shortened_status,
)
from qabot.reading.citing import cite_sentence_at
from qabot.store.named_article import named_article
from qabot.store.snapshot import Snapshot
from qabot.types import Answer, Article, ArticleMentions, ArticleRef, Citation, Filters

if TYPE_CHECKING:  # faiss and tantivy take .3 s: a client waits for the greeting
    from qabot.bot import QABot


def ask(bot: QABot, asked: QuestionArguments) -> ToolResult:
    """Answer a question."""
    return _answered(bot.ask(asked.question, filters=asked.filters, history=asked.history))


def who_said(bot: QABot, asked: StatementArguments) -> ToolResult:
    """Tell who said something."""
    question = asked.statement
    if bot.understand(question, dates=False).wanted.speaker is None:
        question = f"who said {question}"
    return _answered(bot.ask(question, filters=asked.filters))


def search(bot: QABot, asked: QueryArguments) -> ToolResult:
    """Find passages."""
    found = bot.search(asked.query, asked.limit, filters=asked.filters)
    values = {"query": asked.query, "passages": [passage.to_dict() for passage in found]}
    return ToolResult(values, [one.passage.article for one in found])


def timeline(bot: QABot, asked: TimelineArguments) -> ToolResult:
    """List dated sentences that print a phrase."""
    found = bot.timeline(asked.phrase, filters=asked.filters, limit=asked.limit)
    return ToolResult(found.to_dict(), [event.citation.article for event in found.events])


def mentions(bot: QABot, asked: MentionsArguments) -> ToolResult:
    """Count the articles that print a phrase, and list some of them."""
    found = bot.mentions(asked.phrase, filters=asked.filters)
    listed = found.articles[asked.offset : asked.offset + asked.limit]
    with bot.index.snapshot() as snapshot:
        cited = [
            one.to_dict() | {"citation": citation and citation.to_dict()}
            for number, one in enumerate(listed, start=asked.offset + 1)
            for citation in [_first_sentence(snapshot, one, number)]
        ]
    values = found.to_dict() | {"offset": asked.offset, "articles": cited}
    return ToolResult(values, [one.article for one in listed])


def list_articles(bot: QABot, asked: ArticlesArguments) -> ToolResult:
    """List articles by path."""
    with bot.index.snapshot() as snapshot:
        found = snapshot.article_refs(asked.filters)
    listed = found[asked.offset : asked.offset + asked.limit]
    values = {
        "total": len(found),
        "offset": asked.offset,
        "filters": asked.filters.to_dict(),
        "articles": [article.to_dict() for article in listed],
    }
    return ToolResult(values, listed)


def read_article(bot: QABot, asked: ArticleArguments) -> ToolResult:
    """Give a page or a span of an article."""
    by_place = asked.start is not None or asked.end is not None
    if by_place and asked.page is not None:
        raise RequestError("give a page, or start and end, but not both")
    article = article_at(bot, asked.path)
    page = None if by_place else asked.page or 1
    if page is None:
        span = chosen_span(article.text, asked.start, asked.end)
    else:
        span = numbered_page(article.text, page)
    values = {
        "article": article.reference.to_dict(),
        "start": span.start,
        "end": span.end,
        "text": span.of(article.text),
        "characters": len(article.text),
        "page": page,
        "pages": len(page_spans(article.text)),
    }
    return ToolResult(values, [article.reference])


def status(bot: QABot, _: NoArguments) -> ToolResult:
    """Tell what the index holds."""
    return ToolResult(shortened_status(bot.index.status().to_dict()))


def article_at(bot: QABot, path: str) -> Article:
    """The article with a path.

    Raises:
        ArticleMissing: there is none.
    """
    with bot.index.snapshot() as snapshot:
        return named_article(snapshot, path, bot.index.folder)


def all_articles(bot: QABot) -> list[ArticleRef]:
    """All articles by path."""
    with bot.index.snapshot() as snapshot:
        return snapshot.article_refs(Filters())


def _answered(answer: Answer) -> ToolResult:
    return ToolResult(answer.to_dict(), [citation.article for citation in answer.citations])


def _first_sentence(snapshot: Snapshot, found: ArticleMentions, number: int) -> Citation | None:
    """The first sentence of an article that prints the phrase; None if only its title does."""
    article = snapshot.article_by_path(found.article.path)
    if article is None or found.first is None:
        return None
    return cite_sentence_at(article, found.first, number=number)
