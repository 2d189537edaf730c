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


def write_lists(vectors: HalfArray, folder: Path, number: int, flat_limit: int) -> None:
    """Write a segment's inverted lists if it has more rows than the limit."""
    count, dimension = vectors.shape
    if count <= flat_limit:
        return
    faiss = import_faiss()
    lists = min(1 << round(math.log2(4 * math.sqrt(count))), count)
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
    index.train(vectors[: lists * _TRAINING_VECTORS_PER_LIST].astype(np.float32))
    index.nprobe = max(8, lists // 16)
    for start in range(0, count, _BATCH):
        index.add(vectors[start : start + _BATCH].astype(np.float32))
    lists_path(folder, number).write_bytes(faiss.serialize_index(index).tobytes())


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
