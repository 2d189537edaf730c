"""The ways of running the encoder and the reader, compared on this machine; run by hand:

    OPENBLAS_NUM_THREADS=1 python tests/benchmarks/networks.py [--rounds N] [--texts DIR]

A question, six windows of about 100 tokens and passages of 120, by numpy, torch and onnxruntime in
turn, each on two threads (numpy's own are switched off, so that it has two windows at once), N
times. Prints milliseconds, and those of processor time: compare these where other programs run.
Then what importing costs.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from qabot.config import BUNDLED_MODEL
from qabot.encoding.bert_graph import Weights
from qabot.encoding.eight_bits import EightBits
from qabot.encoding.far_out import far_out_of
from qabot.encoding.model_weights import mapped_weights
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.network import BertNetwork
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.types import FloatArray

_THREADS = 2
_HEADS, _EPSILON = 12, 1e-12
_WINDOWS, _WINDOW_TOKENS = 6, (92, 98, 100, 104, 106, 110)
_PASSAGES, _PASSAGE_TOKENS = 16, 120
_QUESTION_TOKENS = 12
_IMPORTS = ("numpy", "onnxruntime", "torch", "transformers", "sentence_transformers")

Sequences = list[list[int]]


def numpy_pass(weights: Weights, ids: Sequence[int]) -> FloatArray:
    """BERT by numpy alone, as it was run before."""
    rows = weights["embeddings.word_embeddings.weight"][ids]
    rows = rows + weights["embeddings.position_embeddings.weight"][: len(ids)]
    rows = rows + weights["embeddings.token_type_embeddings.weight"][0]
    hidden = _norm(weights, rows, "embeddings.LayerNorm.")
    for number in range(6):
        prefix = f"encoder.layer.{number}."
        attention = prefix + "attention."
        query, key, value = (
            _linear(weights, hidden, f"{attention}self.{part}.")
            .reshape(len(ids), _HEADS, -1)
            .swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(1, 2) / np.float32(np.sqrt(query.shape[2]))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = scores / scores.sum(axis=-1, keepdims=True) @ value
        mixed = mixed.swapaxes(0, 1).reshape(len(ids), -1)
        added = hidden + _linear(weights, mixed, attention + "output.dense.")
        hidden = _norm(weights, added, attention + "output.LayerNorm.")
        inner = _gelu(_linear(weights, hidden, prefix + "intermediate.dense."))
        added = hidden + _linear(weights, inner, prefix + "output.dense.")
        hidden = _norm(weights, added, prefix + "output.LayerNorm.")
    return hidden


def _linear(weights: Weights, rows: FloatArray, prefix: str) -> FloatArray:
    product: FloatArray = rows @ weights[prefix + "weight"].T
    return product + weights[prefix + "bias"]


def _norm(weights: Weights, rows: FloatArray, prefix: str) -> FloatArray:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    deviation = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
    scaled: FloatArray = centred / deviation * weights[prefix + "weight"]
    return scaled + weights[prefix + "bias"]


def _gelu(rows: FloatArray) -> FloatArray:
    inner = rows * rows
    inner *= np.float32(-2.0 * 0.7978845608 * 0.044715)
    inner -= np.float32(2.0 * 0.7978845608)
    inner *= rows
    with np.errstate(
        over="ignore"
    ):  # of a large negative number, and x / inf is the 0 it should be
        np.exp(inner, out=inner)
    inner += np.float32(1.0)
    result: FloatArray = rows / inner
    return result


def torch_passes(folder: Path) -> dict[str, Callable[[Sequences], Any]]:
    """A padded batch through transformers' BERT, in both precisions."""
    import torch
    from transformers import BertModel
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    torch.set_num_threads(_THREADS)

    def run(model: Any, sequences: Sequences) -> Any:
        longest = -(-max(map(len, sequences)) // 16) * 16
        padded = torch.tensor([ids + [0] * (longest - len(ids)) for ids in sequences])
        with torch.inference_mode():
            return model(padded, attention_mask=(padded > 0).long()).last_hidden_state

    models: dict[str, Any] = {}
    for kind in (torch.float32, torch.bfloat16):
        model: Any = BertModel.from_pretrained(str(folder), add_pooling_layer=False)
        models[f"torch {str(kind).removeprefix('torch.')}"] = model.to(kind)
    return {name: partial(run, model) for name, model in models.items()}


def passes(folder: Path) -> dict[str, Callable[[Sequences], Any]]:
    """From sequences of tokens to their embeddings, by name."""
    weights = mapped_weights(folder)
    threads = ThreadPoolExecutor(_THREADS)
    alone: dict[str, Callable[[list[int]], FloatArray]] = {
        "numpy float32": partial(numpy_pass, weights),
        "onnxruntime float32": BertNetwork(weights, _HEADS, _EPSILON, "gelu_tanh"),
    }
    if places := far_out_of(model_fingerprint(folder)):
        rounded = {
            name: EightBits.of(weights[name], np.array(apart)) for name, apart in places.items()
        }
        alone["onnxruntime 8 bits"] = BertNetwork(
            weights, _HEADS, _EPSILON, "gelu_tanh", matrices=rounded
        )

    def run(one: Callable[[list[int]], FloatArray], sequences: Sequences) -> list[FloatArray]:
        return list(threads.map(one, sequences))

    return {name: partial(run, one) for name, one in alone.items()} | torch_passes(folder)


def cases(folder: Path, texts: Path) -> dict[str, Sequences]:
    """Sequences of tokens of real text."""
    tokenizer = ModelTokenizer.from_folder(folder)
    assert tokenizer is not None
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(texts.glob("*.md")))
    ids = tokenizer.encode(text[:200_000])[0]

    def cut(lengths: Sequence[int]) -> Sequences:
        first, last = tokenizer.special("[CLS]"), tokenizer.special("[SEP]")
        return [
            [first, *ids[150 * number :][: length - 2], last]
            for number, length in enumerate(lengths)
        ]

    return {
        "question": cut([_QUESTION_TOKENS]),
        f"{_WINDOWS} windows": cut(_WINDOW_TOKENS),
        f"{_PASSAGES} passages": cut([_PASSAGE_TOKENS] * _PASSAGES),
    }


