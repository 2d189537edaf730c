"""Lists that a session has or that are asked for in words: their places, each to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qabot.questions.list_requests import ListKind, ListRequest
from qabot.types import (
    ArticleMentions,
    ArticleRef,
    Citation,
    Event,
    Filters,
    ScoredPassage,
    StoredPassage,
)
from qabot.web.pages.addresses import article_address, filtered_address
from qabot.wording.common_words import counted, filter_words, one_line, visible
from qabot.wording.found_lists import EVENTS, PASSAGES
from qabot.wording.list_lines import mentions_title, no_event_line

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Where an article is read, and what is told of it.

    These are the words found there, and their date, or how often it prints a phrase.
    """

    article: ArticleRef
    address: str
    text: str = ""
    date: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class FoundRows:
    """A list; ``title`` says what of, and ``missing`` what there is none of, if it is another."""

    title: str
    rows: Sequence[FoundRow]
    missing: str = ""


def find_rows(bot: QABot, request: ListRequest, filters: Filters) -> FoundRows:
    """The whole list that is asked for, over the articles that the filters leave.

    Raises:
        QuestionError: the words are too many, or none.
        IndexProblem: the index is gone, or was made again with another model.
    """
    words = request.words
    match request.kind:
        case ListKind.MENTIONS:
            mentions = bot.mentions(words, filters=filters)
            return FoundRows(mentions_title(mentions).words, [*map(_mention, mentions.articles)])
        case ListKind.TIMELINE:
            timeline = bot.timeline(words, filters=filters, limit=EVENTS)
            title = f"{counted(len(timeline.events), 'event')} with “{words}”, oldest first"
            if not timeline.events:
                return FoundRows(no_event_line(timeline).words, ())
            return FoundRows(_titled(title, filters), [*map(_event, timeline.events)])
        case ListKind.ABOUT if articles := bot.articles_about(words, filters=filters):
            title = f"{counted(len(articles), 'article')} about “{words}”"
            return FoundRows(_titled(title, filters), [*map(_cited, articles)])
    passages = bot.search(words, PASSAGES, filters=filters)
    missing = f"No article opens on “{words}”" if request.kind is ListKind.ABOUT else ""
    title = f"{counted(len(passages), 'passage')} on “{words}”, best first"
    return FoundRows(_titled(title, filters), [*map(_passage, passages)], visible(missing))


def list_address(request: ListRequest, filters: Filters, session: int | None = None) -> str:
    """Where a list is looked at, on the way back to a session if it was asked for in one."""
    return filtered_address(f"/{request.kind}", filters, q=request.words, session=session)


def _titled(words: str, filters: Filters) -> str:
    only = f" (only articles {filter_words(filters)})" if filters else ""
    return f"{visible(words)}{only}"


def _mention(found: ArticleMentions) -> FoundRow:
    address = article_address(found.article.path, found.first)
    return FoundRow(found.article, address, count=found.count)


def _event(event: Event) -> FoundRow:
    row = _cited(event.citation)
    return FoundRow(row.article, row.address, row.text, event.date)


def _cited(citation: Citation) -> FoundRow:
    address = article_address(citation.article.path, citation.span)
    return FoundRow(citation.article, address, one_line(citation.text))


def _passage(scored: ScoredPassage) -> FoundRow:
    passage = scored.passage
    address = article_address(passage.article.path, passage.span)
    return FoundRow(passage.article, address, _below_title(passage))


def _below_title(passage: StoredPassage) -> str:
    """A passage without the title that it begins with, which stands above it."""
    title, text = one_line(passage.article.title), one_line(passage.text)
    return text.removeprefix(f"{title} ") if title else text
