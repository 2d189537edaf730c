"""Any cross-encoder of the sentence-transformers library as a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from qabot.errors import ModelError
from qabot.readers.pretrained import (
    UNREAD,
    check_vocabulary,
    loaded_by,
    loading,
    longest_input,
    whole,
)
from qabot.types import FloatArray, PassageInput, SentenceReading

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderReader:
    """A model that gives a question and a text one score (Nogueira & Cho 2019).

    It reads each sentence by itself, after the title, and chooses no span in it. The score is the
    logit of "relevant": log-odds as trained, though not against "no answer" as such.
    """

    def __init__(self, name: str, model: CrossEncoder) -> None:
        self.name = name
        self._model = model

    @classmethod
    def load(cls, name: str, *, allow_download: bool = False) -> Self:
        """Load a model from a folder or the hub's cache.

        Raises:
            ModelError: it is not here, is damaged, or gives more than one score.
        """
        with loading(name):
            # Seconds of imports, so only when such a reader is chosen.
            from sentence_transformers import CrossEncoder

            place = loaded_by(name, allow_download=allow_download)
            model = CrossEncoder(place, local_files_only=not allow_download)
            if model.model is None or model.num_labels not in (1, 2):
                raise ModelError(
                    f"reader {name} gives {model.num_labels} scores a sentence; "
                    "give a model that ranks, with 1 or 2"
                )
            check_vocabulary(name, model.model, model.tokenizer)
            model.max_seq_length = longest_input(model.model, model.tokenizer)
            reader = cls(name, model)
            reader._check_numbers()
        return reader

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> Iterator[tuple[SentenceReading, ...]]:
        """The score of each sentence of each window; one batch for those of a window."""
        for window in windows:
            texts = [PassageInput(window.context, (one,)).text for one in window.sentences]
            scores = self._scores(question, texts) if texts else []
            yield tuple(map(_reading, window.sentences, scores))

    def _scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Log-odds that each text is relevant."""
        from torch.nn import Identity

        logits: FloatArray = self._model.predict(
            [(question, text) for text in texts],
            batch_size=len(texts),
            activation_fn=Identity(),
            show_progress_bar=False,
        ).astype(np.float32)
        if logits.ndim == 2 and logits.shape[1] == 2:
            logits = logits[:, 1] - logits[:, 0]
        return [float(score) for score in logits.ravel()]

    def _check_numbers(self) -> None:
        if not np.isfinite(self._scores("who?", ["A sentence."])).all():
            raise ModelError(
                f"reader {self.name} has weights that are no numbers; fetch its files again"
            )


def _reading(sentence: str, score: float) -> SentenceReading:
    return SentenceReading(score if sentence.strip() else UNREAD, whole(sentence))
