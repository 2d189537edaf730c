"""Arithmetic on embeddings that several parts share."""

from __future__ import annotations

import numpy as np

from qabot.types import FloatArray


def unit(vectors: FloatArray) -> FloatArray:
    """The vectors (last axis) at length one; zero vectors stay zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: FloatArray = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return result
