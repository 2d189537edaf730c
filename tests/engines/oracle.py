"""What an engine has to find, worked out by brute force from the documents themselves."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qabot.text.terms import terms
from qabot.types import Document, EngineQuery, FloatArray

K1, B = 1.2, 0.75


@dataclass(frozen=True)
class Field:
    """One field of all documents, for BM25 (Robertson & Zaragoza 2009) term by term."""

    counts: list[Counter[str]]

    @cached_property
    def average(self) -> float:
        return sum(sum(count.values()) for count in self.counts) / len(self.counts)

    @cached_property
    def holding(self) -> Counter[str]:
        return Counter(term for count in self.counts for term in count)

    def idf(self, term: str) -> float:
        holding = self.holding[term]
        return math.log(1 + (len(self.counts) - holding + 0.5) / (holding + 0.5))

    def score(self, row: int, term: str) -> float:
        frequency = self.counts[row][term]
        if not frequency:
            return 0.0
        length = sum(self.counts[row].values())
        norm = K1 * (1 - B + B * length / self.average)
        return self.idf(term) * frequency * (K1 + 1) / (frequency + norm)


@dataclass(frozen=True)
class Oracle:
    """Cosines and BM25 of all documents that are there, by passage id.

    ``gone`` are articles that are not, and that BM25's statistics may still count.
    """

    counted: Sequence[Document]
    title_boost: float
    gone: frozenset[int] = frozenset()

    def without(self, articles: Collection[int]) -> Oracle:
        return replace(self, gone=frozenset(articles))

    @cached_property
    def documents(self) -> list[Document]:
        return [one for one in self.counted if one.article not in self.gone]

    @cached_property
    def text(self) -> Field:
        return Field([Counter(terms(one.text)) for one in self.counted])

    @cached_property
    def title(self) -> Field:
        return Field([Counter(terms(one.title)) for one in self.counted])

    def bm25(self, weights: Mapping[str, float]) -> dict[int, float]:
        return {
            one.passage: sum(
                weight * self.text.score(row, term)
                + weight * self.title_boost * self.title.score(row, term)
                for term, weight in weights.items()
            )
            for row, one in enumerate(self.counted)
            if one.article not in self.gone
        }

    def cosines(self, vector: FloatArray | None) -> dict[int, float]:
        return {
            one.passage: float(one.vector @ vector)
            if vector is not None and one.vector is not None
            else 0.0
            for one in self.documents
        }

    def best(self, scores: Mapping[int, float], k: int, articles: Collection[int]) -> list[float]:
        """The ``k`` highest scores of the passages of these articles."""
        allowed = [one.passage for one in self.documents if one.article in articles]
        return sorted((scores[number] for number in allowed), reverse=True)[:k]


def generated(articles: int, seed: int = 0, first: int = 1, dimension: int = 16) -> list[Document]:
    """Articles of one to four passages each, of words that are rare and frequent, clustered."""
    random = np.random.default_rng([seed, first])
    centres = np.random.default_rng(seed).normal(size=(12, dimension))
    documents: list[Document] = []
    passage = first * 10
    for article in range(first, first + articles):
        title = " ".join(f"word{number}" for number in random.zipf(1.5, 3) % 400)
        for _ in range(random.integers(1, 5)):
            vector = centres[random.integers(12)] + 0.5 * random.normal(size=dimension)
            vector = (vector / np.linalg.norm(vector)).astype(np.float16).astype(np.float32)
            words = random.zipf(1.3, random.integers(5, 38)) % 2000
            text = " ".join(f"word{number}" for number in words)
            documents.append(Document(passage, article, title, text, vector))
            passage += 2
    return documents


def query_like(document: Document, words: int = 4) -> EngineQuery:
    """A query near a document, with some of its words."""
    assert document.vector is not None
    return EngineQuery(dict.fromkeys(terms(document.text)[:words], 1.0), document.vector)
