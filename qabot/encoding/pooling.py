"""Vectors of sentences out of the token embeddings of their passage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qabot.types import FloatArray
from qabot.types.unit_vectors import unit


def pooled_sentences(
    tokens: FloatArray, counts: Sequence[int], passage_vector: FloatArray
) -> FloatArray:
    """Mean of each sentence's tokens, as unit rows.

    The sentences are the last thing before the closing special token. A sentence of which the
    encoder saw nothing takes the passage's vector.
    """
    start = max(len(tokens) - 1 - sum(counts), 0)
    rows = np.tile(passage_vector, (len(counts), 1))
    for row, count in enumerate(counts):
        part = tokens[start : start + count]
        if len(part):
            rows[row] = part.mean(axis=0)
        start += count
    return unit(rows)
