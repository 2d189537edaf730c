"""The bot: one question in, one cited answer out."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from qabot.asking import Asking
from qabot.attempt import Attempt
from qabot.config import DEFAULT_READER, Settings
from qabot.index import Index
from qabot.lookup import Lookup
from qabot.protocols import Reader
from qabot.questions.followups import Turn
from qabot.questions.question import Question
from qabot.questions.understanding import understand
from qabot.readers.choice import load_reader
from qabot.reading.citation_limits import citing_at_most, limited
from qabot.reading.time_budget import TimeBudget
from qabot.store.snapshot import Snapshot
from qabot.types import Answer, Filters
from qabot.types.explanations import Explanation

if TYPE_CHECKING:
    from qabot.conversation import Conversation
    from qabot.sync.telling import Progress

_NO_FILTERS = Filters()
_NONE_CITED: Mapping[str, float] = MappingProxyType({})
_WHILE_EMBEDDING = 10
"""Times as long an answer may take while passages wait for their vectors: those that are read get
them at once, and the model may have to be loaded for it."""


class QABot(Lookup):
    """Answers questions from an index, with sentences copied from its articles.

    Safe to use from several threads. Each answer comes from one state of the index, even while a
    sync is publishing the next one. While a first sync of a large folder embeds it, answers are
    found by terms alone and marked ``partial``; so is one for which the time ran out that
    ``answer_seconds`` allows. ``reader`` finds the short answer; without one, sentences are chosen
    by their embeddings.
    """

    def __init__(self, index: Index, reader: Reader | None = None) -> None:
        super().__init__(index)
        self.reader = reader

    @classmethod
    def open(
        cls,
        index: str | Path = "index",
        settings: Settings | None = None,
        *,
        reader: Reader | str | None = DEFAULT_READER,
        allow_download: bool = False,
    ) -> Self:
        """A bot over an existing index.

        Args:
            reader: a reader, or the name of one (:mod:`qabot.readers.choice`).
            allow_download: whether models that are not on this machine may be fetched; without, no
                name is looked up anywhere else.

        Raises:
            IndexProblem: there is no index, or it cannot be used; the message says what to do.
            ModelError: there is no such reader.
        """
        opened = Index.open(index, settings, allow_download=allow_download)
        return cls(opened, _reader(reader, allow_download))

    @classmethod
    def from_folder(
        cls,
        folder: str | Path,
        index: str | Path = "index",
        settings: Settings | None = None,
        *,
        progress: Progress | None = None,
        reader: Reader | str | None = DEFAULT_READER,
        allow_download: bool = False,
    ) -> Self:
        """A bot over a folder of articles; its index is made, or brought in step, first.

        Raises:
            FolderError: the folder is missing or holds no article.
            IndexProblem: the index cannot be written or used.
            ModelError: there is no such reader.
        """
        loaded = _reader(reader, allow_download)  # before the minutes that a sync may take
        opened = Index.create(index, settings, allow_download=allow_download)
        opened.sync([folder], progress=progress)
        return cls(opened, loaded)

    def close(self) -> None:
        """Let go of the index and the reader; see :meth:`qabot.index.Index.close`."""
        self.index.close()
        self.reader = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        reader = f", reader={self.reader.name!r}" if self.reader else ""
        return f"QABot({self.index!r}{reader})"

    def ask(
        self,
        question: str,
        *,
        k: int | None = None,
        filters: Filters = _NO_FILTERS,
        history: Sequence[str] = (),
        id: str | int | None = None,
        dates: bool = True,
        today: date | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: in plain words.
            k: citations at most, by default as the settings have it for each kind of question. A
                full name that the answer takes from another sentence is cited beyond that.
            filters: which articles to ask.
            history: the user's earlier questions, oldest first; a question that leans on them is
                read and searched with them, and with what the last of them find when they are
                asked again (``replayed`` in the settings); one that stands alone is not.
            id: handed on to the answer.
            dates: whether dates in the question ("last week", "in 2019") choose or prefer articles
                by when they were published; ``Answer.dates`` tells which did. Not where
                ``filters`` set a date.
            today: the day from which "last week" is counted; by default that of the clock.

        Raises:
            QuestionError: the question is empty or too long, or ``k`` is below 1.
            IndexProblem: the index is gone, or was made again with another model.
        """
        turns, cited = [Turn(turn) for turn in history], _NONE_CITED
        asked = self.understand(question, turns, dates=dates, today=today)
        if asked.leans:
            from qabot.conversation import replayed  # stands on this module

            turns, cited = replayed(self, history, filters, dates=dates, today=today)
            asked = self.understand(question, turns, dates=dates, today=today)
        return limited(self._attempt(asked, cited, filters, k).answer(question, filters, id), k)

    def conversation(self, *, filters: Filters = _NO_FILTERS) -> Conversation:
        """Questions that may lean on the ones before them and on what those found."""
        from qabot.conversation import Conversation  # stands on this module

        return Conversation(self, filters)

    def ask_after(
        self,
        question: str,
        history: Sequence[Turn],
        *,
        k: int | None = None,
        cited: Mapping[str, float] = _NONE_CITED,
        filters: Filters = _NO_FILTERS,
        id: str | int | None = None,
        dates: bool = True,
        today: date | None = None,
    ) -> Answer:
        """Answer a question after others; what :meth:`ask` and a conversation stand on.

        Args:
            history: earlier questions and the names that they found, oldest first.
            k: as in :meth:`ask`.
            cited: paths of the articles that earlier answers cited, with what each counts, up to
                1; they come higher if the question leans on its history.

        Raises:
            QuestionError: the question is empty or too long, or ``k`` is below 1.
            IndexProblem: the index is gone, or was made again with another model.
        """
        asked = self.understand(question, history, dates=dates, today=today)
        return limited(self._attempt(asked, cited, filters, k).answer(question, filters, id), k)

    def explain(self, answer: Answer, *, today: date | None = None) -> Explanation:
        """Why an answer cites what it cites: what was considered when it was made.

        One that was saved and read back has kept no trace of that. Its question is asked again, as
        if it were the first one, and what the index holds by now is explained.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        if answer.trace is not None:
            return answer.trace.explain()
        return self.explain_after(answer.question, (), filters=answer.filters, today=today)

    def explain_after(
        self,
        question: str,
        history: Sequence[Turn],
        *,
        cited: Mapping[str, float] = _NONE_CITED,
        filters: Filters = _NO_FILTERS,
        dates: bool = True,
        today: date | None = None,
    ) -> Explanation:
        """What speaks for each sentence that :meth:`ask_after` considers for a question.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        asked = self.understand(question, history, dates=dates, today=today)
        return self._attempt(asked, cited, filters).trace.explain()

    def understand(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        dates: bool = True,
        today: date | None = None,
    ) -> Question:
        """How a question is understood after its history.

        Args:
            question: in plain words.
            history: earlier questions and the names that they found, oldest first.
            dates: as in :meth:`ask`, ``today`` too.

        Raises:
            QuestionError: the question is empty or too long.
        """
        settings = self.index.settings
        day = (today or date.today()) if dates and settings.retrieval.dates else None
        return understand(question, history, day, settings)

    def _attempt(
        self, asked: Question, cited: Mapping[str, float], filters: Filters, k: int | None = None
    ) -> Attempt:
        """Answer a question from the index as it is now."""
        settings = citing_at_most(self.index.settings, k)
        index, started = self.index, time.perf_counter()
        with index.snapshot() as snapshot:
            asking = Asking(
                snapshot, index.encoder, self.reader, settings, filters, cited,
                budget=_budget(index.settings, snapshot),
            )  # fmt: skip
            made = asking.attempt(asked)
        return replace(made, seconds=asking.seconds_of(time.perf_counter() - started))


def _budget(settings: Settings, snapshot: Snapshot) -> TimeBudget:
    """The time for one question, more of it where what is read has to be embedded first."""
    seconds = settings.reading.answer_seconds or math.inf
    return TimeBudget(_WHILE_EMBEDDING * seconds if snapshot.lexical_only else seconds)


def _reader(reader: Reader | str | None, allow_download: bool) -> Reader | None:
    if isinstance(reader, str):
        return load_reader(reader, allow_download=allow_download)
    return reader
