"""A second engine, as small as can be: it keeps documents in memory and compares them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from qabot.text.terms import terms
from qabot.types import Document, EngineQuery, FloatArray, Hits, IdArray, Selection
from tests.engines.oracle import Oracle


class MemoryEngine:
    """Generations by name, each a tuple of documents."""

    def __init__(self, title_boost: float) -> None:
        self.title_boost = title_boost
        self.generations: dict[str, tuple[Document, ...]] = {}

    def open(self, generation: str) -> MemorySearcher | None:
        documents = self.generations.get(generation)
        return None if documents is None else MemorySearcher(Oracle(documents, self.title_boost))

    def draft(self, base: str | None) -> MemoryDraft:
        return MemoryDraft(self, self.generations.get(base or "", ()))

    def keep_only(self, generation: str) -> None:
        self.generations = {generation: self.generations[generation]}


class MemoryDraft:
    """A copy of a generation's documents that changes."""

    def __init__(self, engine: MemoryEngine, documents: Iterable[Document]) -> None:
        self.engine = engine
        self.documents = list(documents)

    @property
    def articles(self) -> IdArray:
        return np.unique(np.array([one.article for one in self.documents], dtype=np.int64))

    def remove(self, articles: IdArray) -> None:
        gone = set(articles.tolist())
        self.documents = [one for one in self.documents if one.article not in gone]

    def add(self, documents: Iterable[Document]) -> None:
        self.documents += documents

    def publish(self, generation: str) -> None:
        self.engine.generations[generation] = tuple(self.documents)

    def discard(self) -> None:
        self.documents = []


class MemorySearcher:
    """Looks at every document."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle

    @property
    def has_vectors(self) -> bool:
        return all(one.vector is not None for one in self.oracle.documents)

    def search(self, query: EngineQuery, selection: Selection, k: int) -> Hits:
        left = selection.articles
        allowed = [
            one.passage
            for one in self.oracle.documents
            if left is None or one.article in left.tolist()
        ]
        cosines, bm25 = self.oracle.cosines(query.vector), self.oracle.bm25(query.terms)
        found = {number for number in _best(allowed, bm25, k) if bm25[number] > 0.0}
        if query.vector is not None and self.has_vectors:
            found |= set(_best(allowed, cosines, k))
        ids = np.array(sorted(found), dtype=np.int64)
        return Hits(ids, _in_order(cosines, ids), _in_order(bm25, ids))

    def bm25(self, terms: Mapping[str, float], ids: IdArray) -> FloatArray:
        return _in_order(self.oracle.bm25(terms), ids)

    def containing(self, term: str) -> IdArray:
        holding = {
            one.article
            for one in self.oracle.documents
            if term in terms(one.text) or term in terms(one.title)
        }
        return np.array(sorted(holding), dtype=np.int64)

    def idf(self, term: str) -> float:
        return self.oracle.text.idf(term)


def _best(allowed: list[int], scores: Mapping[int, float], k: int) -> list[int]:
    return sorted(allowed, key=lambda number: -scores[number])[:k]


def _in_order(scores: Mapping[int, float], ids: IdArray) -> FloatArray:
    return np.array([scores[number] for number in ids.tolist()], dtype=np.float32)
