"""Lists as they are taken elsewhere: what was asked for, with its lines and its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qabot.questions.list_requests import ListKind, ListRequest
from qabot.types import ArticleRef, Citation, Filters, Mentions, ScoredPassage, Timeline
from qabot.wording.answer_lines import source_line
from qabot.wording.common_words import counted, filter_words, visible
from qabot.wording.list_lines import (
    mentions_lines,
    passage_lines,
    timeline_lines,
    topic_lines,
)
from qabot.wording.worded_line import Role, WordedLine, line

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the service
    from qabot.bot import QABot

PASSAGES = 20
EVENTS = 100


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list: ``asked`` is how it was asked for, ``values`` what it is as JSON."""

    asked: str
    lines: tuple[WordedLine, ...]
    values: Mapping[str, Any]


def find_list(bot: QABot, request: ListRequest, filters: Filters, asked: str = "") -> FoundList:
    """The whole list that is asked for, over the articles that the filters leave.

    Args:
        asked: how it was asked for, by default its command.

    Raises:
        QuestionError: the words are too many, or none.
        IndexProblem: the index is gone, or was made again with another model.
    """
    asked, words = asked or request.command, request.words
    match request.kind:
        case ListKind.MENTIONS:
            return mentions_list(asked, bot.mentions(words, filters=filters))
        case ListKind.TIMELINE:
            return timeline_list(asked, bot.timeline(words, filters=filters, limit=EVENTS))
        case ListKind.ABOUT if found := bot.articles_about(words, filters=filters):
            return topic_list(asked, words, found, filters)
    return passages_list(asked, words, bot.search(words, PASSAGES, filters=filters), filters)


def mentions_list(asked: str, mentions: Mentions) -> FoundList:
    """All articles that print a phrase."""
    return FoundList(asked, tuple(mentions_lines(mentions)), mentions.to_dict())


def timeline_list(asked: str, timeline: Timeline) -> FoundList:
    """Dated sentences, oldest first."""
    return FoundList(asked, tuple(timeline_lines(timeline)), timeline.to_dict())


def passages_list(
    asked: str, query: str, passages: Sequence[ScoredPassage], filters: Filters
) -> FoundList:
    """Passages, best first."""
    head = _title(f"{counted(len(passages), 'passage')} on “{query}”", filters)
    lines = [one for rank, found in enumerate(passages, 1) for one in passage_lines(rank, found)]
    values = {"query": query, "filters": filters.to_dict()}
    return FoundList(
        asked, (head, *lines), values | {"passages": [one.to_dict() for one in passages]}
    )


def topic_list(
    asked: str, topic: str, citations: Sequence[Citation], filters: Filters
) -> FoundList:
    """The articles about a topic, each with the sentence that shows so."""
    head = _title(f"{counted(len(citations), 'article')} about “{topic}”", filters)
    lines = [one for citation in citations for one in topic_lines(citation)]
    values = {"topic": topic, "filters": filters.to_dict()}
    return FoundList(
        asked, (head, *lines), values | {"citations": [one.to_dict() for one in citations]}
    )


def articles_list(asked: str, articles: Sequence[ArticleRef], filters: Filters) -> FoundList:
    """Articles by path."""
    values = {"total": len(articles), "filters": filters.to_dict()}
    return FoundList(
        asked,
        tuple(_article_lines(articles, filters)),
        values | {"articles": [article.to_dict() for article in articles]},
    )


def _article_lines(articles: Sequence[ArticleRef], filters: Filters) -> Iterator[WordedLine]:
    yield _title(counted(len(articles), "article"), filters)
    for article in articles:
        yield source_line(article, Role.ENTRY)


def _title(words: str, filters: Filters) -> WordedLine:
    only = f" (only articles {filter_words(filters)})" if filters else ""
    return line(Role.TITLE, f"{visible(words)}{only}")
