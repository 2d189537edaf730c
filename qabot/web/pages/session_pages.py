"""Pages of saved sessions, and what is done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from qabot.questions.list_requests import ListKind, list_request
from qabot.sessions.session_store import SavedExchange, Session
from qabot.types import Answer, Filters
from qabot.web.pages.addresses import filtered_address, local_address
from qabot.web.pages.answer_page import question_address
from qabot.web.pages.exports import as_file, exported_exchanges
from qabot.web.pages.session_thread import AskedQuestion, SessionThread
from qabot.web.pages.visit import Visit, go_to
from qabot.wording.answer_lines import citation_lines, head_lines

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_LIST_PAGES = (ListKind.MENTIONS, ListKind.TIMELINE)
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
    return visit.page(
        "session.html",
        session=session,
        entries=[
            {
                "question": one.question,
                "anchor": f"q{place}-c",
                "failure": one.failure or _unanswered(one),
                "filters": one.filters,
                "answer": answer,
                "head": list(head_lines(answer)) if answer else [],
                "cited": _cited(answer) if answer else [],
                "address": question_address(AskedQuestion(one.question, one.filters, session.id)),
                "list": _list_address(one),
            }
            for place, (one, answer) in enumerate(said, start=1)
        ],
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


def _unanswered(exchange: SavedExchange) -> str:
    if list_request(exchange.question) is not None:
        return "A list, which the chat in the terminal shows."
    return "The chat ended before this was answered."


def _list_address(exchange: SavedExchange) -> str | None:
    """Where the list is that was asked for in place of an answer; None if there is no page of it.

    Only the chat saves such questions.
    """
    request = list_request(exchange.question) if exchange.answer is None else None
    if request is None or request.kind not in _LIST_PAGES:
        return None
    return filtered_address(f"/{request.kind}", exchange.filters, q=request.words)


def _cited(answer: Answer) -> list[tuple[object, ...]]:
    return [
        (citation, next(iter(citation_lines(citation, answer.span_in(citation)))))
        for citation in answer.citations
    ]
