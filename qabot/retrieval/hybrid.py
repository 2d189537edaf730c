"""Hybrid retrieval: dense and BM25 scores, normalised and combined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from qabot.config import Settings
from qabot.retrieval.context import query_terms
from qabot.retrieval.copies import without_copies
from qabot.store.snapshot import Snapshot
from qabot.types import EngineQuery, Filters, FloatArray, Hits, ScoredPassage

Score = TypeVar("Score", float, FloatArray)


def search(
    snapshot: Snapshot,
    question: str,
    question_vector: FloatArray,
    top_k: int,
    filters: Filters,
    settings: Settings,
    earlier: Sequence[tuple[str, float]] = (),
    at_hand: Filters | None = None,
) -> list[ScoredPassage]:
    """The ``top_k`` passages for a question among those the filters leave, best first.

    Copies of a story count once (:mod:`.copies`). Of the article ``at_hand`` some passages come
    beyond that, wherever they rank, as many as the settings say.

    The engine gives the best candidates of each kind, all with both scores. Scores are divided by
    the best of their kind and added with weights: a convex combination, which Bruch et al. (2023,
    "An Analysis of Fusion Functions for Hybrid Retrieval") find better than reciprocal ranks.

    ``earlier`` are the questions that a follow-up leans on, newest first, each with the weight of
    its terms; ``question_vector`` has their vectors in it already (:mod:`.context`).
    """
    limit = max(settings.retrieval.candidates, top_k)
    query = EngineQuery(query_terms(question, earlier), question_vector)
    hits = snapshot.engine.search(query, snapshot.select(filters), limit)
    near: list[int] = []
    if at_hand is not None:
        found = snapshot.engine.search(
            query, snapshot.select(at_hand), settings.follow_ups.passages_at_hand
        )
        hits, near = _united(hits, found), found.ids.tolist()
    if not len(hits):
        return []
    ids, cosines, bm25 = hits.ids, hits.cosines, hits.bm25
    dense, lexical = _normalised(cosines), _normalised(bm25)
    scores = combined(dense, lexical, dense_weight(snapshot, settings))
    ranked = ids[np.argsort(-scores, kind="stable")].tolist()
    passages = without_copies(snapshot, ranked, top_k)
    beyond = set(near).difference(passage.id for passage in passages)
    passages += snapshot.passages([id for id in ranked if id in beyond])
    best = np.searchsorted(ids, [passage.id for passage in passages])
    if snapshot.lexical_only:  # the cosines of what was fetched are known now
        cosines[best] = snapshot.cosines(question_vector, ids[best])
    return [
        ScoredPassage(
            passage=passage,
            score=float(scores[row]),
            dense=float(dense[row]),
            lexical=float(lexical[row]),
            cosine=float(cosines[row]),
            bm25=float(bm25[row]),
        )
        for passage, row in zip(passages, best, strict=True)
    ]


def _united(first: Hits, second: Hits) -> Hits:
    """What either found, each passage once."""
    ids, places = np.unique(np.concatenate([first.ids, second.ids]), return_index=True)
    cosines = np.concatenate([first.cosines, second.cosines])[places]
    return Hits(ids, cosines, np.concatenate([first.bm25, second.bm25])[places])


def dense_weight(snapshot: Snapshot, settings: Settings) -> float:
    """What embeddings count: nothing while passages wait for theirs."""
    return 0.0 if snapshot.lexical_only else settings.retrieval.dense_weight


def combined(dense: Score, lexical: Score, weight: float) -> Score:
    """The convex combination of two scores, or of two arrays of them, each in [0, 1]."""
    return weight * dense + (1.0 - weight) * lexical


def _normalised(scores: FloatArray) -> FloatArray:
    """Scores divided by the best one, negative ones at 0."""
    best = float(scores.max(initial=0.0))
    clipped: FloatArray = np.maximum(scores, 0.0)
    return clipped / np.float32(best) if best > 0.0 else clipped
