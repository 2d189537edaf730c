"""Pages that list: articles, those that mention a phrase, and events in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from starlette.responses import Response

from qabot.questions.list_requests import ListKind, ListRequest
from qabot.service.listed_articles import ListedArticle, matching
from qabot.types import Mentions, Timeline
from qabot.web.pages.found_rows import FoundRows, find_rows
from qabot.web.pages.page_filters import Choices
from qabot.web.pages.time_chart import time_chart
from qabot.web.pages.visit import Visit
from qabot.wording.answer_lines import cited_line

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_ON_A_PAGE = 50
_MOST_EVENTS = 100
_OUTLETS_SHOWN = 12

_NO_MENTIONS = Mentions("", ())
_NO_ROWS = FoundRows("", ())
_NO_EVENTS = Timeline("", (), 0, 0)

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class ListPart(Generic[Entry]):
    """The entries on one page of a list; ``number`` is that page, from 1, of ``pages``."""

    entries: Sequence[Entry]
    number: int
    pages: int
    total: int


def articles_page(visit: Visit, bot: QABot) -> Response:
    """Articles by path; of which title, outlet, author, date or path has the words."""
    filters, words = visit.filters, visit.value("q")
    with bot.index.snapshot() as snapshot:
        listed = [ListedArticle.of(article) for article in snapshot.article_refs(filters)]
        choices = visit.memory.choices.of(snapshot)
    found = _part([one.article for one in matching(listed, words)], visit)
    return visit.page(
        "articles.html",
        found=found,
        words=words,
        filters=filters,
        choices=choices,
        every=len(listed),
        outcome=visit.memory.watch.outcome,
    )


def about_page(visit: Visit, bot: QABot) -> Response:
    """The articles about a topic; where there is none, the nearest passages."""
    return _rows_page(visit, bot, ListKind.ABOUT)


def passages_page(visit: Visit, bot: QABot) -> Response:
    """The passages nearest to some words, best first."""
    return _rows_page(visit, bot, ListKind.SEARCH)


def _rows_page(visit: Visit, bot: QABot, kind: ListKind) -> Response:
    filters, words = visit.filters, visit.value("q")
    listed = find_rows(bot, ListRequest(kind, words), filters) if words else _NO_ROWS
    return visit.page(
        "rows.html",
        kind=kind,
        session=visit.number("session"),
        listed=listed,
        found=_part(listed.rows, visit),
        words=words,
        filters=filters,
        choices=_choices(visit, bot),
    )


def mentions_page(visit: Visit, bot: QABot) -> Response:
    """Every article that prints a phrase, and how many do by date and outlet."""
    filters, phrase = visit.filters, visit.value("q")
    mentions = bot.mentions(phrase, filters=filters) if phrase else _NO_MENTIONS
    return visit.page(
        "mentions.html",
        session=visit.number("session"),
        mentions=mentions,
        found=_part(mentions.articles, visit),
        outlets=list(mentions.by_outlet.items())[:_OUTLETS_SHOWN],
        chart=time_chart(
            [(one.article.published, one.article.outlet) for one in mentions.articles]
        ),
        words=phrase,
        filters=filters,
        choices=_choices(visit, bot),
    )


def timeline_page(visit: Visit, bot: QABot) -> Response:
    """Dated sentences that print a phrase, oldest first."""
    filters, phrase = visit.filters, visit.value("q")
    found = bot.timeline(phrase, filters=filters, limit=_MOST_EVENTS) if phrase else _NO_EVENTS
    return visit.page(
        "timeline.html",
        session=visit.number("session"),
        timeline=found,
        lines=[cited_line(event.citation) for event in found.events],
        chart=time_chart([(one.date, one.citation.article.outlet) for one in found.events]),
        words=phrase,
        filters=filters,
        choices=_choices(visit, bot),
    )


def _choices(visit: Visit, bot: QABot) -> Choices:
    with bot.index.snapshot() as snapshot:
        return visit.memory.choices.of(snapshot)


def _part(entries: Sequence[Entry], visit: Visit) -> ListPart[Entry]:
    """The page of a list that the address asks for, the last one if there are not so many."""
    pages = max(1, -(-len(entries) // _ON_A_PAGE))
    number = min(max(visit.number("page") or 1, 1), pages)
    first = (number - 1) * _ON_A_PAGE
    return ListPart(entries[first : first + _ON_A_PAGE], number, pages, len(entries))
