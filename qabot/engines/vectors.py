"""The dense part of a generation: nearest vectors in a segment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from qabot.engines.inverted_lists import HalfArray, import_faiss, read_lists
from qabot.engines.segments import SegmentRows
from qabot.types import FloatArray, IdArray

_EXACT_FACTOR = 4
"""Passages taken for each one asked for where quantised scores are made exact afterwards."""
_FEW = 5_000
"""Passages up to which a selection is compared one by one instead of through inverted lists."""


@dataclass(frozen=True, slots=True, eq=False)
class VectorSegment:
    """Maximum inner product search over the rows of a segment.

    Up to ``flat_limit`` rows: exhaustive over fp16. Above: inverted lists with 8-bit scalar
    quantisation (Jégou et al. 2011), whose scores are made exact from the fp16 vectors.
    """

    rows: SegmentRows
    faiss_index: Any
    is_flat: bool

    @classmethod
    def open(cls, folder: Path, number: int) -> Self:
        """The segment as it was written."""
        rows = SegmentRows.read(folder, number)
        if rows.vectors is None:
            return cls(rows, None, is_flat=True)
        lists = read_lists(folder, number)
        return cls(rows, lists or _flat(rows.vectors), is_flat=lists is None)

    def nearest(
        self, vector: FloatArray, limit: int, among: npt.NDArray[np.bool_] | None
    ) -> tuple[IdArray, FloatArray]:
        """Ids and inner products of the nearest passages, best first, among the rows marked."""
        if self.rows.vectors is None:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if self.is_flat:
            products, found = self._search(vector, limit, among)
            return self.rows.passages[found], products
        if among is not None and np.count_nonzero(among) <= _FEW:
            found = np.flatnonzero(among)
        else:
            _, found = self._search(vector, limit * _EXACT_FACTOR, among)
        products = self.products(vector, found)
        best = np.argsort(-products, kind="stable")[:limit]
        return self.rows.passages[found[best]], products[best]

    def products(self, vector: FloatArray, rows: IdArray) -> FloatArray:
        """Exact inner products of these rows with a vector."""
        assert self.rows.vectors is not None
        result: FloatArray = self.rows.vectors[rows].astype(np.float32) @ vector
        return result

    def _search(
        self, vector: FloatArray, limit: int, among: npt.NDArray[np.bool_] | None
    ) -> tuple[FloatArray, IdArray]:
        faiss = import_faiss()
        parameters = None
        if among is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))
            parameters = (
                faiss.SearchParameters(sel=selector)
                if self.is_flat
                else faiss.SearchParametersIVF(sel=selector, nprobe=self._lists_among(among))
            )
        with _one_thread(faiss):
            products, rows = self.faiss_index.search(vector[None, :], limit, params=parameters)
        found = rows[0] >= 0
        return products[0][found], rows[0][found]

    def _lists_among(self, among: npt.NDArray[np.bool_]) -> int:
        """How many lists are looked into for the nearest of the rows that are marked.

        The fewer they are, the further apart they lie: of half the rows four times as many lists,
        of a quarter all. Where a few were removed it is hardly more than without any.
        """
        share = np.count_nonzero(among) / len(among)
        lists, looked_into = int(self.faiss_index.nlist), int(self.faiss_index.nprobe)
        return min(lists, math.ceil(looked_into / share**2))


def _flat(vectors: HalfArray) -> Any:
    faiss = import_faiss()
    index = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index.add_sa_codes(np.ascontiguousarray(vectors).view(np.uint8))
    return index


@contextmanager
def _one_thread(faiss: Any) -> Iterator[None]:
    """FAISS spreads questions over threads, not passages: for one question they only cost."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)
