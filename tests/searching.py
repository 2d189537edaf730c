"""One kind of search at a time, best first, for tests that look into an index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qabot.retrieval.context import query_terms
from qabot.store.snapshot import Snapshot
from qabot.types import EngineQuery, Filters, FloatArray, IdArray

ALL = Filters()


def nearest(
    snapshot: Snapshot, vector: FloatArray, k: int, filters: Filters = ALL
) -> tuple[IdArray, FloatArray]:
    """Ids and cosines of the nearest passages."""
    hits = snapshot.engine.search(EngineQuery({}, vector), snapshot.select(filters), k)
    best = np.argsort(-hits.cosines, kind="stable")
    return hits.ids[best], hits.cosines[best]


def sharing_terms(
    snapshot: Snapshot, text: str, k: int, earlier: Sequence[tuple[str, float]] = ()
) -> tuple[IdArray, FloatArray]:
    """Ids and BM25 of the passages that share terms with a text."""
    query = EngineQuery(query_terms(text, earlier))
    hits = snapshot.engine.search(query, snapshot.select(ALL), k)
    best = np.argsort(-hits.bm25, kind="stable")
    return hits.ids[best], hits.bm25[best]
