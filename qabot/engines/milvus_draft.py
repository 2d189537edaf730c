"""A generation in Milvus in the making: the rows of the one before, and new ones beside them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice

import numpy as np

from qabot.engines.local_draft import merged
from qabot.engines.milvus_catalog import MilvusCatalog
from qabot.engines.milvus_connection import Row
from qabot.engines.milvus_manifest import MilvusBatch, MilvusManifest
from qabot.engines.milvus_schema import (
    create_passages,
    in_list,
    index_passages,
    passage_row,
    slices,
    terms_of,
)
from qabot.errors import EngineProblem
from qabot.types import Document, IdArray

_ROWS_AT_ONCE = 500
"""Passages in one message: two megabytes."""
_ARTICLES_AT_ONCE = 1_000
_MOVED = ("passage", "article", "text", "title", "vector")


class MilvusDraft:
    """Writes rows that nobody chooses before the catalog names them.

    Nothing of a published generation changes: what is removed is passed over by those that come
    after, and taken out when no reader needs it any more.
    """

    def __init__(
        self, catalog: MilvusCatalog, base: MilvusManifest | None, flat_limit: int
    ) -> None:
        self._catalog = catalog
        self._connection = catalog.connection
        self._flat_limit = flat_limit
        self._is_new = base is None
        self._manifest = base or self._nothing()
        self._batch: MilvusBatch | None = None

    @property
    def articles(self) -> IdArray:
        """Ids of the articles whose passages it holds, ascending."""
        return self._manifest.articles

    def remove(self, articles: IdArray) -> None:
        """Take articles out; all of them, if less than half would be left."""
        manifest = self._manifest
        there = np.intersect1d(articles, manifest.articles)
        if 2 * len(there) > len(manifest.articles):
            self._is_new, self._manifest = True, self._nothing()
            return
        for some in slices(there.tolist(), _ARTICLES_AT_ONCE):
            rows = f"{manifest.expression} and {in_list('article', some)}"
            for row in self._connection.every(manifest.collection, rows, ("text", "title")):
                manifest.text.remove(terms_of(row["text"]))
                manifest.title.remove(terms_of(row["title"]))
        for batch in manifest.batches:
            gone = np.intersect1d(batch.articles, there, assume_unique=True)
            batch.removed = sorted([*batch.removed, *gone.tolist()])

    def add(self, documents: Iterable[Document]) -> None:
        """Put passages in, as one new batch."""
        coming = iter(documents)
        first = next(coming, None)
        if first is None:
            return
        manifest = self._manifest
        manifest.has_vectors = first.vector is not None
        batch = self._batch = self._begin(len(first.vector) if first.vector is not None else None)
        articles: set[int] = set()
        rows = self._counted(chain([first], coming), batch, articles)
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            self._connection.insert(manifest.collection, some)
        batch.hold(articles)
        manifest.batches.append(batch)

    def publish(self, generation: str) -> None:
        """Make it a generation that can be opened, in one step."""
        manifest = self._manifest
        if self._is_new and self._batch is None:
            self._batch = self._begin(None)
            manifest.batches.append(self._batch)
        if self._batch is not None:
            self._merge(self._batch)
            self._connection.flush(manifest.collection)
        if self._is_new:
            manifest.flat = manifest.text.passages <= self._flat_limit
            index_passages(self._connection, manifest.collection, flat=manifest.flat)
        found = self._connection.count(manifest.collection, manifest.expression)
        if found != manifest.text.passages:
            raise EngineProblem(
                f"Milvus at {self._connection.uri} holds {found:,} passages where "
                f"{manifest.text.passages:,} were written; run qabot index again"
            )
        self._catalog.publish(generation, manifest)
        if self._batch is not None:
            self._catalog.end(self._batch.number)
            self._batch = None

    def discard(self) -> None:
        """Leave nothing of it, unless it was published."""
        if self._batch is None:
            return
        number, self._batch = self._batch.number, None
        collection = self._manifest.collection
        with suppress(EngineProblem):  # what is left is taken out by a later sync
            if self._is_new:
                self._connection.drop(collection)
            else:
                self._connection.delete(collection, in_list("batch", [number]))
            self._catalog.end(number)

    def _nothing(self) -> MilvusManifest:
        return MilvusManifest(f"{self._catalog.name}_{secrets.token_hex(6)}")

    def _begin(self, dimension: int | None) -> MilvusBatch:
        """A batch to write to, in a collection that is made if it is to be a new one."""
        batch = MilvusBatch(secrets.randbits(62))
        self._catalog.begin(batch.number, self._manifest.collection)
        if self._is_new:
            create_passages(self._connection, self._manifest.collection, dimension)
        return batch

    def _counted(
        self, documents: Iterable[Document], batch: MilvusBatch, articles: set[int]
    ) -> Iterator[Row]:
        """The rows of documents, counted where BM25 looks."""
        for document in documents:
            row = passage_row(document, batch.number)
            self._manifest.text.add(terms_of(row["text"]))
            self._manifest.title.add(terms_of(row["title"]))
            articles.add(document.article)
            batch.passages += 1
            yield row

    def _merge(self, batch: MilvusBatch) -> None:
        """Write the last batches before this one again as part of it, if they are small."""
        manifest = self._manifest
        last = merged([one.passages for one in manifest.batches])
        if last < 2 or manifest.batches[-1] is not batch:
            return
        before = manifest.batches[-last:-1]
        for one in before:
            rows = self._moved(replace(manifest, batches=[one]), batch)
            while some := list(islice(rows, _ROWS_AT_ONCE)):
                self._connection.insert(manifest.collection, some)
        batch.hold(np.concatenate([one.articles for one in (*before, batch)]).tolist())
        manifest.batches[-last:] = [batch]

    def _moved(self, old: MilvusManifest, batch: MilvusBatch) -> Iterator[Row]:
        for row in self._connection.every(old.collection, old.expression, _MOVED):
            batch.passages += 1
            yield {**{name: row[name] for name in _MOVED}, "batch": batch.number}
