"""Why an answer cites what it cites: everything that was considered, with what its rank is made of.

The values behind ``Answer.trace``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from qabot.types.articles import Quote, Span, StoredPassage
from qabot.types.retrieval_values import ScoredPassage, SentenceReading


@dataclass(frozen=True, slots=True, eq=False)
class ScoredSentence:
    """A sentence that may answer, with what its score is made of.

    ``score`` is the mean of ``passage.score``, ``cosine`` (question and sentence vectors) and
    ``coverage`` (share of the question's terms in the sentence, weighted by their idf).
    ``context`` is that share for the whole passage with its title.
    ``reading`` is what a reader found in it, None where it did not look; it ``repeats`` the
    question if all its words are the question's own. ``quote`` is what someone says in it whose
    words the question asks for.
    """

    passage: ScoredPassage
    span: Span
    text: str
    score: float
    cosine: float
    coverage: float
    context: float = 0.0
    reading: SentenceReading | None = None
    repeats: bool = False
    quote: Quote | None = None

    @property
    def has_answer(self) -> bool:
        """Whether a reader found an answer in it more likely than none."""
        return self.reading is not None and self.reading.score > 0.0

    @property
    def stored(self) -> StoredPassage:
        """The passage that it stands in."""
        return self.passage.passage


class ChosenBy(StrEnum):
    """What decides which sentences are cited, on top of their rank."""

    RANK = "rank"
    SPEAKER = "speaker"
    DATES = "dates"
    STATEMENTS = "statements"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True, eq=False)
class SentenceReason:
    """A sentence with its rank among all that were considered, from 1.

    ``parts`` are what each feature adds to ``sentence.score``; they sum up to it.
    """

    rank: int
    sentence: ScoredSentence
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class PassageReason:
    """A passage with what each of the question's words adds to its BM25, largest first.

    The words are as the question prints them and sum up to ``scored.bm25``. ``bonus`` is the part
    of ``scored.score`` that it has because an earlier answer cited its article or because of its
    date. ``sentences`` are those that count for this passage, best first: one that two passages
    share counts once.
    """

    scored: ScoredPassage
    bonus: float
    words: Mapping[str, float]
    sentences: tuple[SentenceReason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """The passages that were considered, best first, and how the citations were chosen.

    ``question`` is the question as it was understood.
    """

    question: str
    chosen_by: ChosenBy
    passages: tuple[PassageReason, ...]

    @property
    def sentences(self) -> list[SentenceReason]:
        """All sentences by their rank."""
        every = (reason for passage in self.passages for reason in passage.sentences)
        return sorted(every, key=lambda reason: reason.rank)


class Trace(Protocol):
    """What an answer was made of, kept as it was when the answer was made."""

    def explain(self) -> Explanation:
        """What was considered, and what speaks for it; worked out when it is asked for."""
