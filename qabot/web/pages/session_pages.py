"""Pages of saved sessions, and what is done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from qabot.sessions.session_store import Session
from qabot.types import Filters
from qabot.web.pages.addresses import local_address
from qabot.web.pages.exports import as_file, exported_exchanges
from qabot.web.pages.session_entry import session_entry
from qabot.web.pages.session_thread import SessionThread
from qabot.web.pages.visit import Visit, go_to

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_LISTS_SHOWN = 20
"""Questions whose lists are made for a session's page, the last ones; others are linked to."""
_ROWS_SHOWN = 5
"""Rows of each; the whole list is a click away."""
_SHOWN = 200
"""Sessions in the list; a search finds the others."""


def sessions_page(visit: Visit) -> Response:
    """Sessions, the one used last first; of which title, questions or answers have the words."""
    words = visit.value("q")
    found = visit.context.sessions.sessions(words)
    return visit.page(
        "sessions.html",
        sessions=found[:_SHOWN],
        left_out=max(0, len(found) - _SHOWN),
        words=words,
    )


def session_page(visit: Visit, bot: QABot) -> Response:
    """All that was asked in a session, and a field to go on."""
    session = _session(visit)
    thread = SessionThread(bot, visit.context.sessions, visit.memory.answers, session.id)
    said = thread.saved_answers()
    with bot.index.snapshot() as snapshot:
        choices = visit.memory.choices.of(snapshot)
    unanswered = [place for place, (one, _) in enumerate(said) if one.answer is None]
    listing = set(unanswered[-_LISTS_SHOWN:])
    return visit.page(
        "session.html",
        session=session,
        entries=[
            session_entry(bot, session, one, answer, lists=place in listing)
            for place, (one, answer) in enumerate(said)
        ],
        rows_shown=_ROWS_SHOWN,
        filters=said[-1][0].filters if said else Filters(),
        choices=choices,
    )


def export_session(visit: Visit) -> Response:
    """A session as a file, also where there is no index."""
    session = _session(visit)
    exchanges = visit.context.sessions.exchanges(session.id)
    return as_file(visit, exported_exchanges(visit.context.service.bot, exchanges), session.title)


def rename_session(visit: Visit) -> Response:
    """Call a session otherwise."""
    session = _session(visit)
    visit.context.sessions.rename(session.id, visit.sent.get("title", ""))
    return go_to(local_address(visit.sent.get("back", "/sessions")))


def delete_session(visit: Visit) -> Response:
    """Delete a session and all that was said in it."""
    visit.context.sessions.delete(_session(visit).id)
    return go_to("/sessions")


def _session(visit: Visit) -> Session:
    """The session that the address names.

    Raises:
        HTTPException: there is none.
    """
    number = visit.request.path_params["session"]
    found = (one for one in visit.context.sessions.sessions() if one.id == number)
    session = next(found, None)
    if session is None:
        raise HTTPException(404)
    return session
