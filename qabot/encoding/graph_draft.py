"""A graph for onnxruntime while it is put together, and matrix products in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from qabot.encoding import onnx_messages
from qabot.types import FloatArray

Precision = Literal["float32", "int8"]
Array = npt.NDArray[Any]


class GraphDraft:
    """Nodes in the order of computation, and the constants that they use, by name."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._written: dict[str, Array] = {}
        self.constants: dict[str, Array] = {}
        """What onnxruntime has to be given with the model."""

    def constant(self, name: str, values: Array) -> str:
        """Keep weights under a name, which is returned."""
        self.constants[name] = np.ascontiguousarray(values)
        return name

    def write(self, name: str, value: npt.ArrayLike, dtype: npt.DTypeLike) -> str:
        """Make a number, or a few, part of the model under a name, which is returned."""
        self._written[name] = np.array(value, dtype=dtype)
        return name

    def add(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        attributes: Mapping[str, float | int] | None = None,
        *,
        domain: str = "",
    ) -> str:
        """Compute an operator; the name of its output is returned."""
        self._nodes.append(onnx_messages.node(operator, inputs, output, attributes, domain=domain))
        return output

    def fuse(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        attributes: Mapping[str, float | int] | None = None,
    ) -> str:
        """The same for an operator that onnxruntime has beyond the standard ones."""
        return self.add(operator, inputs, output, attributes, domain="com.microsoft")

    def model(self, given: str, wanted: str, width: int) -> bytes:
        """The graph as an ONNX model: from ``(1, tokens, width)`` to ``(1, tokens, any)``."""
        return onnx_messages.model(
            self._nodes,
            self.constants,
            self._written,
            {given: (1, "tokens", width)},
            {wanted: (1, "tokens", "values")},
        )


class FloatProducts:
    """Products with matrices in float32."""

    def __init__(self, draft: GraphDraft) -> None:
        self._draft = draft

    def add(self, inner: str, matrices: Mapping[str, FloatArray]) -> list[str]:
        """``inner @ matrix.T`` for each matrix by its name; names of the products."""
        return [
            self._draft.fuse(
                "FusedMatMul",
                (inner, self._draft.constant(name, matrix)),
                name + ".product",
                {"transB": 1},
            )
            for name, matrix in matrices.items()
        ]

    def add_activated(
        self, inner: str, name: str, matrix: FloatArray, bias: FloatArray
    ) -> tuple[str, FloatArray]:
        """The same for one matrix after an activation, and the bias to add."""
        return self.add(inner, {name: matrix})[0], bias


class ByteProducts:
    """Products of whole numbers of eight bits.

    Each row of a matrix has a scale of its own, and so has each token, found as it is computed:
    one scale for all tokens would leave a few of them, with values twenty times the usual ones,
    to cost the others their precision (of the reader's logits five times as much).
    """

    _LOWEST = -0.1701
    """What no activation falls below; the two forms of GELU have it at -0.16997 and -0.17004."""

    def __init__(self, draft: GraphDraft) -> None:
        self._draft = draft
        self._one = draft.write("one", 1, np.float32)
        self._lowest = draft.write("lowest", self._LOWEST, np.float32)
        self._last = draft.write("last_axis", [-1], np.int64)
        self._all_but_tokens = draft.write("all_but_tokens", [0, 2], np.int64)

    def add(self, inner: str, matrices: Mapping[str, FloatArray]) -> list[str]:
        """``inner @ matrix.T`` for each matrix by its name; names of the products."""
        size = self._draft.add("Abs", (inner,), inner + ".size")
        return [
            self._multiplied(quantised, name, *quantise(matrix))
            for quantised in [self._quantised(inner, size, zero=128)]
            for name, matrix in matrices.items()
        ]

    def add_activated(
        self, inner: str, name: str, matrix: FloatArray, bias: FloatArray
    ) -> tuple[str, FloatArray]:
        """The same for one matrix after an activation, and the bias to add.

        All 8 bits are for the side of zero where nearly all of GELU's values are: they are moved
        by the lowest one, and what that adds to each sum is taken from the bias.
        """
        moved = self._draft.add("Sub", (inner, self._lowest), inner + ".moved")
        whole, scale = quantise(matrix)
        product = self._multiplied(self._quantised(moved, moved, zero=0), name, whole, scale)
        sums: FloatArray = whole.sum(axis=1, dtype=np.int64) * scale
        return product, (bias + np.float32(self._LOWEST) * sums).astype(np.float32)

    def _quantised(self, inner: str, size: str, *, zero: int) -> tuple[str, str, str]:
        """``inner`` in eight bits, the scale of each token, and which number stands for 0."""
        draft, steps = self._draft, 255 - zero
        step = draft.write(f"step{zero}", 1 / steps, np.float32)
        middle = draft.write(f"zero{zero}", zero, np.uint8)
        largest = draft.add("ReduceMax", (size, self._last), inner + ".largest", {"keepdims": 1})
        scale = draft.add("Mul", (largest, step), inner + ".scale")
        scales = draft.add("Squeeze", (scale, self._all_but_tokens), inner + ".scales")
        shape = draft.add("Shape", (scales,), inner + ".shape")
        zeros = draft.add("Expand", (middle, shape), inner + ".zeros")
        whole = draft.add("QuantizeLinear", (inner, scales, zeros), inner + ".whole", {"axis": 1})
        return whole, scale, middle

    def _multiplied(
        self, quantised: tuple[str, str, str], name: str, matrix: Array, scales: FloatArray
    ) -> str:
        whole, scale, zero = quantised
        draft = self._draft
        product = draft.fuse(
            "MatMulIntegerToFloat",
            (
                whole,
                draft.constant(name, matrix.T),
                self._one,
                draft.constant(name + ".scales", scales),
                zero,
            ),
            name + ".whole",
        )
        return draft.add("Mul", (product, scale), name + ".product")


def quantise(matrix: FloatArray) -> tuple[npt.NDArray[np.int8], FloatArray]:
    """A matrix as whole numbers from -127 to 127, and the scale of each row."""
    largest = np.maximum(matrix.max(axis=1), -matrix.min(axis=1))
    scales = np.maximum(largest, np.float32(1e-12)) / np.float32(127)
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales
