"""Any extractive question-answering model of the transformers library as a reader."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from qabot.errors import ModelError
from qabot.per_process import PerProcess
from qabot.readers.pretrained import (
    check_vocabulary,
    loaded_by,
    loading,
    longest_input,
    unread,
    whole,
)
from qabot.types import FloatArray, PassageInput, SentenceReading, Span

if TYPE_CHECKING:
    from tokenizers import Encoding
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

SPAN_TOKENS = 30
"""Longest answer, in tokens (Devlin et al. 2019, run_squad)."""


class QuestionAnsweringReader:
    """A model with a start and an end score for each token, as SQuAD 2.0's are trained.

    A span's score is start plus end, less the same of the first token, "no answer here" (Devlin
    et al. 2019, section 4.3). Spans lie inside one sentence; the title is read but never chosen.
    Safe to use from several threads.
    """

    def __init__(
        self, name: str, model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase
    ) -> None:
        self.name = name
        self._model = model.train(False)
        self._tokenizer = tokenizer
        self._longest = longest_input(model, tokenizer)
        self._accepted = set(inspect.signature(model.forward).parameters)
        self._lock = PerProcess(threading.Lock)  # truncation and padding are state of the tokenizer

    @classmethod
    def load(cls, name: str, *, allow_download: bool = False) -> Self:
        """Load a model from a folder or the hub's cache.

        Raises:
            ModelError: it is not here, is damaged, or was not trained to answer questions.
        """
        with loading(name):
            # Seconds of imports, so only when such a reader is chosen.
            from transformers import AutoModelForQuestionAnswering, AutoTokenizer

            local, place = not allow_download, loaded_by(name, allow_download=allow_download)
            tokenizer = AutoTokenizer.from_pretrained(place, local_files_only=local)
            model, loaded = AutoModelForQuestionAnswering.from_pretrained(
                place, local_files_only=local, output_loading_info=True
            )
            if loaded["missing_keys"]:
                raise ModelError(
                    f"reader {name} lacks weights ({sorted(loaded['missing_keys'])[0]} among "
                    "them); give a model trained for question answering"
                )
            check_vocabulary(name, model, tokenizer)
            reader = cls(name, model, tokenizer)
            reader._check_numbers()
        return reader

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> Iterator[tuple[SentenceReading, ...]]:
        """The best span of each sentence of each window, one after the other."""
        for window in windows:
            (encoding,), (start,), (end,) = self._logits(question, [window.text])
            null = self._null(encoding.ids)
            yield _read_window(window, encoding, start - start[null], end - end[null])

    def _logits(
        self, question: str, texts: Sequence[str]
    ) -> tuple[list[Encoding], FloatArray, FloatArray]:
        """Tokens of each pair, and their start and end scores, shape ``(texts, tokens)``."""
        import torch

        with self._lock.here:
            batch = self._tokenizer(
                [self._shortened(question)] * len(texts),
                list(texts),
                truncation="only_second",
                max_length=self._longest,
                padding=True,
                return_tensors="pt",
            )
        encodings = batch.encodings or []
        inputs = {name: batch[name] for name in batch if name in self._accepted}
        with torch.inference_mode():
            output: Any = self._model(**inputs)
        return encodings, output.start_logits.float().numpy(), output.end_logits.float().numpy()

    def _shortened(self, question: str) -> str:
        """The question, or as much of it as leaves half of the input to the window."""
        encoding = self._tokenizer(
            question,
            add_special_tokens=False,
            truncation=False,
            return_offsets_mapping=True,
            verbose=False,
        )
        offsets = encoding["offset_mapping"]
        longest = self._longest // 2
        return question if len(offsets) <= longest else question[: offsets[longest - 1][1]]

    def _null(self, ids: Sequence[int]) -> int:
        """Which token stands for "no answer here": the classification token, mostly the first."""
        token = self._tokenizer.cls_token_id
        return ids.index(token) if token in ids else 0

    def _check_numbers(self) -> None:
        _, starts, ends = self._logits("who?", ["A sentence."])
        if not (np.isfinite(starts).all() and np.isfinite(ends).all()):
            raise ModelError(
                f"reader {self.name} has weights that are no numbers; fetch its files again"
            )


def _read_window(
    window: PassageInput, encoding: Encoding, start: FloatArray, end: FloatArray
) -> tuple[SentenceReading, ...]:
    """The best span of each sentence, from scores relative to those of "no answer here"."""
    text = window.text
    tokens = _tokens_of(encoding, text)
    readings = []
    place = len(text) - len(" ".join(window.sentences))
    for sentence in window.sentences:
        inside = {
            number: span.shifted(-place)
            for number, span in tokens.items()
            if place <= span.start and span.end <= place + len(sentence)
        }
        readings.append(_best_span(inside, start, end) if inside else unread(sentence))
        place += len(sentence) + 1
    return tuple(readings)


def _tokens_of(encoding: Encoding, text: str) -> dict[int, Span]:
    """Place of each token of the window, white space trimmed, by the token's number."""
    tokens = {}
    for number, (sequence, (first, last)) in enumerate(
        zip(encoding.sequence_ids, encoding.offsets, strict=True)
    ):
        piece = whole(text[first:last])
        if sequence == 1 and len(piece):
            tokens[number] = piece.shifted(first)
    return tokens


def _best_span(tokens: Mapping[int, Span], start: FloatArray, end: FloatArray) -> SentenceReading:
    """The span of highest score from one of the tokens to another, in order."""
    numbers = list(tokens)
    totals = start[numbers][:, np.newaxis] + end[numbers]
    allowed = np.tri(len(numbers), k=SPAN_TOKENS - 1, dtype=bool) & ~np.tri(
        len(numbers), k=-1, dtype=bool
    )
    totals = np.where(allowed, totals, -np.inf)
    first, last = np.unravel_index(int(totals.argmax()), totals.shape)
    span = Span(tokens[numbers[first]].start, tokens[numbers[last]].end)
    marginal = np.logaddexp.reduce(start[numbers]) + np.logaddexp.reduce(end[numbers])
    return SentenceReading(float(totals[first, last]), span, float(marginal))
