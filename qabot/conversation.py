"""A conversation: questions that lean on earlier ones and on what those found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qabot.bot import QABot
from qabot.reading.followups import Turn
from qabot.reading.wording import names
from qabot.types import Answer, Filters, Verdict

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

    def ask(self, question: str) -> Answer:
        """Answer a question in the light of the earlier ones.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        answer = self.answer(question)
        self.record(question, answer)
        return answer

    def answer(self, question: str, filters: Filters | None = None) -> Answer:
        """Answer a question as :meth:`ask` does, but leave the conversation as it is.

        For who may yet drop the answer: :meth:`record` makes it part of the conversation.

        Args:
            question: in plain words.
            filters: which articles to ask, in place of the conversation's own.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        turns = self.turns
        recent = turns[-self._bot.index.settings.followup_turns :]
        return self._bot.ask_after(
            question,
            [Turn(turn.question, tuple(_names(turn.answer))) for turn in turns],
            cited=frozenset(path for turn in recent for path in _cited(turn.answer)),
            filters=self._filters if filters is None else filters,
        )

    def record(self, question: str, answer: Answer) -> None:
        """Let later questions lean on this one."""
        self._turns.append(Exchange(question, answer))


def _names(answer: Answer) -> Iterator[str]:
    """The speaker, or the short answer if it is a name."""
    if answer.speaker is not None:
        yield answer.speaker.name
    elif len(answer.text) <= _SHORT_ANSWER and names(f"x {answer.text}") == (answer.text,):
        yield answer.text


def _cited(answer: Answer) -> Iterator[str]:
    if answer.verdict is Verdict.ANSWERED:
        yield from (citation.article.path for citation in answer.citations)
