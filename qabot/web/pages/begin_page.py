"""The page where nothing has been asked yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import Response

from qabot.errors import QabotError, SessionsProblem
from qabot.sessions.session_store import Session, SessionStore
from qabot.types import Filters
from qabot.web.pages.page_filters import Choices
from qabot.web.pages.visit import Visit

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_RECENT = 4


@dataclass(frozen=True, slots=True)
class Beginning:
    """What there is to ask: how many articles, examples, and what filters can be completed to.

    ``examples`` is None while they are yet to be looked for.
    """

    articles: int | None = None
    years: Sequence[str] = ()
    examples: Sequence[str] | None = ()
    choices: Choices = field(default_factory=dict)


def begin_page(visit: Visit) -> Response:
    """The question's field, examples and the sessions used last; also while there is no index."""
    filters, bot = visit.filters, visit.context.service.bot
    return visit.page(
        "begin.html",
        beginning=Beginning() if bot is None else _beginning(visit, bot, filters),
        recent=_recent(visit.context.sessions),
        filters=filters,
        question=visit.value("q"),
        session=visit.number("session"),
    )


def examples_page(visit: Visit, bot: QABot) -> Response:
    """Questions to begin with, for a page that was shown without them."""
    return visit.page("examples.html", examples=visit.memory.examples.find(bot))


def _beginning(visit: Visit, bot: QABot, filters: Filters) -> Beginning:
    try:
        with bot.index.snapshot() as snapshot:
            choices = visit.memory.choices.of(snapshot)
            articles, years = snapshot.article_count(filters), snapshot.years()
        examples: Sequence[str] | None = () if filters else visit.memory.examples.known(bot)
        return Beginning(articles, years, examples, choices)
    except QabotError:
        return Beginning()  # said when something is asked


def _recent(store: SessionStore) -> Sequence[Session]:
    try:
        return store.sessions()[:_RECENT]
    except SessionsProblem:
        return ()  # the list of sessions says why
