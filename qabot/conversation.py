"""A conversation: questions that lean on earlier ones and on what those found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qabot.bot import QABot
from qabot.questions.followups import Turn
from qabot.questions.words import names
from qabot.types import Answer, Filters, Verdict
from qabot.types.explanations import Explanation

_SHORT_ANSWER = 60
"""Characters up to which an answer that begins and ends with a name is taken for one."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as the user put it, and its answer."""

    question: str
    answer: Answer


class Conversation:
    """Asks a bot one question after the other.

    Names that answers gave and articles that they cited help with the questions after them. A
    question that cannot be asked leaves everything as it was. For one thread at a time.
    """

    def __init__(self, bot: QABot, filters: Filters) -> None:
        self._bot = bot
        self._filters = filters
        self._turns: list[Exchange] = []

    @property
    def turns(self) -> tuple[Exchange, ...]:
        """What was asked and answered so far, oldest first."""
        return tuple(self._turns)

    def __repr__(self) -> str:
        return f"Conversation({len(self._turns)} turns with {self._bot!r})"

    def ask(
        self,
        question: str,
        *,
        k: int | None = None,
        dates: bool = True,
        today: date | None = None,
    ) -> Answer:
        """Answer a question in the light of the earlier ones.

        ``k``, ``dates`` and ``today`` are as in :meth:`qabot.bot.QABot.ask`.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        answer = self.answer(question, k=k, dates=dates, today=today)
        self.record(question, answer)
        return answer

    def answer(
        self,
        question: str,
        filters: Filters | None = None,
        *,
        k: int | None = None,
        dates: bool = True,
        today: date | None = None,
    ) -> Answer:
        """Answer a question as :meth:`ask` does, but leave the conversation as it is.

        For who may yet drop the answer: :meth:`record` makes it part of the conversation.

        Args:
            question: in plain words.
            filters: which articles to ask, in place of the conversation's own.
            k: as in :meth:`qabot.bot.QABot.ask`, ``dates`` and ``today`` too.

        Raises:
            QuestionError: the question is empty or too long, or ``k`` is below 1.
            IndexProblem: the index is gone, or was made again with another model.
        """
        turns = self.turns
        return self._bot.ask_after(
            question,
            _history(turns),
            k=k,
            cited=self._cited_in(turns),
            filters=self._filters if filters is None else filters,
            dates=dates,
            today=today,
        )

    def explain(self, answer: Answer) -> Explanation:
        """Why an answer cites what it cites: what was considered when it was made.

        One out of a saved session has kept no trace of that. Its question is asked again after
        the questions before it, and what the index holds by now is explained; after all questions,
        if the conversation does not have the answer.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        if answer.trace is not None:
            return answer.trace.explain()
        turns = self.turns
        given = [turn.answer for turn in turns]
        before = turns[: given.index(answer)] if answer in given else turns
        return self._bot.explain_after(
            answer.question,
            _history(before),
            cited=self._cited_in(before),
            filters=answer.filters,
            dates=bool(answer.dates),
        )

    def _cited_in(self, turns: Sequence[Exchange]) -> frozenset[str]:
        """Paths of the articles that the last of these answers cited."""
        recent = turns[-self._bot.index.settings.follow_ups.turns :]
        return frozenset(path for turn in recent for path in _cited(turn.answer))

    def replace(self, answer: Answer, compared: Answer) -> None:
        """Put an answer in the place of one whose citations were compared with the index again."""
        self._turns = [
            Exchange(turn.question, compared) if turn.answer == answer else turn
            for turn in self._turns
        ]

    def forget(self, answer: Answer) -> None:
        """Let later questions lean on this answer no more; on an equal one they still do."""
        self._turns = [turn for turn in self._turns if turn.answer is not answer]

    def record(self, question: str, answer: Answer) -> None:
        """Let later questions lean on this one."""
        self._turns.append(Exchange(question, answer))


def _history(turns: Sequence[Exchange]) -> list[Turn]:
    return [Turn(turn.question, tuple(_names(turn.answer))) for turn in turns]


def _names(answer: Answer) -> Iterator[str]:
    """The speaker, or the short answer if it is a name."""
    if answer.speaker is not None:
        yield answer.speaker.name
    elif len(answer.text) <= _SHORT_ANSWER and names(f"x {answer.text}") == (answer.text,):
        yield answer.text


def _cited(answer: Answer) -> Iterator[str]:
    if answer.verdict is Verdict.ANSWERED:
        yield from (citation.article.path for citation in answer.citations)
