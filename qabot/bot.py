"""The bot: one question in, one cited answer out."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qabot.asking import Asking
from qabot.config import DEFAULT_READER, Settings
from qabot.index import Index
from qabot.protocols import Reader
from qabot.questions.cleaning import checked, cleaned
from qabot.questions.followups import Interpretation, Turn, interpret
from qabot.readers.choice import load_reader
from qabot.reading.explaining import Explanation, explain
from qabot.reading.timeline import find_timeline
from qabot.retrieval.context import vector_in_context, weighted_terms
from qabot.retrieval.hybrid import search
from qabot.retrieval.mentions import find_mentions
from qabot.sync.telling import Progress
from qabot.types import (
    Answer,
    ArticleRef,
    Filters,
    FloatArray,
    Mentions,
    ScoredPassage,
    Timeline,
    Verdict,
)

if TYPE_CHECKING:
    from qabot.conversation import Conversation

_NO_FILTERS = Filters()


class QABot:
    """Answers questions from an index, with sentences copied from its articles.

    Safe to use from several threads. Each answer comes from one state of the index, even while a
    sync is publishing the next one. While a first sync of a large folder embeds it, answers are
    found by terms alone and marked ``partial``. ``reader`` finds the short answer; without one,
    sentences are chosen by their embeddings.
    """

    def __init__(self, index: Index, reader: Reader | None = None) -> None:
        self.index = index
        self.reader = reader

    @classmethod
    def open(
        cls,
        index: str | Path = "index",
        settings: Settings | None = None,
        *,
        reader: Reader | str | None = DEFAULT_READER,
    ) -> Self:
        """A bot over an existing index.

        Args:
            reader: a reader, or the name of one (:mod:`qabot.readers.choice`).

        Raises:
            IndexProblem: there is no index, or it cannot be used; the message says what to do.
            ModelError: there is no such reader.
        """
        opened = Index.open(index, settings)
        return cls(opened, _reader(reader))

    @classmethod
    def from_folder(
        cls,
        folder: str | Path,
        index: str | Path = "index",
        settings: Settings | None = None,
        *,
        progress: Progress | None = None,
        reader: Reader | str | None = DEFAULT_READER,
    ) -> Self:
        """A bot over a folder of articles; its index is made, or brought in step, first.

        Raises:
            FolderError: the folder is missing or holds no article.
            IndexProblem: the index cannot be written or used.
            ModelError: there is no such reader.
        """
        loaded = _reader(reader)  # before the minutes that a sync may take
        opened = Index.create(index, settings)
        opened.sync([folder], progress=progress)
        return cls(opened, loaded)

    def __repr__(self) -> str:
        reader = f", reader={self.reader.name!r}" if self.reader else ""
        return f"QABot({self.index!r}{reader})"

    def ask(
        self,
        question: str,
        *,
        filters: Filters = _NO_FILTERS,
        history: Sequence[str] = (),
        id: str | int | None = None,
        dates: bool = True,
        today: date | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: in plain words.
            filters: which articles to ask.
            history: the user's earlier questions, oldest first; a question that leans on them is
                read and searched with them, one that stands alone is not.
            id: handed on to the answer.
            dates: whether dates in the question ("last week", "in 2019") choose or prefer articles
                by when they were published; ``Answer.dates`` tells which did. Not where
                ``filters`` set a date.
            today: the day from which "last week" is counted; by default that of the clock.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        turns = [Turn(turn) for turn in history]
        return self.ask_after(question, turns, filters=filters, id=id, dates=dates, today=today)

    def conversation(self, *, filters: Filters = _NO_FILTERS) -> Conversation:
        """Questions that may lean on the ones before them and on what those found."""
        from qabot.conversation import Conversation  # stands on this module

        return Conversation(self, filters)

    def ask_after(
        self,
        question: str,
        history: Sequence[Turn],
        *,
        cited: Collection[str] = (),
        filters: Filters = _NO_FILTERS,
        id: str | int | None = None,
        dates: bool = True,
        today: date | None = None,
    ) -> Answer:
        """Answer a question after others; what :meth:`ask` and a conversation stand on.

        Args:
            history: earlier questions and the names that they found, oldest first.
            cited: paths of the articles that earlier answers cited; they come a little higher
                if the question leans on its history.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        settings = self.index.settings
        asked = self.interpret(question, history)
        started = time.perf_counter()
        with self.index.snapshot() as snapshot:
            asking = Asking(
                snapshot, self.index.encoder, self.reader, settings, asked, filters, cited
            )
            day = (today or date.today()) if dates and settings.retrieval.dates else None
            found = asking.answer(day)
            if asked.may_stand_alone and found.reading.verdict is not Verdict.ANSWERED:
                alone = Interpretation(asked.query, asked.query)
                other = replace(asking, asked=alone).answer(day)
                if other.reading.verdict is Verdict.ANSWERED:
                    asked, found = alone, other
        total, encode, read = time.perf_counter() - started, *asking.seconds.values()
        seconds = {"total": total, "encode": encode, "search": total - encode - read, "read": read}
        return Answer(
            question=question,
            verdict=found.reading.verdict,
            confidence=found.reading.confidence,
            text=found.reading.text,
            speaker=found.reading.speaker,
            citations=found.reading.citations,
            milliseconds={part: 1000 * value for part, value in seconds.items()},
            considered=tuple(found.passages),
            filters=filters,
            id=id,
            interpreted=asked.question if asked.is_followup else "",
            dates=found.dates,
            partial=snapshot.lexical_only,
            agreement=found.reading.agreement,
            span=found.reading.span,
            mention_span=found.reading.mention_span,
        )

    def explain_after(
        self,
        question: str,
        history: Sequence[Turn],
        *,
        cited: Collection[str] = (),
        filters: Filters = _NO_FILTERS,
        dates: bool = True,
        today: date | None = None,
    ) -> Explanation:
        """What speaks for each sentence that :meth:`ask_after` considers.

        The question is asked once more: what the index holds by now is explained.

        Raises:
            QuestionError: the question is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        settings = self.index.settings
        asked = self.interpret(question, history)
        with self.index.snapshot() as snapshot:
            asking = Asking(
                snapshot, self.index.encoder, self.reader, settings, asked, filters, cited
            )
            found = asking.answer(
                (today or date.today()) if dates and settings.retrieval.dates else None
            )
            return explain(snapshot, asked, found.attempt, settings, self.reader)

    def interpret(self, question: str, history: Sequence[Turn]) -> Interpretation:
        """How a question is understood after its history.

        Raises:
            QuestionError: the question is empty or too long.
        """
        settings = self.index.settings
        asked = checked(question, settings)
        longest = settings.retrieval.question_characters
        known = [Turn(cleaned(turn.question)[:longest], turn.names) for turn in history]
        return interpret(asked, known, turns=settings.follow_ups.turns)

    def _vector(self, asked: Interpretation) -> FloatArray:
        return vector_in_context(
            self.index.encoder, asked.query, asked.earlier, self.index.settings
        )

    def search(
        self,
        query: str,
        top_k: int = 10,
        *,
        filters: Filters = _NO_FILTERS,
        history: Sequence[str] = (),
    ) -> list[ScoredPassage]:
        """The ``top_k`` passages for a query, best first, with the parts of their scores.

        ``history`` are the user's earlier questions, as in :meth:`ask`.

        Raises:
            QuestionError: the query is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        settings = self.index.settings
        asked = self.interpret(query, [Turn(turn) for turn in history])
        vector = self._vector(asked)
        earlier = weighted_terms(asked.earlier, settings)
        with self.index.snapshot() as snapshot:
            return search(snapshot, asked.query, vector, top_k, filters, settings, earlier)

    def file_of(self, article: ArticleRef) -> Path | None:
        """The file that a cited article was read from; None if the index does not hold it now.

        It may have changed or gone since. An article of a container has the container's file.
        """
        with self.index.snapshot() as snapshot:
            return snapshot.file_of(article.path)

    def mentions(self, phrase: str, *, filters: Filters = _NO_FILTERS) -> Mentions:
        """Every article that prints a phrase, with how often: nothing is ranked or cut off.

        The phrase is found as whole words in that order, in any case, with or without accents;
        other forms of its words are not it. A word of two to five capitals ("US") is only found in
        capitals.

        Raises:
            QuestionError: the phrase is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        phrase = checked(phrase, self.index.settings)
        with self.index.snapshot() as snapshot:
            return find_mentions(snapshot, phrase, filters)

    def timeline(self, phrase: str, *, filters: Filters = _NO_FILTERS, limit: int = 50) -> Timeline:
        """Dated sentences that print a phrase, oldest first, one for each event.

        A sentence has the date that it states itself, else that of its article, of which it is
        the first to mention the phrase. Of more than ``limit`` events, those are left that the
        most places print, then those that state their date.

        Raises:
            QuestionError: the phrase is empty or too long.
            IndexProblem: the index is gone, or was made again with another model.
        """
        phrase = checked(phrase, self.index.settings)
        with self.index.snapshot() as snapshot:
            return find_timeline(snapshot, phrase, filters, limit)


def _reader(reader: Reader | str | None) -> Reader | None:
    return load_reader(reader) if isinstance(reader, str) else reader
