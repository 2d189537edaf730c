"""What a worker of a pool does, in a process of its own, on this machine or another.

What goes there and comes back are plain values and arrays: a worker without qabot, or with another
version, has to be able to read them to say so.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np

from qabot.encoding.lazy import LazyEncoder
from qabot.encoding.models import model_folder
from qabot.encoding.slices import slices
from qabot.errors import ModelError
from qabot.types import FloatArray, IdArray, PassageEncoding, PassageInput

Texts: TypeAlias = list[tuple[str, tuple[str, ...]]]
"""Context and sentences of each passage."""
Made: TypeAlias = tuple[FloatArray, FloatArray, IdArray]
"""Vectors of the passages, shape ``(n, dim)``, of all their sentences, one passage's after the
other's, and how many sentences each has."""


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What the vectors have to be made with.

    ``version`` is that of qabot; ``fingerprint`` is the model's, as the index has it.
    """

    version: str
    model: str
    fingerprint: str
    batch_size: int
    allow_download: bool


def encode_texts(order: WorkOrder, texts: Texts) -> Made | str:
    """The vectors of passages, or why this worker cannot make them, for people to read."""
    worker = f"worker {platform.node()}"
    try:
        encoder = _encoder(order.model, order.batch_size, order.allow_download)
        if encoder.fingerprint != order.fingerprint:
            return f"{worker} {_difference(order)}"
        passages = [PassageInput(context, tuple(sentences)) for context, sentences in texts]
        made = [one for part in slices(passages) for one in encoder.encode_passages(part)]
    except ModelError as error:
        return f"{worker}: {error}"
    return packed(made)


def _difference(order: WorkOrder) -> str:
    if model_folder(order.model) is None:
        return f"has no model {order.model}; put it where it is here"
    return f"has another model that is called {order.model}; install the same as here"


@cache
def _encoder(model: str, batch_size: int, allow_download: bool) -> LazyEncoder:
    """The model, which stays in memory as long as the process."""
    return LazyEncoder(model, batch_size, allow_download=allow_download)


def as_texts(passages: Sequence[PassageInput]) -> Texts:
    """Passages as plain values."""
    return [(passage.context, passage.sentences) for passage in passages]


def packed(encodings: Sequence[PassageEncoding]) -> Made:
    """Encodings as three arrays, which travel without being copied one by one."""
    if not encodings:
        empty = np.empty((0, 0), dtype=np.float32)
        return empty, empty, np.empty(0, dtype=np.int64)
    counts = np.array([len(one.sentence_vectors) for one in encodings], dtype=np.int64)
    return (
        np.stack([one.vector for one in encodings]),
        np.concatenate([one.sentence_vectors for one in encodings]),
        counts,
    )


def unpacked(made: Made) -> tuple[PassageEncoding, ...]:
    """The encodings again."""
    vectors, sentences, counts = made
    parts = np.split(sentences, np.cumsum(counts)[:-1]) if len(counts) else []
    return tuple(PassageEncoding(vector, part) for vector, part in zip(vectors, parts, strict=True))
