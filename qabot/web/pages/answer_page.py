"""The page of a question: its answer, and beside it the article that is cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from starlette.responses import Response

from qabot.questions.list_requests import list_request
from qabot.sessions.session_store import SavedExchange
from qabot.types import Answer, Citation
from qabot.web.pages.addresses import Value, filtered_address
from qabot.web.pages.article_view import ArticleView, cited_view
from qabot.web.pages.found_rows import list_address
from qabot.web.pages.session_thread import AskedQuestion, SessionThread
from qabot.web.pages.visit import Visit, go_to
from qabot.wording.answer_lines import citation_lines, head_lines
from qabot.wording.export import with_footnote
from qabot.wording.reason_lines import chosen_line, citation_why_lines
from qabot.wording.worded_line import Role, WordedLine

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot

_WORDS = "words"
"""The value of ``dates`` in an address that takes dates in the question as words."""


def answer_page(visit: Visit, bot: QABot) -> Response:
    """A question with its answer; a new one is saved, and then has the address to keep.

    One for a list leads there.
    """
    asked = _asked(visit)
    if not asked.words:
        return go_to("/")
    thread = _thread(visit, bot, asked)
    if request := list_request(asked.words):
        return go_to(list_address(request, asked.filters, thread.note(asked)))
    again = bool(visit.value("again"))
    given = thread.answer(asked, again=again)
    if given.asked.session != asked.session or (again and not given.unsaved):
        return go_to(question_address(given.asked))
    citation = _looked_at(visit, given.answer)
    view = None if citation is None else _view(bot, given.answer, citation)
    with bot.index.snapshot() as snapshot:
        choices = visit.memory.choices.of(snapshot)
    return visit.page(
        "answer.html",
        given=given,
        answer=given.answer,
        head=list(head_lines(given.answer, given.searched)),
        cited=[(one, *_cited(given.answer, one)) for one in given.answer.citations],
        current=citation,
        view=view,
        address=lambda **values: question_address(given.asked, **values),
        why=_why_address(given.asked),
        earlier=_earlier(thread.exchanges),
        filters=asked.filters,
        choices=choices,
        session=given.asked.session,
    )


def why_page(visit: Visit, bot: QABot) -> Response:
    """Why an answer cites what it cites."""
    asked = _asked(visit)
    thread = _thread(visit, bot, asked)
    given = thread.answer(asked)
    explanation = thread.explain(given)
    return visit.page(
        "why.html",
        given=given,
        chosen=chosen_line(explanation),
        reasons=[
            (citation, _by_role(citation_why_lines(explanation, citation)))
            for citation in given.answer.citations
        ],
        considered=len(explanation.passages),
        back=question_address(given.asked),
    )


def question_address(asked: AskedQuestion, **values: str | int) -> str:
    """Where a question is asked, or looked at once it was."""
    own: dict[str, Value] = {"q": asked.words, "session": asked.session}
    own |= {"dates": "" if asked.dates else _WORDS, **values}
    return filtered_address("/ask", asked.filters, **own)


def _why_address(asked: AskedQuestion) -> str:
    return question_address(asked).replace("/ask?", "/why?", 1)


def _asked(visit: Visit) -> AskedQuestion:
    dates = visit.value("dates") != _WORDS
    return AskedQuestion(visit.value("q"), visit.filters, visit.number("session"), dates)


def _thread(visit: Visit, bot: QABot, asked: AskedQuestion) -> SessionThread:
    return SessionThread(bot, visit.context.sessions, visit.memory.answers, asked.session)


def _looked_at(visit: Visit, answer: Answer) -> Citation | None:
    """The citation whose article is shown: the one with the number, else the first."""
    number = visit.number("cite")
    wanted = [one for one in answer.citations if one.number == number]
    return next(iter([*wanted, *answer.citations]), None)


def _view(bot: QABot, answer: Answer, citation: Citation) -> ArticleView | None:
    with bot.index.snapshot() as snapshot:
        return cited_view(snapshot, answer, citation)


def _cited(answer: Answer, citation: Citation) -> tuple[WordedLine, list[WordedLine], str]:
    """The sentence as a line, what else is said of it, and what is copied of it."""
    sentence, *others = citation_lines(citation, answer.span_in(citation))
    notes = [line for line in others if line.role in (Role.OUTDATED, Role.COPIES)]
    return sentence, notes, with_footnote(citation)


def _earlier(exchanges: Sequence[SavedExchange]) -> list[AskedQuestion]:
    """The questions of the session, each once."""
    every = (AskedQuestion(one.question, one.filters) for one in exchanges)
    return list(dict.fromkeys(every))


def _by_role(lines: Iterable[WordedLine]) -> list[tuple[Role, list[WordedLine]]]:
    return [(role, list(group)) for role, group in groupby(lines, key=lambda line: line.role)]
