"""Lists that open articles: passages, mentions, timelines, and the articles about a topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from qabot.questions.list_requests import ListKind, ListRequest
from qabot.types import ArticleMentions, Citation, Filters, ScoredPassage
from qabot.ui.article.article_place import ArticlePlace
from qabot.wording.common_words import counted, filter_words, visible
from qabot.wording.found_lists import (
    EVENTS,
    PASSAGES,
    FoundList,
    mentions_list,
    passages_list,
    timeline_list,
    topic_list,
)
from qabot.wording.list_lines import (
    event_lines,
    mention_line,
    mention_totals,
    mentions_title,
    no_event_line,
    passage_lines,
    timeline_notes,
    topic_lines,
)
from qabot.wording.worded_line import Role, WordedLine, line

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the service
    from qabot.bot import QABot

_MOST_ROWS = 300
"""Articles that can be opened from a list; the others are counted."""

WholeList: TypeAlias = Callable[[str], FoundList]
"""Makes all of a list, to be exported, out of how it was asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place that a list opens, and what is said of it."""

    place: ArticlePlace
    lines: tuple[WordedLine, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows, with what stands above and below them; ``whole`` has those that are left out, too."""

    whole: WholeList
    head: tuple[WordedLine, ...]
    rows: tuple[Row, ...] = ()
    tail: tuple[WordedLine, ...] = ()

    @property
    def lines(self) -> Iterator[WordedLine]:
        """All that is said, in order."""
        yield from self.head
        for row in self.rows:
            yield from row.lines
        yield from self.tail


def make_listing(bot: QABot, request: ListRequest, filters: Filters) -> Listing:
    """The list that is asked for, over the articles that the filters leave.

    Raises:
        QuestionError: the words are too many, or none.
        IndexProblem: the index is gone, or was made again with another model.
    """
    return _MAKERS[request.kind](bot, request.words, filters)


def _found_passages(bot: QABot, words: str, filters: Filters) -> Listing:
    from qabot.ui.article.placed_article import cited_passages

    found = bot.search(words, PASSAGES, filters=filters)
    head = _head(f"{counted(len(found), 'passage')} on “{words}”, best first", filters, found)
    with bot.index.snapshot() as snapshot:
        citations = list(cited_passages(snapshot, found))
    rows = (
        Row(_place(citation, len(found)), _without_scores(citation.number, scored))
        for citation, scored in zip(citations, found, strict=True)
    )
    whole = partial(passages_list, query=words, passages=found, filters=filters)
    return Listing(whole, head, tuple(rows))


def _without_scores(rank: int, scored: ScoredPassage) -> tuple[WordedLine, ...]:
    return tuple(one for one in passage_lines(rank, scored) if one.role is not Role.NOTE)


def _mentions(bot: QABot, words: str, filters: Filters) -> Listing:
    from qabot.ui.article.placed_article import cited_mentions

    found = bot.mentions(words, filters=filters)
    listed = found.articles[:_MOST_ROWS]
    with bot.index.snapshot() as snapshot:
        citations = list(cited_mentions(snapshot, listed))
    rows = tuple(
        _mention_row(*one, len(found.articles)) for one in zip(listed, citations, strict=True)
    )
    tail = [*_left_out(len(found.articles) - len(listed))]
    if listed:
        tail += mention_totals(found, "")
    whole = partial(mentions_list, mentions=found)
    return Listing(whole, (mentions_title(found),), rows, tuple(tail))


def _mention_row(found: ArticleMentions, citation: Citation | None, count: int) -> Row:
    return Row(ArticlePlace(found.article, citation, count=count), (mention_line(found),))


def _timeline(bot: QABot, words: str, filters: Filters) -> Listing:
    found = bot.timeline(words, filters=filters, limit=EVENTS)
    whole = partial(timeline_list, timeline=found)
    if not found.events:
        return Listing(whole, (no_event_line(found),), tail=tuple(timeline_notes(found)))
    head = _head(f"“{found.phrase}”, oldest first", filters, found.events)
    rows = tuple(
        Row(_place(event.citation, len(found.events)), tuple(event_lines(event)))
        for event in found.events
    )
    return Listing(whole, head, rows, tuple(timeline_notes(found)))


def _about(bot: QABot, words: str, filters: Filters) -> Listing:
    """The articles about a topic; where there is none, the nearest passages."""
    found = bot.articles_about(words, filters=filters)
    if not found:
        near = _found_passages(bot, words, filters)
        none = line(Role.WARNING, f"no article opens on “{visible(words)}”{_asked(filters)}")
        return Listing(near.whole, (none, *near.head), near.rows, near.tail)
    listed = found[:_MOST_ROWS]
    head = _head(f"{counted(len(found), 'article')} about “{words}”", filters, found)
    rows = tuple(Row(_place(one, len(found)), tuple(topic_lines(one))) for one in listed)
    mentions = ListRequest(ListKind.MENTIONS, visible(words)).command
    also = f"{mentions} lists all that print it"
    tail = (*_left_out(len(found) - len(listed)), line(Role.NOTE, also))
    whole = partial(topic_list, topic=words, citations=found, filters=filters)
    return Listing(whole, head, rows, tail)


def _place(citation: Citation, count: int) -> ArticlePlace:
    return ArticlePlace(citation.article, citation, count=count)


def _head(words: str, filters: Filters, found: object) -> tuple[WordedLine, ...]:
    role = Role.TITLE if found else Role.WARNING
    return (line(role, f"{visible(words)}{_asked(filters)}"),)


def _asked(filters: Filters) -> str:
    return f" (only articles {filter_words(filters)})" if filters else ""


def _left_out(number: int) -> Iterable[WordedLine]:
    if number > 0:
        yield line(Role.NOTE, f"{number:,} more; /since, /outlet or /path leave fewer")


_MAKERS: dict[ListKind, Callable[[QABot, str, Filters], Listing]] = {
    ListKind.SEARCH: _found_passages,
    ListKind.MENTIONS: _mentions,
    ListKind.TIMELINE: _timeline,
    ListKind.ABOUT: _about,
}
