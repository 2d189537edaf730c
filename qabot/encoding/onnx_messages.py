"""ONNX models as bytes, without their weights.

The format is protobuf's (onnx.proto3 of ONNX 1.15), of which a graph needs seven messages. The
``onnx`` package writes them too, but it is 31 MB and importing it takes .09 s: longer than reading.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_IR_VERSION = 9
_OPERATOR_SETS = {"": 18, "com.microsoft": 1}
_FLOAT32 = 1
_TYPES = {np.dtype(np.float32): _FLOAT32, np.dtype(np.int8): 3, np.dtype(np.int64): 7}
"""Types of a tensor's values."""
_FLOAT, _INTEGER = 1, 2
"""Types of an attribute."""
_EXTERNAL = 1
"""Where a tensor's values are: given when the model is loaded."""


def node(
    operator: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    attributes: Mapping[str, float | int] | None = None,
    *,
    domain: str = "",
) -> bytes:
    """One operator's call (``NodeProto``); an input that is left out has an empty name."""
    return (
        b"".join(_field(1, name) for name in inputs)
        + b"".join(_field(2, name) for name in outputs)
        + _field(4, operator)
        + b"".join(_field(5, _attribute(*each)) for each in (attributes or {}).items())
        + _field(7, domain)
    )


def model(
    nodes: Iterable[bytes],
    constants: Mapping[str, npt.NDArray[Any]],
    given: Mapping[str, Sequence[int | str]],
    wanted: Mapping[str, Sequence[int | str]],
) -> bytes:
    """A graph as a model (``ModelProto``).

    Args:
        nodes: in the order in which they can be computed.
        constants: by name; float32, int8 or int64; only their shapes become part of the model.
        given: shapes of the inputs, float32; a name stands for a length that may be any.
        wanted: shapes of the outputs, likewise.
    """
    graph = (
        b"".join(_field(1, each) for each in nodes)
        + _field(2, "graph")
        + b"".join(_field(5, _external(*each)) for each in constants.items())
        + b"".join(_field(11, _described(*each)) for each in given.items())
        + b"".join(_field(12, _described(*each)) for each in wanted.items())
    )
    sets = (_field(1, domain) + _field(2, version) for domain, version in _OPERATOR_SETS.items())
    return _field(1, _IR_VERSION) + _field(7, graph) + b"".join(_field(8, each) for each in sets)


def _attribute(name: str, value: float | int) -> bytes:
    if isinstance(value, int):
        return _field(1, name) + _field(3, value) + _field(20, _INTEGER)
    fixed = _varint(2 << 3 | 5) + struct.pack("<f", value)
    return _field(1, name) + fixed + _field(20, _FLOAT)


def _external(name: str, values: npt.NDArray[Any]) -> bytes:
    place = _field(1, "location") + _field(2, name)
    return (
        b"".join(_field(1, length) for length in values.shape)
        + _field(2, _TYPES[values.dtype])
        + _field(8, name)
        + _field(13, place)
        + _field(14, _EXTERNAL)
    )


def _described(name: str, shape: Sequence[int | str]) -> bytes:
    lengths = (_field(1 if isinstance(length, int) else 2, length) for length in shape)
    dimensions = b"".join(_field(1, length) for length in lengths)
    tensor = _field(1, _FLOAT32) + _field(2, dimensions)
    return _field(1, name) + _field(2, _field(1, tensor))


def _field(number: int, value: int | str | bytes) -> bytes:
    """A field of a message: a whole number, or bytes with their length before them."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    encoded = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(encoded)) + encoded


def _varint(value: int) -> bytes:
    """Seven bits a byte, lowest first; negative numbers as 64 bits in two's complement."""
    value &= (1 << 64) - 1
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
