"""Which passages are encoded together: here and by a pool's workers the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_SLICE = 32
"""Passages in a call of the encoder: one forward pass, a second on a slow CPU. Between two of them
a sync tells how far it is, and may be stopped. What is padded together decides the last digits of
a vector, so that other slices make vectors that differ there."""


def slices(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items, in order, as many at a time as are encoded together."""
    for start in range(0, len(items), _SLICE):
        yield items[start : start + _SLICE]
