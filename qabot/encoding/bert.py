"""Questions, and passages if they are few, encoded without torch.

For models of the bundled one's architecture: BERT, mean pooling, unit length.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

import numpy as np

from qabot.encoding.eight_bits import EightBits
from qabot.encoding.far_out import Places
from qabot.encoding.model_weights import mapped_weights
from qabot.encoding.network import BertNetwork
from qabot.encoding.pooling import pooled_sentences
from qabot.encoding.processor import usable_processors
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.per_process import PerProcess
from qabot.text.normalise import normalise
from qabot.types import FloatArray, PassageEncoding, PassageInput
from qabot.types.unit_vectors import unit

_MODULES = ("Transformer", "Pooling", "Normalize")


class BertEncoder:
    """A BERT encoder with mean pooling (Devlin et al. 2019; Reimers & Gurevych 2019)."""

    def __init__(self, network: BertNetwork, tokenizer: ModelTokenizer) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._pool = PerProcess(
            lambda: ThreadPoolExecutor(usable_processors(), thread_name_prefix="encoder")
        )

    @classmethod
    def from_folder(cls, folder: Path, far_out: Places | None = None) -> Self | None:
        """The model in a folder, or None if it is not of this architecture, or damaged.

        Args:
            far_out: if given, matrices are rounded to eight bits but for these inputs.
        """
        try:
            config = _json(folder, "config.json")
            if not _is_plain_bert(folder, config):
                return None
            tokenizer = ModelTokenizer.from_folder(folder)
            weights = mapped_weights(folder)
            heads, epsilon = config["num_attention_heads"], float(config["layer_norm_eps"])
            rounded = {
                name: EightBits.of(weights[name], np.array(places))
                for name, places in (far_out or {}).items()
            }
            whole = {name: weights[name] for name in weights if name not in rounded}
            network = BertNetwork(whole, heads, epsilon, "gelu", matrices=rounded)
        except Exception:  # of damaged files each library raises its own; torch is tried, and tells
            return None
        if tokenizer is None or any(
            tensor.dtype.kind == "f" and tensor.dtype != np.float32 for tensor in weights.values()
        ):
            return None
        return cls(network, tokenizer)

    def encode_question(self, question: str) -> FloatArray:
        """Unit vector of the question, shape ``(dim,)``; what exceeds the model is cut off."""
        hidden = self._hidden(normalise(question))
        return unit(hidden.mean(axis=0))

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        """Unit vectors of each passage and of its sentences; each passage is one thread's."""
        return list(self._pool.here.map(self._encode_passage, passages))

    def _encode_passage(self, passage: PassageInput) -> PassageEncoding:
        hidden = self._hidden(passage.text)
        vector = unit(hidden.mean(axis=0))
        counts = [len(self._tokenizer.encode(part)[0]) for part in passage.sentences]
        return PassageEncoding(vector, pooled_sentences(hidden, counts, vector))

    def _hidden(self, text: str) -> FloatArray:
        """Token embeddings of the last layer, special tokens included, shape ``(tokens, dim)``."""
        return self._network(self._tokenizer.whole_input(text))


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
