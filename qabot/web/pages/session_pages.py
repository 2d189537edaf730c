"""Pages of saved sessions, and what is done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from qabot.sessions.session_store import Session
from qabot.types import Answer, Filters
from qabot.web.pages.addresses import local_address
from qabot.web.pages.answer_page import question_address
from qabot.web.pages.session_thread import AskedQuestion, SessionThread
from qabot.web.pages.visit import Visit, go_to
from qabot.wording.answer_lines import citation_lines, head_lines
from qabot.wording.export import FORMATS, file_name

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_MEDIA = {"markdown": "text/markdown", "json": "application/json", "text": "text/plain"}
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
        formats=list(FORMATS),
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
                "failure": one.failure,
                "filters": one.filters,
                "answer": answer,
                "head": list(head_lines(answer)) if answer else [],
                "cited": _cited(answer) if answer else [],
                "address": question_address(AskedQuestion(one.question, one.filters, session.id)),
            }
            for place, (one, answer) in enumerate(said, start=1)
        ],
        filters=said[-1][0].filters if said else Filters(),
        choices=choices,
        formats=list(FORMATS),
    )


def export_session(visit: Visit) -> Response:
    """A session as a file: Markdown with footnotes, JSON or text."""
    session = _session(visit)
    form = visit.value("format")
    if form not in FORMATS:
        raise HTTPException(404)
    exchanges = visit.context.sessions.exchanges(session.id)
    answers = [exchange.answer for exchange in exchanges if exchange.answer]
    _, write = FORMATS[form]
    response = Response(write(answers, session.title), media_type=_MEDIA[form])
    name = file_name(session.title, form).encode("ascii", "ignore").decode()
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


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


def _cited(answer: Answer) -> list[tuple[object, ...]]:
    return [
        (citation, next(iter(citation_lines(citation, answer.span_in(citation)))))
        for citation in answer.citations
    ]
