"""BERT (Devlin et al. 2019) as a graph for onnxruntime, and what differs from it in a few places.

Its input is the sum of the embeddings, its output the embeddings of the last layer, both of shape
``(1, tokens, dim)``. It takes one sequence at a time: nothing is padded then, and what comes of one
does not depend on which others came with it. MPNet (Song et al. 2020) is BERT with a bias on its
attention that depends on how far apart two tokens are: a second input.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import numpy as np

from qabot.encoding.eight_bits import EightBits
from qabot.encoding.graph_draft import GraphDraft
from qabot.types import FloatArray

Weights = Mapping[str, FloatArray]
Activation = Literal["gelu", "gelu_tanh"]

INPUT, RELATIVE, OUTPUT = "embedded", "relative", "hidden"
_NONE: Mapping[str, EightBits] = MappingProxyType({})
_OPERATORS: dict[Activation, str] = {"gelu": "BiasGelu", "gelu_tanh": "FastGelu"}


class BertGraph:
    """Draws the graph, a layer after the other.

    Args:
        weights: by the names that transformers' ``BertModel`` has for them.
        heads: attention heads of each layer.
        epsilon: of layer normalisation.
        activation: between the two linear maps of a layer: GELU, exact or in its tanh form.
        matrices: those of ``weights`` that are in eight bits.
        relative: whether there is a bias on attention, of shape ``(1, heads, tokens, tokens)``.
    """

    def __init__(
        self,
        weights: Weights,
        heads: int,
        epsilon: float,
        activation: Activation,
        *,
        matrices: Mapping[str, EightBits] = _NONE,
        relative: bool = False,
    ) -> None:
        self._weights = weights
        self._matrices = matrices
        self._relative = relative
        self._heads = heads
        self._epsilon = float(epsilon)
        self._activation = activation
        self._draft = GraphDraft()

    def drawn(self) -> GraphDraft:
        """The whole graph."""
        numbers = [name.split(".")[2] for name in self._weights if name.startswith("encoder.layer")]
        hidden = self._normalised(INPUT, "embeddings.")
        for number in range(1 + max(map(int, numbers))):
            hidden = self._layer(hidden, f"encoder.layer.{number}.")
        self._draft.add("Identity", (hidden,), OUTPUT)
        return self._draft

    def _layer(self, hidden: str, prefix: str) -> str:
        attended = self._attended(hidden, prefix + "attention.self.")
        hidden = self._added(attended, hidden, prefix + "attention.output.")
        inner = prefix + "intermediate.dense."
        activated = self._draft.fuse(
            _OPERATORS[self._activation],
            (self._multiplied(hidden, inner), self._kept(inner + "bias")),
            prefix + "activated",
        )
        return self._added(activated, hidden, prefix + "output.")

    def _attended(self, hidden: str, prefix: str) -> str:
        """Scaled dot-product attention (Vaswani et al. 2017, section 3.2)."""
        parts = [f"{prefix}{part}." for part in ("query", "key", "value")]
        biases = np.concatenate([self._weights[part + "bias"] for part in parts])
        return self._draft.fuse(
            "MultiHeadAttention",
            (
                *(self._multiplied(hidden, part) for part in parts),
                self._draft.constant(prefix + "bias", biases),
                *(("", RELATIVE) if self._relative else ()),
            ),
            prefix + "attended",
            {"num_heads": self._heads},
        )

    def _added(self, inner: str, residual: str, prefix: str) -> str:
        """A linear map of ``inner`` and the residual, normalised.

        onnxruntime's one operator for it, SkipLayerNormalization, takes three times as long.
        """
        dense = prefix + "dense."
        product = self._multiplied(inner, dense)
        biased = self._draft.add("Add", (product, self._kept(dense + "bias")), prefix + "biased")
        return self._normalised(self._draft.add("Add", (biased, residual), prefix + "sum"), prefix)

    def _normalised(self, hidden: str, prefix: str) -> str:
        norm = prefix + "LayerNorm."
        return self._draft.add(
            "LayerNormalization",
            (hidden, self._kept(norm + "weight"), self._kept(norm + "bias")),
            prefix + "normalised",
            {"axis": -1, "epsilon": self._epsilon},
        )

    def _multiplied(self, hidden: str, prefix: str) -> str:
        """Product with a matrix, whose rows transformers has for columns."""
        if rounded := self._matrices.get(prefix + "weight"):
            return rounded.multiplied(self._draft, hidden, prefix + "weight")
        matrix = self._kept(prefix + "weight")
        return self._draft.fuse("FusedMatMul", (hidden, matrix), prefix + "product", {"transB": 1})

    def _kept(self, name: str) -> str:
        return self._draft.constant(name, self._weights[name])
