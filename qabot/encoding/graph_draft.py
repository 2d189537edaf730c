"""A graph for onnxruntime while it is put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.encoding import onnx_messages

Array = npt.NDArray[Any]


class GraphDraft:
    """Nodes in the order of computation, and the constants that they use, by name."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self.constants: dict[str, Array] = {}
        """What onnxruntime has to be given with the model."""

    def constant(self, name: str, values: Array) -> str:
        """Keep weights under a name, which is returned."""
        self.constants[name] = np.ascontiguousarray(values)
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
        self._nodes.append(
            onnx_messages.node(operator, inputs, (output,), attributes, domain=domain)
        )
        return output

    def add_parts(self, operator: str, inputs: Sequence[str], outputs: Sequence[str]) -> None:
        """Compute an operator that has several outputs."""
        self._nodes.append(onnx_messages.node(operator, inputs, outputs))

    def fuse(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        attributes: Mapping[str, float | int] | None = None,
    ) -> str:
        """The same for an operator that onnxruntime has beyond the standard ones."""
        return self.add(operator, inputs, output, attributes, domain="com.microsoft")

    def model(self, given: Mapping[str, Sequence[int | str]], wanted: str) -> bytes:
        """The graph as an ONNX model, to one output of shape ``(1, tokens, any)``.

        Args:
            given: the shapes of its inputs; a name stands for a length that may be any.
        """
        shape = (1, "tokens", "values")
        return onnx_messages.model(self._nodes, self.constants, given, {wanted: shape})
