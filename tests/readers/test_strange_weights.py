"""A file of weights with the right checksum that is no reader, or no sound one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from qabot.config import BUNDLED_MODEL
from qabot.encoding.eight_bits import EightBits
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.errors import ModelError
from qabot.readers.choice import load_reader
from qabot.readers.weights import WHOLE, Packed, write_tensors
from qabot.readers.whole_weights import BITS, packed_whole
from qabot.types import PassageInput
from tests.tiny_model import random_weights

pytestmark = pytest.mark.model
INNER = "encoder.layer.0.intermediate.dense.weight"
WORDS, PLACES = (f"embeddings.{table}_embeddings.weight" for table in ("word", "position"))
QUERY = "encoder.layer.0.attention.self.query.weight"


def write_reader(
    path: Path, change: Callable[[Packed], object], heads: str = "2", epsilon: str = "1e-12"
) -> None:
    """Random weights for the bundled tokenizer, changed before they get their checksum."""
    folder = model_folder(BUNDLED_MODEL)
    assert folder is not None
    tokenizer = ModelTokenizer.from_folder(folder)
    assert tokenizer is not None
    whole = random_weights(tokenizer.size, layers=1)
    whole |= {"qa_outputs.weight": np.ones((2, 8), np.float32)}
    whole |= {"qa_outputs.bias": np.zeros(2, np.float32)}
    matrices = {INNER: EightBits.of(whole[INNER], np.array([0, 5]), BITS)}
    packed = packed_whole(whole, matrices, [100, 101, 102, 103, 2000, 3000, 4000, 5000], 100)
    change(packed)
    header = {"version": WHOLE, "base": model_fingerprint(folder)}
    write_tensors(path, packed, header | {"heads": heads, "epsilon": epsilon})


def test_a_sound_one_reads(tmp_path: Path) -> None:
    write_reader(tmp_path / "reader", lambda packed: None)
    reader = load_reader(str(tmp_path / "reader"))
    assert reader is not None
    ((found,),) = reader.read("who came?", [PassageInput("", ("The mayor came.",))])
    assert 0 <= found.span.start < found.span.end <= len("The mayor came.")


def put(name: str, tensor: object) -> Callable[[Packed], object]:
    """Exchange a tensor for another."""
    return lambda packed: packed.update({name: np.asarray(tensor)})


@pytest.mark.parametrize(
    "change",
    [
        put("qa_outputs.bias", np.array([np.nan, 0.0], np.float32)),
        put("qa_outputs.weight", np.ones((3, 8), np.float32)),
        put("qa_outputs.weight", np.float32(1.0)),
        put(PLACES, np.ones((30, 8), np.float32)),
        put(QUERY, np.ones((8, 5), np.float32)),
        put(QUERY, np.ones((8, 8), np.int16)),
        put(INNER + ".scale", np.zeros(0, np.float32)),
        put(INNER + ".apart", np.array([0, 800])),
        put(INNER + ".values", np.zeros(12, np.float32)),
        put(WORDS + ".rows", np.zeros(50, np.uint16)),
        put(WORDS + ".rows", np.zeros(0, np.uint16)),
        lambda packed: packed.pop("embeddings.LayerNorm.bias"),
        lambda packed: packed.clear(),
    ],
)
def test_what_it_cannot_read_with_is_told_at_once(
    tmp_path: Path, change: Callable[[Packed], object]
) -> None:
    write_reader(tmp_path / "reader", change)
    refused(tmp_path / "reader")


@pytest.mark.parametrize(("heads", "epsilon"), [("0", "1"), ("3", "1"), ("x", "1"), ("2", "x")])
def test_numbers_that_the_header_cannot_have(tmp_path: Path, heads: str, epsilon: str) -> None:
    write_reader(tmp_path / "reader", lambda packed: None, heads, epsilon)
    refused(tmp_path / "reader")


def refused(path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        load_reader(str(path))
    message = str(raised.value)
    assert message.startswith(f"the reader's weights {path} are incomplete (")
    assert message.endswith("install qabot again, or ask without it: --reader none")
    assert "\n" not in message
