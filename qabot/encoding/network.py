"""The forward pass of BERT by onnxruntime: what the encoder and the reader are made of.

Importing torch takes seconds, onnxruntime .03 s. The graph is drawn from the weights when they are
loaded, for any BERT; tests hold it to the embeddings of transformers. All in float32: what eight
bits cost is told in ``evaluation/MEASURED.md``.
"""

from __future__ import annotations

from collections.abc import Sequence

from qabot.encoding.bert_graph import INPUT, OUTPUT, Activation, BertGraph, Weights
from qabot.encoding.graph_session import GraphSession
from qabot.types import FloatArray

_TABLES = ("word", "position", "token_type")


class BertNetwork:
    """BERT (Devlin et al. 2019) as a function from token ids to the last layer's embeddings.

    Each call runs on the thread that makes it. Safe to use from several threads, and in a process
    that was forked. Arguments are those of :class:`BertGraph`.

    Raises:
        KeyError: a weight is missing.
    """

    def __init__(
        self,
        weights: Weights,
        heads: int,
        epsilon: float,
        activation: Activation,
    ) -> None:
        self._words, self._places, self._kinds = (
            weights[f"embeddings.{table}_embeddings.weight"] for table in _TABLES
        )
        draft = BertGraph(weights, heads, epsilon, activation).drawn()
        self._session = GraphSession(
            draft.model(INPUT, OUTPUT, self._words.shape[1]), draft.constants
        )

    def __call__(self, ids: Sequence[int], kinds: Sequence[int] | None = None) -> FloatArray:
        """Token embeddings of the last layer, shape ``(tokens, dim)``.

        Args:
            ids: the sequence with its special tokens.
            kinds: token type of each, 0 throughout if left out.
        """
        types = self._kinds[0] if kinds is None else self._kinds[kinds]
        embedded = self._words[ids] + self._places[: len(ids)] + types
        hidden: FloatArray = self._session.run(embedded[None])[0]
        return hidden
