"""The seams: what one part of qabot needs of another, small enough to write a double for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from qabot.types import (
    Document,
    EngineQuery,
    FloatArray,
    Hits,
    IdArray,
    PassageEncoding,
    PassageInput,
    PoolReply,
    Selection,
    SentenceReading,
)


class Tokenizer(Protocol):
    """Counts tokens the way the encoder does."""

    @property
    def longest(self) -> int:
        """Tokens of text, special ones not counted, that the encoder can take."""

    def offsets(self, text: str) -> IdArray:
        """Code points of each token, shape ``(tokens, 2)``, ascending; nothing is cut off."""


class Encoder(Protocol):
    """Turns questions and passages into unit vectors that can be compared by inner product."""

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that passages are measured with."""

    @property
    def name(self) -> str:
        """The model's name, as a user would give it."""

    @property
    def fingerprint(self) -> str:
        """Tells one model from another: vectors of different fingerprints never mix."""

    def encode_question(self, question: str) -> FloatArray:
        """Unit vector of the question, shape ``(dim,)``."""

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        """Unit vectors of each passage and of its sentences, in order."""


class EmbeddingPool(Protocol):
    """Workers that make an encoder's vectors in other processes, on one machine or on many."""

    def opened(self, encoder: Encoder) -> AbstractContextManager[PoolWorkers]:
        """Its workers, which were seen to have the encoder's model; busy with nothing of ours.

        Raises:
            PoolProblem: it cannot be reached, or a worker has no such model, or another one.
        """


class PoolWorkers(Protocol):
    """Workers of a pool that is open; any of them may be lost at any time, and others may come."""

    @property
    def count(self) -> int:
        """How many batches are worked on at once, as of now."""

    def submit(self, lease: int, passages: Sequence[PassageInput]) -> None:
        """Hand out a batch under a number that none had before it."""

    def collect(self, seconds: float) -> list[PoolReply]:
        """What came back since, or was lost; the first is waited for no longer than ``seconds``.

        Raises:
            PoolProblem: the pool can be used no longer, or a worker has another model.
        """

    def withdraw(self, lease: int) -> None:
        """Let go of a batch: what becomes of it need not be told."""


class Reader(Protocol):
    """Looks for the answer to a question in a few sentences at a time."""

    @property
    def name(self) -> str:
        """What a user would give to choose it."""

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> Iterable[tuple[SentenceReading, ...]]:
        """For each window, in order, what was found in each of its sentences, in order.

        Nothing at all for a window in a language that the reader does not know. A reader that
        takes long gives each window as soon as it is read: who has no time for the others stops.
        """


class Engine(Protocol):
    """Holds passages in a form to be searched, one whole generation beside another.

    A generation is a state of the index that was published. Its name tells it from any other, also
    from those of another index. Whatever an engine holds it was given from the database, and it can
    be given all of it again. A new engine has to pass ``tests/engines/test_contract.py``.
    """

    def open(self, generation: str) -> Searcher | None:
        """A generation to search; None if it is not there, or is damaged."""

    def draft(self, base: str | None) -> EngineDraft:
        """A new generation that holds what ``base`` does, or nothing if that is not there."""

    def keep_only(self, generation: str) -> None:
        """Forget all other generations; searchers that are open stay good."""


class EngineDraft(Protocol):
    """A generation in the making, which nobody sees before it is published."""

    @property
    def articles(self) -> IdArray:
        """Ids of the articles whose passages it holds, ascending."""

    def remove(self, articles: IdArray) -> None:
        """Take articles out. It may drop others too, to grow compact: see :attr:`articles`."""

    def add(self, documents: Iterable[Document]) -> None:
        """Put passages in, by ascending id; all of them have vectors, or none of them has.

        Raises:
            IndexWriteError: the disk is full or not writable; what was published is untouched.
        """

    def publish(self, generation: str) -> None:
        """Make it a generation that can be opened, in one step.

        Raises:
            IndexWriteError: as above.
        """

    def discard(self) -> None:
        """Leave nothing of it, unless it was published."""


class Searcher(Protocol):
    """One generation, whole, whatever is published or forgotten meanwhile."""

    @property
    def has_vectors(self) -> bool:
        """Whether passages can be found by their vectors, or by terms alone."""

    def search(self, query: EngineQuery, selection: Selection, k: int) -> Hits:
        """The ``k`` nearest passages and the ``k`` of the highest BM25, with both scores of each.

        Text and titles are cut into the terms of :func:`qabot.text.terms.terms`. BM25 is that of
        Robertson & Zaragoza 2009 with k1 = 1.2 and b = 0.75. Title and text are scored as two
        fields, each with lengths and frequencies of its own, and the title's score is multiplied
        by ``settings.retrieval.title_boost``; each term counts by its weight. A passage with a BM25
        of 0 is found by its vector or not at all. Statistics may still count articles that were
        removed a little while ago.
        """

    def bm25(self, terms: Mapping[str, float], ids: IdArray) -> FloatArray:
        """What these terms give to these passages, in the order of ``ids``, which ascend."""

    def containing(self, term: str) -> IdArray:
        """Ids of all articles that have the term in a passage or the title, ascending."""

    def idf(self, term: str) -> float:
        """BM25's inverse document frequency of a term over the passages' texts; never below 0."""
