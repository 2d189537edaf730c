"""A conversation: questions that lean on earlier ones and on what those found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from qabot.bot import QABot
from qabot.config import FollowUpSettings
from qabot.english.function_words import TIMES
from qabot.errors import QuestionError
from qabot.questions.ellipsis import person_within
from qabot.questions.followups import Turn
from qabot.questions.kinds import Kind, kind_of
from qabot.questions.words import names
from qabot.speech.names import is_person
from qabot.types import Answer, Filters, Verdict
from qabot.types.explanations import Explanation

_OTHERS = 0.5
"""What an article counts that is not cited first, or is only related, beside one that answers."""
_SHORT_ANSWER = 60
"""Characters up to which an answer that begins and ends with a name is taken for one."""
_INITIALS = re.compile(r" \([A-Z]{2,}\)$")
"""Behind a name that is printed in full: "Athletics Kenya (AK)"."""


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
            cited=_cited_in(turns, self._bot.index.settings.follow_ups),
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
            cited=_cited_in(before, self._bot.index.settings.follow_ups),
            filters=answer.filters,
            dates=bool(answer.dates),
        )

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


def replayed(
    bot: QABot, history: Sequence[str], filters: Filters, *, dates: bool, today: date | None
) -> tuple[list[Turn], dict[str, float]]:
    """Earlier questions of which the answers are not known, with what they find now.

    The last of them are asked again, as many as the settings say. One that cannot be asked has
    found nothing.

    Args:
        history: the user's questions, oldest first.
        filters: which articles to ask.
        dates: as in :meth:`qabot.bot.QABot.ask`, ``today`` too.

    Returns:
        The turns, oldest first, and what each article that was cited counts, by its path.
    """
    turns = [Turn(question) for question in history]
    exchanges: list[Exchange] = []
    first = max(len(history) - bot.index.settings.follow_ups.replayed, 0)
    for place, question in enumerate(history[first:], start=first):
        with suppress(QuestionError):
            answer = bot.ask_after(
                question,
                turns[:place],
                cited=_cited_in(exchanges, bot.index.settings.follow_ups),
                filters=filters,
                dates=dates,
                today=today,
            )
            exchanges.append(Exchange(question, answer))
            turns[place] = Turn(question, tuple(_names(answer)))
    return turns, _cited_in(exchanges, bot.index.settings.follow_ups)


def _cited_in(turns: Sequence[Exchange], settings: FollowUpSettings) -> dict[str, float]:
    """Paths of the articles that the last of these answers cited, with what each counts.

    1 is for what the last answer cites first, less for the others and for earlier ones.
    """
    shares: dict[str, float] = {}
    for age, turn in enumerate(reversed(turns[-settings.turns :] if settings.turns else ())):
        for path, share in _cited(turn.answer):
            shares[path] = max(shares.get(path, 0.0), share * settings.decay**age)
    return shares


def _history(turns: Sequence[Exchange]) -> list[Turn]:
    return [Turn(turn.question, tuple(_names(turn.answer))) for turn in turns]


def _names(answer: Answer) -> Iterator[str]:
    """The speaker, or who or what the words of the answer name."""
    if answer.speaker is not None:
        yield answer.speaker.name
    else:
        yield from _named_by(answer.text, answer.interpreted or answer.question)


def _named_by(text: str, question: str) -> Iterator[str]:
    """The one person in an answer to "who", or the short answer if it is a name.

    A weekday or a month is none, and initials behind a name, in brackets, are no part of it.
    """
    text = _INITIALS.sub("", text)
    person = _person_in(text, question) if kind_of(question) is Kind.PERSON else ""
    if person:
        yield person
    elif len(text) <= _SHORT_ANSWER and names(f"x {text}") == (text,):
        yield from () if TIMES.intersection(text.lower().split()) else (text,)


def _person_in(text: str, question: str) -> str:
    """The one person named whom the question does not name, without office or party; else empty.

    In a short answer it may be one whose first name tells nothing: "professor Al Aynsley-Green".
    """
    named = [name for name in names(f"x {text}") if name not in question]
    people = list(dict.fromkeys(filter(None, map(person_within, named))))
    if not people and len(text) <= _SHORT_ANSWER:
        people = [name for name in named if " " in name and is_person(tuple(name.lower().split()))]
    return people[0] if len(people) == 1 else ""


def _cited(answer: Answer) -> Iterator[tuple[str, float]]:
    """The articles of an answer, the one that is cited first with a share of 1, others with less.

    Where nothing answers, what is related comes from the right article more often than not.
    """
    first = 1.0 if answer.verdict is Verdict.ANSWERED else _OTHERS
    for rank, citation in enumerate(answer.citations):
        yield citation.article.path, _OTHERS * first if rank else first