def compare(folder: Path, texts: Path, rounds: int) -> None:
    """Print each way's times for each case, and the ratio of processor time to numpy's."""
    ways, given = passes(folder), cases(folder, texts)
    spent: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            for case, sequences in given.items():
                started, busy = time.perf_counter(), time.process_time()
                way(sequences)
                took = 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - busy)
                spent.setdefault((case, name), []).append(took)
    for (case, name), (_, *taken) in spent.items():  # the first warms up
        walls, busy_times = zip(*taken, strict=True)
        baseline = min(busy for _, busy in spent[case, "numpy float32"][1:])
        print(
            f"{case:12} {name:20} {statistics.median(walls):8.1f} ms, least {min(walls):7.1f}; "
            f"processor {statistics.median(busy_times):7.1f}, least {min(busy_times):7.1f}, "
            f"{min(busy_times) / baseline:.2f} of numpy's"
        )


def imports() -> None:
    """Print what importing each package costs by itself, in seconds of processor time."""
    code = "import time, {}; print(time.process_time())"
    for name in _IMPORTS:
        runs = (
            float(subprocess.check_output([sys.executable, "-c", code.format(name)]))
            for _ in range(3)
        )
        print(f"import {name}: {min(runs):.2f} s with the interpreter's start")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--texts", type=Path, default=Path("corpus"), help="folder of .md files")
    arguments = parser.parse_args()
    folder = model_folder(BUNDLED_MODEL)
    assert folder is not None
    compare(folder, arguments.texts, arguments.rounds)
    imports()


if __name__ == "__main__":
    main()
