"""The forward pass of BERT by onnxruntime: what the encoder and the reader are made of.

Importing torch takes seconds, onnxruntime .03 s. The graph is drawn from the weights when they are
loaded, for any BERT; tests hold it to the embeddings of transformers. What eight bits cost is told
in ``evaluation/MEASURED.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import numpy as np

from qabot.encoding.bert_graph import INPUT, OUTPUT, RELATIVE, Activation, BertGraph, Weights
from qabot.encoding.eight_bits import EightBits
from qabot.encoding.graph_session import GraphSession
from qabot.types import FloatArray, IdArray

_WORDS, _PLACES, _KINDS = (
    f"embeddings.{table}_embeddings.weight" for table in ("word", "position", "token_type")
)
_BIASES = "encoder.relative_attention_bias.weight"
_FARTHEST = 128
"""Tokens from which on MPNet counts two as equally far apart."""
_NO_MATRICES: Mapping[str, EightBits] = MappingProxyType({})


class Rows(Protocol):
    """A table of embeddings, shape ``(ids, dim)``, that gives those of some ids."""

    def __getitem__(self, ids: Sequence[int], /) -> FloatArray:
        """Embeddings of the ids, shape ``(len(ids), dim)``."""


class BertNetwork:
    """BERT (Devlin et al. 2019) as a function from token ids to the last layer's embeddings.

    MPNet's (Song et al. 2020), if the weights have a bias for relative positions: those have no
    token types. Each call runs on the thread that makes it. Safe to use from several threads, and
    in a process that was forked. Arguments are those of :class:`BertGraph`.

    Args:
        words: the word embeddings, if they are not among the weights.

    Raises:
        KeyError: a weight is missing.
    """

    def __init__(
        self,
        weights: Weights,
        heads: int,
        epsilon: float,
        activation: Activation,
        *,
        matrices: Mapping[str, EightBits] = _NO_MATRICES,
        words: Rows | None = None,
    ) -> None:
        self._words: Rows = weights[_WORDS] if words is None else words
        self._places = weights[_PLACES]
        self._biases = weights.get(_BIASES)
        self._kinds = weights[_KINDS] if self._biases is None else None
        relative = self._biases is not None
        graph = BertGraph(weights, heads, epsilon, activation, matrices=matrices, relative=relative)
        draft = graph.drawn()
        given: dict[str, Sequence[int | str]] = {INPUT: (1, "tokens", self._places.shape[1])}
        if relative:
            given[RELATIVE] = (1, heads, "tokens", "tokens")
        self._session = GraphSession(draft.model(given, OUTPUT), draft.constants)

    @property
    def longest(self) -> int:
        """Tokens that a sequence may have."""
        return len(self._places)

    def __call__(self, ids: Sequence[int], kinds: Sequence[int] | None = None) -> FloatArray:
        """Token embeddings of the last layer, shape ``(tokens, dim)``.

        Args:
            ids: the sequence with its special tokens.
            kinds: token type of each, 0 throughout if left out, and not used where there are none.
        """
        embedded = self._words[ids] + self._places[: len(ids)]
        if self._kinds is not None:
            embedded += self._kinds[0] if kinds is None else self._kinds[kinds]
        given = {INPUT: embedded[None]}
        if self._biases is not None:
            spread = self._biases[distance_classes(len(ids), len(self._biases))]
            given[RELATIVE] = np.ascontiguousarray(spread.transpose(2, 0, 1)[None])
        hidden: FloatArray = self._session.run(given)[0]
        return hidden


def distance_classes(tokens: int, classes: int) -> IdArray:
    """How far each token is from each other one, as a class, shape ``(tokens, tokens)``.

    Half of the classes are for tokens behind, half for those before; half of each for single
    distances, the others for ranges that grow with their logarithm (Raffel et al. 2020, section
    2.1, as MPNet has it).
    """
    places = np.arange(tokens)
    behind = places[None, :] - places[:, None]
    half = classes // 2
    single = half // 2
    far = np.abs(behind)
    scale = np.log(np.maximum(far, 1) / single) / np.log(_FARTHEST / single)
    ranged = np.minimum(single + (scale * (half - single)).astype(np.int64), half - 1)
    found: IdArray = np.where(behind > 0, half, 0) + np.where(far < single, far, ranged)
    return found
