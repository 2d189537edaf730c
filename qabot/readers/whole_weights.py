"""A reader's weights as a whole, in six bits: of a reader that is larger than the bundled encoder.

Matrices have a scale for each output, and 16 bits for the few inputs that lie far out
(:mod:`qabot.encoding.eight_bits`). Of the word embeddings only those that English texts need are
kept; every other token is read as an unknown one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.encoding.bert_graph import Weights
from qabot.encoding.eight_bits import EightBits
from qabot.encoding.six_bits import BITS, SixBitRows, pack, unpack
from qabot.types import FloatArray, IdArray

Packed = dict[str, npt.NDArray[Any]]

_WORDS = "embeddings.word_embeddings.weight"
_VALUES, _SCALE, _APART, _EXACT, _ROWS = ".six", ".scale", ".apart", ".exact", ".rows"
_NOTHING_APART = np.array([], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class WholeWeights:
    """What a network is made of: weights in full, matrices in eight bits, a table of words."""

    weights: dict[str, FloatArray]
    matrices: dict[str, EightBits]
    words: SixBitRows


def packed_whole(
    weights: Weights, apart: Mapping[str, IdArray], kept: Sequence[int], unknown: int
) -> Packed:
    """The weights in six bits; vectors and small tables stay whole.

    Args:
        weights: by the names of BERT's.
        apart: for each matrix the inputs that are kept in 16 bits.
        kept: token ids that have an embedding of their own.
        unknown: the one of those whose embedding all other ids get.
    """
    packed: Packed = {}
    for name, weight in weights.items():
        if name == _WORDS:
            rows = np.full(len(weight), list(kept).index(unknown), dtype=np.int32)
            rows[kept] = np.arange(len(kept), dtype=np.int32)
            packed |= _named(name, EightBits.of(weight[kept], _NOTHING_APART, BITS), by_row=True)
            packed[name + _ROWS] = rows
        elif name in apart:
            packed |= _named(name, EightBits.of(weight, apart[name], BITS), by_row=False)
        else:
            packed[name] = weight
    return packed


def unpacked_whole(packed: Packed) -> WholeWeights:
    """The inverse of :func:`packed_whole`, but for rounding.

    Raises:
        KeyError, ValueError: a part is missing, or does not fit the others.
    """
    weights: dict[str, FloatArray] = {}
    matrices = {}
    for name, tensor in packed.items():
        if name.endswith(_APART):
            own = name.removesuffix(_APART)
            exact = packed[own + _EXACT].astype(np.float32)
            scale = packed[own + _SCALE]
            values = unpack(packed[own + _VALUES], _shape(packed[own + _VALUES], len(scale)))
            matrices[own] = EightBits(values, scale, tensor, exact)
        elif not name.endswith((_VALUES, _SCALE, _EXACT, _ROWS)):
            weights[name] = tensor
    scale = packed[_WORDS + _SCALE]
    width = _shape(packed[_WORDS + _VALUES], len(scale))[0]
    table = unpack(packed[_WORDS + _VALUES], (len(scale), width))
    return WholeWeights(weights, matrices, SixBitRows(table, scale, packed[_WORDS + _ROWS]))


def _named(name: str, rounded: EightBits, *, by_row: bool) -> Packed:
    values = rounded.values.T if by_row else rounded.values
    parts = {_VALUES: pack(np.ascontiguousarray(values)), _SCALE: rounded.scale}
    if not by_row:
        parts |= {_APART: rounded.apart, _EXACT: rounded.exact.astype(np.float16)}
    return {name + part: tensor for part, tensor in parts.items()}


def _shape(values: npt.NDArray[np.uint8], outputs: int) -> tuple[int, int]:
    numbers = len(values) * 8 // BITS
    return numbers // outputs, outputs
