"""The dense view: passage vectors in a FAISS index, built from the database."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Self

import numpy as np

from qabot.engines.checksums import verify_checksums, write_checksums
from qabot.types import FloatArray, IdArray

Batches = Iterator[tuple[IdArray, FloatArray]]
"""Passage ids, shape ``(n,)``, with their unit vectors, shape ``(n, dim)``."""

_TRAINING_VECTORS_PER_LIST = 64


@dataclass(frozen=True, slots=True)
class VectorView:
    """Maximum inner product search over passage ids.

    Up to ``flat_limit`` vectors: exhaustive over fp16. Above: inverted lists with 8-bit scalar
    quantisation (Jégou et al. 2011), whose scores :class:`~qabot.store.snapshot.Snapshot` makes
    exact from the stored vectors.
    """

    faiss_index: Any
    exact: bool

    @classmethod
    def build(cls, batches: Batches, count: int, flat_limit: int) -> Self:
        """Index ``count`` vectors, at least one, that come in batches."""
        faiss = _faiss()
        first = next(batches)
        batches = chain([first], batches)
        dimension = first[1].shape[1]
        metric = faiss.METRIC_INNER_PRODUCT
        if count <= flat_limit:
            flat = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, metric)
            index = faiss.IndexIDMap(flat)
        else:
            lists = 1 << round(math.log2(4 * math.sqrt(count)))
            quantizer = faiss.IndexFlatIP(dimension)
            index = faiss.IndexIVFScalarQuantizer(
                quantizer, dimension, lists, faiss.ScalarQuantizer.QT_8bit, metric
            )
            index.own_fields = True
            quantizer.this.disown()
            batches = _train(index, batches, lists * _TRAINING_VECTORS_PER_LIST)
            index.nprobe = max(8, lists // 16)
        for ids, vectors in batches:
            index.add_with_ids(vectors, ids)
        return cls(index, exact=count <= flat_limit)

    @classmethod
    def open(cls, path: Path, identity: str) -> Self | None:
        """The view at ``path``, or None if it is missing, damaged or of other passages."""
        if not verify_checksums(_manifest(path), identity):
            return None
        index = _faiss().read_index(str(path))
        return cls(index, exact=not hasattr(index, "nprobe"))

    def save(self, path: Path, identity: str) -> None:
        """Write the view so that it appears under its name only when it is whole.

        Raises:
            OSError: the disk is full or not writable.
        """
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            partial.write_bytes(_faiss().serialize_index(self.faiss_index).tobytes())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        write_checksums(_manifest(path), identity, [path])

    def search(
        self, vector: FloatArray, limit: int, allowed: Sequence[int] | IdArray | None = None
    ) -> tuple[IdArray, FloatArray]:
        """Ids and inner products of the nearest passages, best first, among the allowed ones."""
        faiss = _faiss()
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
            parameters = (
                faiss.SearchParameters(sel=selector)
                if self.exact
                else faiss.SearchParametersIVF(sel=selector, nprobe=self.faiss_index.nlist)
            )
        with _one_thread(faiss):
            products, ids = self.faiss_index.search(vector[None, :], limit, params=parameters)
        found = ids[0] >= 0
        return ids[0][found], products[0][found]


def _faiss() -> Any:
    """The module, untyped: its stubs lack what SWIG adds. Importing it takes 0.3 s."""
    import faiss

    return faiss


@contextmanager
def _one_thread(faiss: Any) -> Iterator[None]:
    """FAISS spreads questions over threads, not passages: for one question they only cost."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def _train(index: Any, batches: Batches, wanted: int) -> Batches:
    """Train on the first vectors, then hand all of them on."""
    held: list[tuple[IdArray, FloatArray]] = []
    total = 0
    for batch in batches:
        held.append(batch)
        total += len(batch[0])
        if total >= wanted:
            break
    index.train(np.concatenate([vectors for _, vectors in held]))
    yield from held
    yield from batches


def _manifest(path: Path) -> Path:
    return path.with_suffix(".json")
