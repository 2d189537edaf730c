"""Questions, and passages if they are few, encoded by numpy alone.

Importing torch and sentence-transformers takes seconds, a question takes milliseconds. For the
architecture of the bundled model (BERT, mean pooling, unit length) the forward pass is short
enough to be run here; tests hold it to the vectors of sentence-transformers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from threadpoolctl import ThreadpoolController

from qabot.encoding.pooling import pooled_sentences
from qabot.text.normalise import normalise
from qabot.types import FloatArray, PassageEncoding, PassageInput
from qabot.vectors import unit

Weights = dict[str, FloatArray]

_MODULES = ("Transformer", "Pooling", "Normalize")


class BertEncoder:
    """A BERT encoder with mean pooling (Devlin et al. 2019; Reimers & Gurevych 2019)."""

    def __init__(self, weights: Weights, tokenizer: Any, heads: int, epsilon: float) -> None:
        self._weights = weights
        self._tokenizer = tokenizer
        self._heads = heads
        self._epsilon = epsilon
        self._threads = ThreadpoolController()
        self._layers = 1 + max(
            int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer.")
        )

    @classmethod
    def from_folder(cls, folder: Path) -> Self | None:
        """The model in a folder, or None if it is not of this architecture."""
        try:
            config = _json(folder, "config.json")
            if not _is_plain_bert(folder, config):
                return None
            from safetensors.numpy import load_file
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            longest = int(_json(folder, "sentence_bert_config.json")["max_seq_length"])
            weights = load_file(folder / "model.safetensors")
        except (OSError, KeyError, ValueError, TypeError):
            return None
        if any(
            tensor.dtype.kind == "f" and tensor.dtype != np.float32 for tensor in weights.values()
        ):
            return None
        tokenizer.no_padding()
        tokenizer.enable_truncation(longest)
        return cls(
            weights, tokenizer, config["num_attention_heads"], float(config["layer_norm_eps"])
        )

    def encode_question(self, question: str) -> FloatArray:
        """Unit vector of the question, shape ``(dim,)``; what exceeds the model is cut off."""
        hidden = self._hidden(normalise(question))
        return unit(hidden.mean(axis=0))

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        """Unit vectors of each passage and of its sentences, one passage after the other."""
        return [self._encode_passage(passage) for passage in passages]

    def _encode_passage(self, passage: PassageInput) -> PassageEncoding:
        hidden = self._hidden(passage.text)
        vector = unit(hidden.mean(axis=0))
        counts = [
            len(self._tokenizer.encode(part, add_special_tokens=False).ids)
            for part in passage.sentences
        ]
        return PassageEncoding(vector, pooled_sentences(hidden, counts, vector))

    def _hidden(self, text: str) -> FloatArray:
        """Token embeddings of the last layer, special tokens included, shape ``(tokens, dim)``."""
        ids = self._tokenizer.encode(text).ids
        # Products this small gain nothing from a second thread, and on a busy machine threads
        # that wait for each other make them thirty times slower (load 4 on 2 cores).
        with self._threads.limit(limits=1, user_api="blas"):
            hidden = self._embedded(ids)
            for number in range(self._layers):
                hidden = self._layer(hidden, f"encoder.layer.{number}.")
        return hidden

    def _embedded(self, ids: list[int]) -> FloatArray:
        table = self._weights
        words = table["embeddings.word_embeddings.weight"][ids]
        places = table["embeddings.position_embeddings.weight"][: len(ids)]
        kind = table["embeddings.token_type_embeddings.weight"][0]
        return self._layer_norm(words + places + kind, "embeddings.LayerNorm.")

    def _layer(self, hidden: FloatArray, prefix: str) -> FloatArray:
        attended = self._linear(
            self._attention(hidden, prefix + "attention.self."), prefix + "attention.output.dense."
        )
        hidden = self._layer_norm(hidden + attended, prefix + "attention.output.LayerNorm.")
        inner = _gelu(self._linear(hidden, prefix + "intermediate.dense."))
        outer = self._linear(inner, prefix + "output.dense.")
        return self._layer_norm(hidden + outer, prefix + "output.LayerNorm.")

    def _attention(self, hidden: FloatArray, prefix: str) -> FloatArray:
        """Scaled dot-product attention (Vaswani et al. 2017, section 3.2)."""
        tokens, width = hidden.shape
        query, key, value = (
            self._linear(hidden, f"{prefix}{part}.").reshape(tokens, self._heads, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
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
        deviation = np.sqrt(centred.var(axis=-1, keepdims=True) + np.float32(self._epsilon))
        scaled: FloatArray = centred / deviation * self._weights[prefix + "weight"]
        return scaled + self._weights[prefix + "bias"]


def _gelu(x: FloatArray) -> FloatArray:
    """Gaussian error linear unit, exact form; erf by Abramowitz & Stegun 7.1.26 (error 1.5e-7)."""
    z = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1.0 / (1.0 + np.float32(0.3275911) * z)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    erf = np.copysign(1.0 - series * np.exp(-z * z), x)
    result: FloatArray = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return result


def _is_plain_bert(folder: Path, config: dict[str, Any]) -> bool:
    modules = _json(folder, "modules.json")
    pooling = _json(folder, "1_Pooling/config.json")
    prompts = _json(folder, "config_sentence_transformers.json").get("prompts", {})
    modes = {name for name, value in pooling.items() if value is True and "pooling" in name}
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and tuple(module["type"].rsplit(".", 1)[-1] for module in modules) == _MODULES
        and modes == {"pooling_mode_mean_tokens"}
        and not any(prompts.values())
    )


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))
