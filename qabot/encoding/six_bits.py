"""Small whole numbers on disk, four of them in three bytes.

Numbers and bytes lie in planes, the first quarter of the numbers beside the other three, so that
unpacking goes through memory in a line: several times as fast.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.types import FloatArray

BITS = 6
_HALF = 2 ** (BITS - 1)
_FOUR, _THREE = 4, 3


def pack(values: npt.NDArray[np.int8]) -> npt.NDArray[np.uint8]:
    """Numbers from -32 to 31, as bytes in a row; there have to be a multiple of four."""
    a, b, c, d = (values.reshape(_FOUR, -1) + _HALF).astype(np.uint8)
    return np.concatenate([a | b << 6, b >> 2 | c << 4, c >> 4 | d << 2])


def unpack(packed: npt.NDArray[np.uint8], shape: tuple[int, ...]) -> npt.NDArray[np.int8]:
    """The inverse of :func:`pack`.

    Raises:
        ValueError: there are more or fewer than the shape has.
    """
    a, b, c = packed.reshape(_THREE, -1)
    values = np.empty((_FOUR, len(packed) // _THREE), dtype=np.uint8)
    values[0] = a & 63
    values[1] = a >> 6 | (b & 15) << 2
    values[2] = b >> 4 | (c & 3) << 4
    values[3] = c >> 2
    values -= np.uint8(_HALF)  # as int8 that is negative where it has to be
    return values.view(np.int8).reshape(shape)


class SixBitRows:
    """A table of embeddings in six bits a value, read a row at a time.

    Args:
        values: int8, shape ``(rows, dim)``.
        scale: what one step of a row stands for, shape ``(rows,)``.
        rows: for each token id its row; several ids may share one.
    """

    def __init__(
        self, values: npt.NDArray[np.int8], scale: FloatArray, rows: npt.NDArray[Any]
    ) -> None:
        self._values = values
        self._scale = scale
        self._rows = rows

    def __getitem__(self, ids: Any, /) -> FloatArray:
        """Embeddings of some token ids, float32, shape ``(len(ids), dim)``."""
        rows = self._rows[ids]
        found: FloatArray = self._values[rows] * self._scale[rows][..., None]
        return found
