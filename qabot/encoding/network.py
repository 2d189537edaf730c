"""The forward pass of BERT in numpy: what the encoder and the reader are made of.

Importing torch takes seconds, a question takes milliseconds, and for one architecture the pass is
short enough to be run here; tests hold it to the vectors of sentence-transformers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from qabot.types import FloatArray, IdArray

Weights = Mapping[str, FloatArray]
Activation = Callable[[FloatArray], FloatArray]


class BertNetwork:
    """BERT (Devlin et al. 2019) as a function from token ids to the last layer's embeddings.

    Args:
        weights: by the names that transformers' ``BertModel`` has for them.
        heads: attention heads of each layer.
        epsilon: of layer normalisation.
        activation: between the two linear maps of a layer.
    """

    def __init__(
        self, weights: Weights, heads: int, epsilon: float, activation: Activation
    ) -> None:
        self._weights = weights
        self._heads = heads
        self._epsilon = np.float32(epsilon)
        self._activation = activation
        self._layers = 1 + max(
            int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer.")
        )

    def __call__(self, ids: Sequence[int], kinds: Sequence[int] | None = None) -> FloatArray:
        """Token embeddings of the last layer, shape ``(tokens, dim)``.

        Args:
            ids: the sequence with its special tokens.
            kinds: token type of each, 0 throughout if left out.
        """
        return self.packed([ids], [kinds or [0] * len(ids)])[0]

    def packed(
        self, sequences: Sequence[Sequence[int]], kinds: Sequence[Sequence[int]]
    ) -> list[FloatArray]:
        """The same for several sequences at once, without padding.

        They lie end to end in one matrix and only attention keeps them apart; three of 85 tokens
        take three quarters of the time that they take one by one.
        """
        edges = np.cumsum([len(ids) for ids in sequences])[:-1]
        hidden = np.concatenate(
            [self._embedded(*pair) for pair in zip(sequences, kinds, strict=True)]
        )
        for number in range(self._layers):
            hidden = self._layer(hidden, edges, f"encoder.layer.{number}.")
        return np.split(hidden, edges)

    def _embedded(self, ids: Sequence[int], kinds: Sequence[int]) -> FloatArray:
        table = self._weights
        words = table["embeddings.word_embeddings.weight"][ids]
        places = table["embeddings.position_embeddings.weight"][: len(ids)]
        types = table["embeddings.token_type_embeddings.weight"][kinds]
        return self._layer_norm(words + places + types, "embeddings.LayerNorm.")

    def _layer(self, hidden: FloatArray, edges: IdArray, prefix: str) -> FloatArray:
        attended = self._linear(
            self._attention(hidden, edges, prefix + "attention.self."),
            prefix + "attention.output.dense.",
        )
        hidden = self._layer_norm(hidden + attended, prefix + "attention.output.LayerNorm.")
        inner = self._activation(self._linear(hidden, prefix + "intermediate.dense."))
        outer = self._linear(inner, prefix + "output.dense.")
        return self._layer_norm(hidden + outer, prefix + "output.LayerNorm.")

    def _attention(self, hidden: FloatArray, edges: IdArray, prefix: str) -> FloatArray:
        """Scaled dot-product attention (Vaswani et al. 2017, section 3.2), in each sequence."""
        parts = (
            np.split(self._linear(hidden, f"{prefix}{part}."), edges)
            for part in ("query", "key", "value")
        )
        return np.concatenate([self._attended(*each) for each in zip(*parts, strict=True)])

    def _attended(self, *parts: FloatArray) -> FloatArray:
        tokens, width = parts[0].shape
        query, key, value = (part.reshape(tokens, self._heads, -1).swapaxes(0, 1) for part in parts)
        scores = query @ key.swapaxes(1, 2) / np.float32(np.sqrt(width // self._heads))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights = scores / scores.sum(axis=-1, keepdims=True)
        mixed: FloatArray = (weights @ value).swapaxes(0, 1).reshape(tokens, width)
        return mixed

    def _linear(self, hidden: FloatArray, prefix: str) -> FloatArray:
        result: FloatArray = hidden @ self._weights[prefix + "weight"].T
        return result + self._weights[prefix + "bias"]

    def _layer_norm(self, hidden: FloatArray, prefix: str) -> FloatArray:
        centred = hidden - hidden.mean(axis=-1, keepdims=True)
        deviation = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + self._epsilon)
        scaled: FloatArray = centred / deviation * self._weights[prefix + "weight"]
        return scaled + self._weights[prefix + "bias"]


def gelu(x: FloatArray) -> FloatArray:
    """Gaussian error linear unit, exact form; erf by Abramowitz & Stegun 7.1.26 (error 1.5e-7)."""
    z = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1.0 / (1.0 + np.float32(0.3275911) * z)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    erf = np.copysign(1.0 - series * np.exp(-z * z), x)
    result: FloatArray = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return result


def gelu_tanh(x: FloatArray) -> FloatArray:
    """GELU by its tanh form (Hendrycks & Gimpel 2016, section 2), written with the logistic."""
    inner = x * x
    inner *= np.float32(-2.0 * 0.7978845608 * 0.044715)
    inner -= np.float32(2.0 * 0.7978845608)
    inner *= x
    with np.errstate(over="ignore"):  # of a large negative x, and x / inf is the 0 it should be
        np.exp(inner, out=inner)
    inner += np.float32(1.0)
    np.divide(x, inner, out=inner)
    return inner
