"""The seams: what one part of qabot needs of another, small enough to write a double for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from qabot.types import FloatArray, IdArray, PassageEncoding, PassageInput, SentenceReading


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


class Reader(Protocol):
    """Looks for the answer to a question in a few sentences at a time."""

    @property
    def name(self) -> str:
        """What a user would give to choose it."""

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> list[tuple[SentenceReading, ...]]:
        """For each window, in order, what was found in each of its sentences, in order.

        Nothing at all for a window in a language that the reader does not know.
        """


class TermScorer(Protocol):
    """Tells what each term of a text adds to the BM25 of passages, also after the answer."""

    def terms(self, text: str) -> list[str]:
        """The text's terms as they are indexed, in order."""

    def term_scores(
        self, question: str, ids: Sequence[int], earlier: Sequence[tuple[str, float]] = ()
    ) -> dict[str, dict[int, float]]:
        """What each term adds to these passages, by id where it adds anything."""
