"""A question in a session: found there, or asked after what was asked before, and saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qabot.conversation import Conversation
from qabot.errors import SessionsProblem
from qabot.reading.citing import cite_again
from qabot.sessions.session_store import SavedExchange, SessionStore
from qabot.types import Answer, Filters
from qabot.types.explanations import Explanation
from qabot.web.pages.page_memory import KeptAnswers

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as an address has it; ``dates`` tells whether its dates choose articles."""

    words: str
    filters: Filters
    session: int | None = None
    dates: bool = True

    def is_that_of(self, saved: SavedExchange) -> bool:
        """Whether it was asked, and answered, as it is now."""
        same = saved.question == self.words and saved.filters == self.filters
        return same and saved.answer is not None and (self.dates or not saved.answer.dates)

    def is_noted_as(self, saved: SavedExchange) -> bool:
        """Whether it was asked as it is now, and has no answer."""
        same = saved.question == self.words and saved.filters == self.filters
        return same and saved.answer is None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer, the question with its session, and why it is not saved, if it is not."""

    asked: AskedQuestion
    answer: Answer
    searched: int
    unsaved: str = ""


class SessionThread:
    """What was asked in one session, to which a question belongs.

    Args:
        bot: answers; a saved answer is compared with its index.
        store: where the session is saved.
        kept: answers given last.
        session: its number, None for one that the next question begins.
    """

    def __init__(
        self, bot: QABot, store: SessionStore, kept: KeptAnswers, session: int | None
    ) -> None:
        self._bot = bot
        self._store = store
        self._kept = kept
        self._index = str(bot.index.folder.resolve())
        self.problem = ""
        self.exchanges: Sequence[SavedExchange] = ()
        if session is not None:
            self._read(session)

    def _read(self, session: int) -> None:
        try:
            self.exchanges = self._store.exchanges(session)
        except SessionsProblem as problem:
            self.problem = str(problem)
        else:
            self.problem = "" if self.exchanges else "This session was deleted."

    def answer(self, asked: AskedQuestion, *, again: bool = False) -> GivenAnswer:
        """The answer of a question: the one that the session has, else one made and saved now.

        Args:
            asked: the question.
            again: make another one although there is one.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        if again:
            return self._ask(asked)
        if asked.session is None:
            asked = self._asked_just_now(asked)
        place = self._place(asked)
        if place is not None:
            return self._given(asked, self._saved(place))
        kept = self._kept.get(self._key(asked))
        if kept is not None and self.problem:
            return self._given(asked, kept, unsaved=self.problem)
        return self._ask(asked)

    def note(self, asked: AskedQuestion) -> int | None:
        """Save a question for a list, which itself is not saved, unless the session has it.

        Returns:
            The number of its session; None where it could not be saved.
        """
        if any(asked.is_noted_as(saved) for saved in self.exchanges):
            return asked.session
        if self.problem:
            return None
        try:
            place = self._store.asked(asked.words, asked.filters, self._index, asked.session)
        except SessionsProblem:
            return None  # the list is there all the same
        return place.session

    def explain(self, given: GivenAnswer) -> Explanation:
        """Why an answer cites what it cites; of one made long ago, as the index is now.

        Raises:
            IndexProblem: the index is gone, or was made again with another model.
        """
        kept = self._kept.get(self._key(given.asked))
        if kept is not None and kept == given.answer:
            return self._bot.explain(kept)
        return self._conversation(self.exchanges).explain(given.answer)

    def saved_answers(self) -> list[tuple[SavedExchange, Answer | None]]:
        """All that was asked, with the answers compared with the index."""
        with self._bot.index.snapshot() as snapshot:
            return [
                (one, cite_again(snapshot, one.answer) if one.answer else None)
                for one in self.exchanges
            ]

    def _asked_just_now(self, asked: AskedQuestion) -> AskedQuestion:
        """The question in its session, if the last session begins and ends with it."""
        try:
            last = next(iter(self._store.sessions()), None)
            if last is None or last.exchanges > 1 or last.index != self._index:
                return asked
            exchanges = self._store.exchanges(last.id)
        except SessionsProblem as problem:
            self.problem = str(problem)
            return asked
        if not any(map(asked.is_that_of, exchanges)):
            return asked
        self.exchanges = exchanges
        return replace(asked, session=last.id)

    def _place(self, asked: AskedQuestion) -> int | None:
        """Where the question stands in the session, the last time if several."""
        places = [n for n, saved in enumerate(self.exchanges) if asked.is_that_of(saved)]
        return places[-1] if places else None

    def _saved(self, place: int) -> Answer:
        answer = self.exchanges[place].answer
        assert answer is not None  # only such places are found
        with self._bot.index.snapshot() as snapshot:
            return cite_again(snapshot, answer)

    def _ask(self, asked: AskedQuestion) -> GivenAnswer:
        conversation = self._conversation(self.exchanges)
        answer = conversation.answer(asked.words, asked.filters, dates=asked.dates)
        given = self._save(self._given(asked, answer))
        self._kept.keep(self._key(given.asked), answer)
        return given

    def _save(self, given: GivenAnswer) -> GivenAnswer:
        """The answer in its session; of one that was deleted, nothing is saved."""
        asked = given.asked
        if self.problem:
            return replace(given, unsaved=self.problem)
        try:
            place = self._store.asked(asked.words, asked.filters, self._index, asked.session)
            self._store.answered(place.exchange, given.answer)
            self.exchanges = self._store.exchanges(place.session)
        except SessionsProblem as problem:
            self.problem = str(problem)
            return replace(given, unsaved=self.problem)
        return replace(given, asked=replace(asked, session=place.session))

    def _given(self, asked: AskedQuestion, answer: Answer, unsaved: str = "") -> GivenAnswer:
        with self._bot.index.snapshot() as snapshot:
            searched = snapshot.article_count(asked.filters)
        return GivenAnswer(asked, answer, searched, unsaved=unsaved)

    def _conversation(self, exchanges: Sequence[SavedExchange]) -> Conversation:
        conversation = self._bot.conversation()
        for exchange in exchanges:
            if exchange.answer is not None:
                conversation.record(exchange.question, exchange.answer)
        return conversation

    def _key(self, asked: AskedQuestion) -> tuple[object, ...]:
        with self._bot.index.snapshot() as snapshot:
            return asked, snapshot.generation
