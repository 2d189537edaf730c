"""Sentence-transformers models: device, precision, vectors of passages and their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from qabot.encoding.models import cached_folder, model_folder
from qabot.encoding.pooling import pooled_sentences
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.errors import ModelError
from qabot.text.normalise import normalise
from qabot.types import FloatArray, PassageEncoding, PassageInput
from qabot.types.unit_vectors import unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_MULTIPLE = 16
"""Tokens of which a batch's length is a multiple. With as many shapes as there are lengths, what
torch keeps of each and what it leaves between them grew without end: Reuters-21578 took 2.35 GB at
the peak and takes 1.2 now (``python tests/benchmarks/scale.py FOLDER``)."""


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
        if not name.isprintable():
            raise ModelError(f"no model is called {name!r}")
        folder = model_folder(name) or (None if allow_download else cached_folder(name))
        if folder is None and not allow_download:
            raise ModelError(
                f"model {name} is not on this machine; give its folder, or allow a download with "
                "--allow-download"
            )
        # Seconds of imports (python -X importtime), so only when a model is needed.
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(
                str(folder or name), device=_device(), local_files_only=not allow_download
            )
        except Exception as error:  # damaged files raise whatever the parser of each comes upon
            raise ModelError(
                f"model {name} cannot be loaded ({type(error).__name__}); give another model, or "
                "fetch its files again with --allow-download"
            ) from error
        if model.device.type == "cpu" and has_fast_bfloat16():
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
            processing_kwargs=self._padding,
        )
        return [
            self._encoding(passage, output)
            for passage, output in zip(passages, outputs, strict=True)
        ]

    @cached_property
    def _padding(self) -> dict[str, dict[str, int]]:
        """To what batches are padded, where that cannot exceed what the model can take."""
        fits = (self._model.max_seq_length or 0) % _MULTIPLE == 0
        return {"text": {"pad_to_multiple_of": _MULTIPLE}} if fits else {}

    def _encoding(self, passage: PassageInput, output: dict[str, Any]) -> PassageEncoding:
        vector = unit(output["sentence_embedding"].float().cpu().numpy())
        if "token_embeddings" in output:
            length = int(output["attention_mask"].sum())
            tokens = output["token_embeddings"][:length].float().cpu().numpy()
            counts = [len(self.tokenizer.offsets(part)) for part in passage.sentences]
            return PassageEncoding(vector, pooled_sentences(tokens, counts, vector))
        alone = self._model.encode_document(list(passage.sentences), show_progress_bar=False)
        return PassageEncoding(vector, unit(np.asarray(alone, dtype=np.float32)))


def _device() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def has_fast_bfloat16() -> bool:
    """Whether the CPU multiplies matrices of bfloat16 faster than of float32."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))
