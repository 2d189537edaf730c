"""Whether what an engine searches is what the database holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from sqlite3 import DatabaseError

import numpy as np

from qabot.errors import QabotError, is_failure
from qabot.protocols import Engine, Searcher
from qabot.store.rows import Generation
from qabot.store.state import Store
from qabot.text.terms import terms
from qabot.types import (
    Document,
    EngineQuery,
    Filters,
    FloatArray,
    IdArray,
    Selection,
)
from qabot.types.unit_vectors import unit

_BATCH = 1_000
"""Passages that are compared at once: of so few an engine compares each, whatever it does else."""
_SAME = 0.005
"""Difference of inner products of stored vectors, which are all rounded to fp16."""


def search_problem(engine: Engine, store: Store, published: Generation) -> str | None:
    """What is wrong with what an engine holds of a generation; None if it is as it should be.

    Each passage has to be found among those of its article, with the inner product that its vector
    in the database has with some other, and by a term of its text.

    Raises:
        sqlite3.DatabaseError: the database is damaged itself.
    """
    try:
        searcher = engine.open(published.identity)
        if searcher is None:
            return "what is searched is missing or damaged"
        if searcher.has_vectors != (not published.unembedded):
            return "it has vectors where the articles have none, or none where they do"
        return _first_difference(searcher, store, published)
    except BaseException as error:
        if isinstance(error, DatabaseError | QabotError) or not is_failure(error):
            raise
        return f"what is searched cannot be read ({error})"


def _first_difference(searcher: Searcher, store: Store, published: Generation) -> str | None:
    documents = store.documents(store.article_ids(published.number), vectors=searcher.has_vectors)
    while batch := list(islice(documents, _BATCH)):
        if problem := _difference(searcher, batch):
            return problem
    return None


def _difference(searcher: Searcher, batch: Sequence[Document]) -> str | None:
    """How the engine's passages differ from some of the database's, in order of id."""
    ids = np.array([document.passage for document in batch], dtype=np.int64)
    if searcher.has_vectors and (problem := _other_vectors(searcher, batch, ids)):
        return problem
    found = {term: 1.0 for document in batch for term in _first_term(document)}
    scored = searcher.bm25(found, ids)
    wanted = np.array([bool(_first_term(document)) for document in batch])
    return "not all words are found" if (wanted & ~(scored > 0)).any() else None


def _other_vectors(searcher: Searcher, batch: Sequence[Document], ids: IdArray) -> str | None:
    vectors = np.stack([document.vector for document in batch if document.vector is not None])
    among = np.unique([document.article for document in batch])
    query = _any_vector(vectors.shape[1])
    selection = Selection(Filters(path="*"), among)
    # An article at the edge of a batch has passages in the next one, too.
    hits = searcher.search(EngineQuery({}, query), selection, 2 * _BATCH)
    there = np.isin(ids, hits.ids)
    if not there.all():
        return "not all passages are found"
    found = hits.cosines[np.searchsorted(hits.ids, ids)]
    return "vectors differ" if (np.abs(found - vectors @ query) > _SAME).any() else None


def _any_vector(dimension: int) -> FloatArray:
    """A vector with which any change of another changes the product."""
    random = np.random.default_rng(dimension).standard_normal(dimension)
    return unit(random.astype(np.float32))


def _first_term(document: Document) -> tuple[str, ...]:
    return terms(document.text)[:1]
