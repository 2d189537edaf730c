"""One generation in Milvus, to search."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qabot.engines.milvus_catalog import MilvusCatalog
from qabot.engines.milvus_connection import MOST
from qabot.engines.milvus_manifest import MilvusManifest
from qabot.engines.milvus_schema import bm25_field, in_list, slices, terms_of, token
from qabot.errors import EngineProblem
from qabot.types import EngineQuery, FloatArray, Hits, IdArray, Selection

_LISTED = 10_000
"""Articles up to which Milvus is told which are allowed; with more, hits are sorted out."""
_FEWEST = 256
"""Passages that are asked for by terms at least."""
_ROUNDS = 2
"""How often more are asked for where others might score higher by text and title together."""
_WIDER = 4
_SETTLING_S = 10.0
"""Seconds in which a server sees, wherever it looks, what was written: twice what it promises."""
_CHECKED_S = 60.0
"""Seconds for which it is believed that a generation is kept; less than any forgotten one is."""
_MOST_REPEATS = 20
_FETCHED = 1_000


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage as Milvus gives it: its id, its article's, what it scores, and its terms."""

    passage: int
    article: int
    score: float
    text: Sequence[str]
    title: Sequence[str]


class MilvusSearcher:
    """Finds candidates by Milvus's searches, and scores them by the statistics of the manifest.

    Milvus works BM25 out of whatever rows it holds, of any generation, and milvus-lite of those
    that lie together; it only proposes.
    """

    def __init__(
        self, catalog: MilvusCatalog, generation: str, manifest: MilvusManifest, title_boost: float
    ) -> None:
        self._catalog = catalog
        self._generation = generation
        self._manifest = manifest
        self._title_boost = title_boost
        self._expression = manifest.expression
        self._opened = self._checked = time.monotonic()

    @property
    def has_vectors(self) -> bool:
        """Whether passages can be found by their vectors."""
        return self._manifest.has_vectors

    def search(self, query: EngineQuery, selection: Selection, k: int) -> Hits:
        """The candidates of both kinds, with both scores of each."""
        if selection.is_empty or k < 1:
            nothing = np.empty(0, dtype=np.float32)
            return Hits(np.empty(0, dtype=np.int64), nothing, nothing)
        weights = {token(term): weight for term, weight in query.terms.items()}
        vector = query.vector if self.has_vectors else None
        pool = self._catalog.connection.pool
        near = None
        if vector is not None:
            near = pool.submit(self._ranked, "vector", vector, k, selection.articles)
        lexical = self._lexical(weights, k, selection.articles) if weights else {}
        dense = {one.passage: one for one in near.result()} if near is not None else {}
        found = {**lexical, **dense}
        ids = np.array(sorted(found), dtype=np.int64)
        bm25 = [self._bm25(weights, found[number]) for number in ids.tolist()]
        cosines = self._cosines(vector, dense, sorted(lexical.keys() - dense.keys()))
        self._check_kept()
        return Hits(
            ids,
            np.array([cosines.get(number, 0.0) for number in ids.tolist()], dtype=np.float32),
            np.array(bm25, dtype=np.float32),
        )

    def bm25(self, terms: Mapping[str, float], ids: IdArray) -> FloatArray:
        """What these terms give to these passages."""
        weights = {token(term): weight for term, weight in terms.items()}
        scores: dict[int, float] = {}
        if weights:
            fields = ("passage", "text", "title")
            for some in slices(ids.tolist(), _FETCHED):
                expression = f"{self._expression} and {in_list('passage', some)}"
                for row in self._catalog.connection.query(
                    self._manifest.collection, expression, fields
                ):
                    found = FoundPassage(
                        row["passage"], 0, 0.0, terms_of(row["text"]), terms_of(row["title"])
                    )
                    scores[found.passage] = self._bm25(weights, found)
            self._check_kept()
        return np.array([scores.get(number, 0.0) for number in ids.tolist()], dtype=np.float32)

    def containing(self, term: str) -> IdArray:
        """Ids of all articles that have the term."""
        sought = token(term)
        manifest = self._manifest
        if not (manifest.text.holding.get(sought) or manifest.title.holding.get(sought)):
            return np.empty(0, dtype=np.int64)
        matches = " or ".join(f"text_match({field}, '{sought}')" for field in ("text", "title"))
        rows = self._catalog.connection.every(
            manifest.collection, f"{self._expression} and ({matches})", ("article",)
        )
        articles = np.unique(np.array([row["article"] for row in rows], dtype=np.int64))
        self._check_kept()
        return articles

    def idf(self, term: str) -> float:
        """Inverse document frequency of a term."""
        return self._manifest.text.idf(token(term))

    def _bm25(self, weights: Mapping[str, float], found: FoundPassage) -> float:
        in_title = self._manifest.title.bm25(weights, found.title)
        return self._manifest.text.bm25(weights, found.text) + self._title_boost * in_title

    def _lexical(
        self, weights: Mapping[str, float], k: int, articles: IdArray | None
    ) -> dict[int, FoundPassage]:
        """The ``k`` of the highest BM25, by id.

        The best by text and the best by title are asked for; what neither has scores less than the
        last of both together (the threshold algorithm of Fagin et al. 2003).
        """
        least = min((weight for weight in weights.values() if weight > 0.0), default=1.0)
        sought = _repeated(weights, least)
        limit = max(2 * k, _FEWEST)
        pool = self._catalog.connection.pool
        for _ in range(_ROUNDS):
            asked = [
                pool.submit(self._ranked, bm25_field(field), sought, limit, articles)
                for field in ("text", "title")
            ]
            lists = [one.result() for one in asked]
            found = {one.passage: one for ranked in lists for one in ranked}
            scores = {number: self._bm25(weights, one) for number, one in found.items()}
            best = sorted((n for n in scores if scores[n] > 0.0), key=lambda n: -scores[n])[:k]
            last = [least * one[-1].score if len(one) >= limit else 0.0 for one in lists]
            others = last[0] + self._title_boost * last[1]
            if not others or (len(best) == k and scores[best[-1]] >= others):
                break
            limit *= _WIDER
        return {number: found[number] for number in best}

    def _cosines(
        self, vector: FloatArray | None, dense: Mapping[int, FoundPassage], others: Sequence[int]
    ) -> dict[int, float]:
        """Cosines of what was found by its vector, and of what was found otherwise."""
        known = {number: one.score for number, one in dense.items()}
        if vector is None:
            return known
        for some in slices(others, _FETCHED):
            among = f"{self._expression} and {in_list('passage', some)}"
            for one in self._found("vector", vector, among, len(some)):
                known[one.passage] = one.score
        return known

    def _ranked(
        self, field: str, sought: str | FloatArray, limit: int, articles: IdArray | None
    ) -> list[FoundPassage]:
        """The best passages of these articles, or of all, best first."""
        limit = min(limit, MOST)
        if articles is None:
            return self._found(field, sought, self._expression, limit)
        if len(articles) > _LISTED:
            allowed = set(articles.tolist())
            asked = 2 * limit
            while asked <= MOST:
                found = self._found(field, sought, self._expression, asked)
                left = [one for one in found if one.article in allowed][:limit]
                if len(left) == limit or len(found) < asked:
                    return left
                asked *= _WIDER
        among = f"{self._expression} and {in_list('article', articles.tolist())}"
        return self._found(field, sought, among, limit)

    def _found(
        self, field: str, sought: str | FloatArray, expression: str, limit: int
    ) -> list[FoundPassage]:
        settling = time.monotonic() - self._opened < _SETTLING_S
        rows = self._catalog.connection.search(
            self._manifest.collection,
            field,
            sought if isinstance(sought, str) else sought.tolist(),
            expression,
            limit,
            ("passage", "article", "text", "title"),
            consistency="Strong" if settling else "Bounded",
        )
        dense = not isinstance(sought, str)
        return [
            FoundPassage(
                row["passage"],
                row["article"],
                score if dense else abs(score),
                terms_of(row["text"]),
                terms_of(row["title"]),
            )
            for score, row in rows
        ]

    def _check_kept(self) -> None:
        """Make sure that what was found just now was the whole generation.

        Rows of a generation are taken out no sooner than :class:`Patience` says after it is
        forgotten, so that a look now and then is enough.

        Raises:
            EngineProblem: it was forgotten so long ago that rows may be missing.
        """
        now = time.monotonic()
        if now - self._checked < _CHECKED_S:
            return
        if not self._catalog.is_kept(self._generation):
            raise EngineProblem(
                "the index was brought in step a while ago, and what was open of it before is no "
                "longer searched; ask again"
            )
        self._checked = now


def _repeated(weights: Mapping[str, float], least: float) -> str:
    """A text that has each term as often as it counts: how Milvus is told weights."""
    repeats = {
        term: min(math.ceil(weight / least - 1e-6), _MOST_REPEATS)
        for term, weight in weights.items()
        if weight > 0.0
    }
    return " ".join(" ".join([term] * count) for term, count in repeats.items())
