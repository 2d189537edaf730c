"""Readable stand-ins at the seams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from qabot.types import FloatArray, IdArray, PassageEncoding, PassageInput, SentenceReading, Span
from qabot.types.unit_vectors import unit

_WORD = re.compile(r"\w+|[^\w\s]")
_NAME_OR_NUMBER = re.compile(r"\b(?:[A-Z]\w*|\d+)(?: (?:[A-Z]\w*|\d+))*")


class WordTokenizer:
    """Words and punctuation marks are tokens."""

    def __init__(self, longest: int = 100) -> None:
        self.longest = longest

    def offsets(self, text: str) -> IdArray:
        spans = [match.span() for match in _WORD.finditer(text)]
        return np.array(spans, dtype=np.int64).reshape(-1, 2)


class WordEncoder:
    """One dimension for each known word, one for all others: vectors that can be checked by eye.

    ``seen`` lists every passage text that was encoded, so that tests can tell what was embedded.
    """

    def __init__(
        self, words: str = "moon rocket wall speech penicillin mould", fingerprint: str = "words-1"
    ) -> None:
        self.name = "words"
        self.fingerprint = fingerprint
        self.tokenizer = WordTokenizer()
        self.words = words.split()
        self.seen: list[str] = []

    def vector(self, text: str) -> FloatArray:
        counts = np.zeros(len(self.words) + 1, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            known = word in self.words
            counts[self.words.index(word) if known else -1] += 1.0 if known else 0.01
        return unit(counts)

    def encode_question(self, question: str) -> FloatArray:
        return self.vector(question)

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        self.seen += [passage.text for passage in passages]
        return [
            PassageEncoding(
                self.vector(passage.text),
                np.stack([self.vector(sentence) for sentence in passage.sentences]),
            )
            for passage in passages
        ]


class WordReader:
    """Counts shared words: readings that can be checked by eye.

    The score is how many of the question's words the sentence has, less one. The span is the
    longest run of capitalised words and numbers that are not in the question, or else the sentence.
    ``asked`` lists every question with how many windows were read for it.
    """

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.asked: list[tuple[str, int]] = []

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> list[tuple[SentenceReading, ...]]:
        self.asked.append((question, len(windows)))
        words = set(re.findall(r"\w+", question.lower()))
        return [
            tuple(self._reading(words, sentence) for sentence in window.sentences)
            for window in windows
        ]

    def _reading(self, words: set[str], sentence: str) -> SentenceReading:
        shared = words & set(re.findall(r"\w+", sentence.lower()))
        runs = [
            Span(*match.span())
            for match in _NAME_OR_NUMBER.finditer(sentence)
            if not words & set(match.group().lower().split())
        ]
        span = max(runs, key=len, default=Span(0, len(sentence)))
        return SentenceReading(len(shared) - 1.0, span)


class PointingReader:
    """Looks for words: a sentence that prints one scores 10 and points at it, any other -10.

    ``seen`` lists the windows that were read.
    """

    name = "pointing"

    def __init__(self, *words: str) -> None:
        self.words = words
        self.seen: list[PassageInput] = []

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> Iterator[tuple[SentenceReading, ...]]:
        for window in windows:
            self.seen.append(window)
            yield tuple(self._reading(text) for text in window.sentences)

    def _reading(self, text: str) -> SentenceReading:
        for word in self.words:
            if word in text:
                start = text.index(word)
                return SentenceReading(10.0, Span(start, start + len(word)))
        return SentenceReading(-10.0, Span(0, len(text)))
