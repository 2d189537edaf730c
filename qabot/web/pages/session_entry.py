"""A question of a session as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qabot.errors import QabotError
from qabot.questions.list_requests import list_request
from qabot.sessions.session_store import SavedExchange, Session
from qabot.types import Answer, Citation
from qabot.web.pages.answer_page import question_address
from qabot.web.pages.found_rows import FoundRows, find_rows, list_address
from qabot.web.pages.session_thread import AskedQuestion
from qabot.wording.answer_lines import citation_lines, head_lines
from qabot.wording.worded_line import WordedLine

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_NOT_ANSWERED = "The chat ended before this was answered."


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A question, with its answer, its list, or why there is neither.

    ``address`` is where it is looked at by itself, and ``listed`` the list that was asked for,
    None of one that stands only there.
    """

    question: str
    address: str
    answer: Answer | None = None
    listed: FoundRows | None = None
    failure: str = ""
    is_list: bool = False

    @property
    def head(self) -> list[WordedLine]:
        """What stands above the cited sentences."""
        return [] if self.answer is None else list(head_lines(self.answer))

    @property
    def cited(self) -> list[tuple[Citation, WordedLine]]:
        """The cited sentences, each as a line."""
        answer = self.answer
        if answer is None:
            return []
        return [
            (citation, next(citation_lines(citation, answer.span_in(citation))))
            for citation in answer.citations
        ]


def session_entry(
    bot: QABot, session: Session, saved: SavedExchange, answer: Answer | None, *, lists: bool
) -> SessionEntry:
    """What a session shows of a saved question.

    Args:
        bot: makes the list that was asked for, as it is now: it was not saved.
        session: that of the question.
        saved: the question.
        answer: its answer, compared with the index.
        lists: whether a list is made, and not only linked to.
    """
    words, filters = saved.question, saved.filters
    address = question_address(AskedQuestion(words, filters, session.id))
    if answer is not None or saved.failure is not None:
        return SessionEntry(words, address, answer, failure=saved.failure or "")
    request = list_request(words)
    if request is None:
        return SessionEntry(words, address, failure=_NOT_ANSWERED)
    address = list_address(request, filters, session.id)
    if not lists:
        return SessionEntry(words, address, is_list=True)
    try:
        found = find_rows(bot, request, filters)
    except QabotError as error:
        return SessionEntry(words, address, failure=str(error))
    return SessionEntry(words, address, listed=found, is_list=True)
