"""One generation of the local engine, to search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from qabot.engines.lexical import LexicalIndex
from qabot.engines.vectors import VectorSegment
from qabot.types import EngineQuery, FloatArray, Hits, IdArray, Selection

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class LocalSearcher:
    """A lexical index and segments of vectors; of those, what is removed is passed over.

    ``present`` has, for each segment, marks at the rows that are not removed; None if all are.
    """

    lexical: LexicalIndex
    segments: tuple[VectorSegment, ...]
    present: tuple[Marks | None, ...]

    @classmethod
    def of(
        cls, lexical: LexicalIndex, segments: tuple[VectorSegment, ...], removed: IdArray
    ) -> Self:
        """Without the articles with these ids, which the segments may still hold."""
        return cls(lexical, segments, tuple(_present(segment, removed) for segment in segments))

    @property
    def has_vectors(self) -> bool:
        """Whether passages can be found by their vectors."""
        return all(segment.rows.vectors is not None for segment in self.segments)

    def search(self, query: EngineQuery, selection: Selection, k: int) -> Hits:
        """The candidates of both kinds, with both scores of each."""
        if selection.is_empty or k < 1:
            nothing = np.empty(0, dtype=np.float32)
            return Hits(np.empty(0, dtype=np.int64), nothing, nothing)
        found = [np.empty(0, dtype=np.int64)]
        if query.vector is not None:
            found.append(self._nearest(query.vector, k, selection.articles))
        if query.terms:
            found.append(self.lexical.search(query.terms, k, selection.articles))
        ids = np.unique(np.concatenate(found))
        return Hits(ids, self._cosines(query.vector, ids), self.bm25(query.terms, ids))

    def bm25(self, terms: Mapping[str, float], ids: IdArray) -> FloatArray:
        """What these terms give to these passages."""
        return self.lexical.bm25(terms, ids)

    def containing(self, term: str) -> IdArray:
        """Ids of all articles that have the term."""
        return self.lexical.containing(term)

    def idf(self, term: str) -> float:
        """Inverse document frequency of a term."""
        return self.lexical.idf(term)

    def _nearest(self, vector: FloatArray, k: int, articles: IdArray | None) -> IdArray:
        """Ids of the nearest passages of all segments."""
        found = [
            segment.nearest(vector, k, among)
            for segment, among in self._selected(articles)
            if segment.rows.vectors is not None
        ]
        if not found:
            return np.empty(0, dtype=np.int64)
        products = np.concatenate([products for _, products in found])
        ids = np.concatenate([ids for ids, _ in found])
        return ids[np.argsort(-products, kind="stable")[:k]]

    def _selected(self, articles: IdArray | None) -> Iterator[tuple[VectorSegment, Marks | None]]:
        """The segments with marks at their rows of these articles; None where all are."""
        for segment, present in zip(self.segments, self.present, strict=True):
            marks = None if articles is None else _marked(segment.rows.articles, articles)
            if present is not None:
                marks = present if marks is None else marks & present
            yield segment, marks

    def _cosines(self, vector: FloatArray | None, ids: IdArray) -> FloatArray:
        """Exact cosines of passages, in the order of ``ids``; 0 without vectors."""
        result = np.zeros(len(ids), dtype=np.float32)
        for segment in self.segments:
            own = segment.rows.passages
            if vector is None or segment.rows.vectors is None or not len(own):
                continue
            rows = np.minimum(np.searchsorted(own, ids), len(own) - 1)
            here = np.flatnonzero(own[rows] == ids)
            result[here] = segment.products(vector, rows[here])
        return result


def _present(segment: VectorSegment, removed: IdArray) -> Marks | None:
    marks = ~_marked(segment.rows.articles, removed)
    return None if marks.all() else marks


def _marked(articles: IdArray, chosen: IdArray) -> Marks:
    """Whether each of some articles is among those chosen, by a table of all ids."""
    if not len(articles):
        return np.empty(0, dtype=np.bool_)
    table = np.zeros(int(articles.max()) + 1, dtype=np.bool_)
    table[chosen[chosen < len(table)]] = True
    marks: Marks = table[articles]
    return marks
