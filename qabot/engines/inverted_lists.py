"""Inverted lists over the vectors of a segment too large to be searched exhaustively."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_TRAINING_VECTORS_PER_LIST = 64
_BATCH = 8192


HalfArray = npt.NDArray[np.float16]


def write_lists(
    vectors: HalfArray, folder: Path, number: int, flat_limit: int, earlier: int | None = None
) -> None:
    """Write a segment's inverted lists if it has more rows than the limit.

    They are trained on a sample from all over the segment, or are those of an ``earlier`` segment
    if that has as many: so often as a segment grows to four times its size, not at each merge.
    """
    count = len(vectors)
    if count <= flat_limit:
        return
    faiss = import_faiss()
    lists = min(1 << round(math.log2(4 * math.sqrt(count))), count)
    index = read_lists(folder, earlier) if earlier is not None else None
    if index is not None and index.nlist == lists:
        index.reset()
    else:
        index = _trained(vectors, lists)
    for start in range(0, count, _BATCH):
        index.add(vectors[start : start + _BATCH].astype(np.float32))
    with lists_path(folder, number).open("wb") as file:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))


def _trained(vectors: HalfArray, lists: int) -> Any:
    """Empty lists, whose centroids lie where the vectors do."""
    faiss = import_faiss()
    count, dimension = vectors.shape
    quantizer = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer,
        dimension,
        lists,
        faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT,
    )
    index.own_fields = True
    quantizer.this.disown()
    wanted = min(lists * _TRAINING_VECTORS_PER_LIST, count)
    sample = np.linspace(0, count - 1, wanted).astype(np.int64)
    index.train(vectors[sample].astype(np.float32))
    index.nprobe = max(8, lists // 16)
    return index


def read_lists(folder: Path, number: int) -> Any | None:
    """A segment's inverted lists; None if it has none."""
    path = lists_path(folder, number)
    return import_faiss().read_index(str(path)) if path.exists() else None


def lists_path(folder: Path, number: int) -> Path:
    """Where the inverted lists of a segment are."""
    return folder / f"lists-{number}.faiss"


def import_faiss() -> Any:
    """The module, untyped: its stubs lack what SWIG adds. Importing it takes 0.3 s."""
    import faiss

    return faiss
