"""A reader's weights as a whole, in few bits: of a reader that is larger than the bundled encoder.

Matrices have six bits, a scale for each output, and 16 bits for the few inputs that lie far out
(:mod:`qabot.encoding.eight_bits`). Word embeddings have five, and only those are kept that English
texts need; every other token is read as an unknown one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.encoding.bert_graph import Weights
from qabot.encoding.eight_bits import EightBits
from qabot.encoding.few_bits import RoundedRows, numbers_in, pack, unpack
from qabot.types import FloatArray

Packed = dict[str, npt.NDArray[Any]]

_WORDS = "embeddings.word_embeddings.weight"
BITS, _WORD_BITS = 6, 5
_VALUES, _SCALE, _APART, _EXACT, _ROWS = ".values", ".scale", ".apart", ".exact", ".rows"
_NOTHING_APART = np.array([], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class WholeWeights:
    """What a network is made of: weights in full, matrices in eight bits, a table of words."""

    weights: dict[str, FloatArray]
    matrices: dict[str, EightBits]
    words: RoundedRows


def packed_whole(
    weights: Weights, matrices: Mapping[str, EightBits], kept: Sequence[int], unknown: int
) -> Packed:
    """The weights in few bits; vectors and small tables stay whole.

    Args:
        weights: by the names of BERT's.
        matrices: those of them that are rounded to six bits.
        kept: token ids that have an embedding of their own.
        unknown: the one of those whose embedding all other ids get.
    """
    packed: Packed = {}
    for name, weight in weights.items():
        if name == _WORDS:
            rows = np.full(len(weight), list(kept).index(unknown), dtype=np.uint16)
            rows[kept] = np.arange(len(kept), dtype=np.uint16)
            table = EightBits.of(weight[kept], _NOTHING_APART, _WORD_BITS)
            packed[name + _VALUES] = pack(np.ascontiguousarray(table.values.T), _WORD_BITS)
            packed[name + _SCALE] = table.scale
            packed[name + _ROWS] = rows
        elif matrix := matrices.get(name):
            packed[name + _VALUES] = pack(matrix.values, BITS)
            packed[name + _SCALE] = matrix.scale
            packed[name + _APART] = matrix.apart
            packed[name + _EXACT] = matrix.exact.astype(np.float16)
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
            values = packed[own + _VALUES]
            shape = (numbers_in(values, BITS) // len(scale), len(scale))
            matrices[own] = EightBits(unpack(values, BITS, shape), scale, tensor, exact)
        elif not name.endswith((_VALUES, _SCALE, _EXACT, _ROWS)):
            weights[name] = tensor
    values, scale = packed[_WORDS + _VALUES], packed[_WORDS + _SCALE]
    shape = (len(scale), numbers_in(values, _WORD_BITS) // len(scale))
    table, rows = unpack(values, _WORD_BITS, shape), packed[_WORDS + _ROWS]
    if len(table) <= rows.max():
        raise ValueError(f"a word is in row {rows.max()} of {len(table)}")
    return WholeWeights(weights, matrices, RoundedRows(table, scale, rows))
