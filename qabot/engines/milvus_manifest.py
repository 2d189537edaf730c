"""What a generation in Milvus is made of, as one value that is written and read whole."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Self

import msgspec
import numpy as np

from qabot.engines.milvus_schema import in_list
from qabot.engines.term_counts import TermCounts
from qabot.types import IdArray

_PART = 60_000
"""Bytes of a part, so that a field of the catalog has room for it."""


@dataclass(slots=True)
class MilvusBatch:
    """Rows that were written by one draft.

    ``steps`` are the differences of the ids of their articles, ascending; ``removed`` are those
    articles whose rows are there still and are no part of the generation.
    """

    number: int
    passages: int = 0
    steps: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)

    @property
    def articles(self) -> IdArray:
        """Ids of the articles that it has for the generation, ascending."""
        every = np.fromiter(accumulate(self.steps), dtype=np.int64, count=len(self.steps))
        return np.setdiff1d(every, np.array(self.removed, dtype=np.int64), assume_unique=True)

    def hold(self, articles: Iterable[int]) -> None:
        """Note the articles of its rows."""
        self.steps = np.diff(np.unique(np.fromiter(articles, dtype=np.int64)), prepend=0).tolist()


@dataclass(slots=True)
class MilvusManifest:
    """The rows of a collection that are a generation, and how often terms occur in them.

    ``flat`` says whether the collection compares vectors one by one; without ``has_vectors`` its
    vectors mean nothing.
    """

    collection: str
    has_vectors: bool = True
    flat: bool = True
    batches: list[MilvusBatch] = field(default_factory=list)
    text: TermCounts = field(default_factory=TermCounts)
    title: TermCounts = field(default_factory=TermCounts)

    @property
    def articles(self) -> IdArray:
        """Ids of its articles, ascending."""
        held = [batch.articles for batch in self.batches]
        return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *held]))

    @property
    def expression(self) -> str:
        """What chooses its rows of the collection."""
        whole = [batch.number for batch in self.batches if not batch.removed]
        chosen = [in_list("batch", whole)] if whole or not self.batches else []
        chosen += [
            f"(batch == {batch.number} and not ({in_list('article', batch.removed)}))"
            for batch in self.batches
            if batch.removed
        ]
        return f"({' or '.join(chosen)})"

    def parts(self) -> list[str]:
        """It as texts that fields of the catalog have room for."""
        packed = base64.b64encode(zlib.compress(msgspec.msgpack.encode(self))).decode()
        return [packed[start : start + _PART] for start in range(0, len(packed), _PART)]

    @classmethod
    def joined(cls, parts: Sequence[str]) -> Self | None:
        """The one that was taken apart; None if it is damaged."""
        try:
            packed = zlib.decompress(base64.b64decode("".join(parts), validate=True))
            return msgspec.msgpack.decode(packed, type=cls)
        except (binascii.Error, zlib.error, msgspec.MsgspecError):
            return None
