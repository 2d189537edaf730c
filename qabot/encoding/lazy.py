"""A model by name, each part of it loaded when it is first needed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property

from qabot.encoding.bert import BertEncoder
from qabot.encoding.far_out import far_out_of
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.processor import embeds_fastest_in_eight_bits
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.encoding.transformer import SentenceTransformerEncoder
from qabot.per_process import PerProcess
from qabot.shared_values import SharedValues
from qabot.types import FloatArray, PassageEncoding, PassageInput

_FEW_PASSAGES = 48
"""What onnxruntime embeds in less time than importing torch and sentence-transformers takes."""


class LazyEncoder:
    """A named model that is loaded when it is first needed.

    What identifies it is known at once, and passages can be cut with its tokenizer before the
    network itself, with seconds of imports, is in memory. Safe to use from several threads.
    """

    @classmethod
    def shared(
        cls, name: str, batch_size: int = 32, *, allow_download: bool = False
    ) -> LazyEncoder:
        """The model that others in this process use by now, or a new one.

        Whoever may not download gets none that may, and files that changed are another model.
        """
        made = cls(name, batch_size, allow_download=allow_download)
        return _ENCODERS.get((name, made.fingerprint, batch_size, allow_download), lambda: made)

    def __init__(self, name: str, batch_size: int = 32, *, allow_download: bool = False) -> None:
        self.name = name
        self._batch_size = batch_size
        self._allow_download = allow_download
        self._lock = PerProcess(threading.Lock)
        self._encoded_lightly = 0
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

    @cached_property
    def _light(self) -> BertEncoder | None:
        folder = model_folder(self.name)
        return BertEncoder.from_folder(folder) if folder else None

    @cached_property
    def _quick(self) -> BertEncoder | None:
        """One in eight bits, where that is the fastest, and does for the model."""
        folder = model_folder(self.name)
        if folder is None or not embeds_fastest_in_eight_bits():
            return None
        places = far_out_of(self.fingerprint)
        return BertEncoder.from_folder(folder, places) if places else None

    def load(self) -> SentenceTransformerEncoder:
        """The model itself, loaded once.

        Raises:
            ModelError: there is no such model here.
        """
        with self._lock.here:
            if self._loaded is None:
                self._loaded = SentenceTransformerEncoder.load(
                    self.name, self._batch_size, allow_download=self._allow_download
                )
            return self._loaded

    def encode_question(self, question: str) -> FloatArray:
        """Unit vector of the question, shape ``(dim,)``.

        Models that onnxruntime can run need no torch for that, whose imports take seconds.
        """
        return (self._light or self.load()).encode_question(question)

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        """Unit vectors of each passage and of its sentences.

        In eight bits where the processor has them, without torch; cosines to float32 are .999.
        Elsewhere the first few are done without torch where the model allows it: a sync after one
        article was edited is over before torch would be imported.
        """
        if self._quick is not None:
            return self._quick.encode_passages(passages)
        few = self._encoded_lightly + len(passages) <= _FEW_PASSAGES
        if few and self._light is not None and self._loaded is None:
            self._encoded_lightly += len(passages)
            return self._light.encode_passages(passages)
        return self.load().encode_passages(passages)


_ENCODERS: SharedValues[LazyEncoder] = SharedValues()
