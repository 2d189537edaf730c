"""What a pool's worker does with a batch, and what it says where it cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import qabot
from qabot.config import BUNDLED_MODEL
from qabot.encoding import LazyEncoder
from qabot.encoding.pool_worker import WorkOrder, as_texts, encode_texts, packed, unpacked
from qabot.encoding.slices import slices
from qabot.types import PassageEncoding, PassageInput
from tests.doubles import WordEncoder

PASSAGES = [
    PassageInput("The moon", ("A rocket flew.", "The crew slept.")),
    PassageInput("", ("The wall was opened.",)),
]


@pytest.fixture(scope="module")
def encoder() -> LazyEncoder:
    return LazyEncoder(BUNDLED_MODEL)


@pytest.fixture
def order(encoder: LazyEncoder) -> WorkOrder:
    return WorkOrder(qabot.__version__, encoder.name, encoder.fingerprint, 32, False)


def same(made: PassageEncoding, expected: PassageEncoding) -> bool:
    return np.array_equal(made.vector, expected.vector) and np.array_equal(
        made.sentence_vectors, expected.sentence_vectors
    )


@pytest.mark.model
def test_the_vectors_are_those_made_here(encoder: LazyEncoder, order: WorkOrder) -> None:
    made = encode_texts(order, as_texts(PASSAGES))
    assert not isinstance(made, str)
    expected = encoder.encode_passages(PASSAGES)
    assert all(map(same, unpacked(made), expected))
    assert len(unpacked(made)) == 2


def test_what_is_packed_is_unpacked_the_same() -> None:
    made = WordEncoder().encode_passages(PASSAGES)
    again = unpacked(packed(made))
    assert all(map(same, again, made))
    assert [len(one.sentence_vectors) for one in again] == [2, 1]
    assert unpacked(packed([])) == ()


def test_a_worker_with_the_model_answers_an_empty_batch(order: WorkOrder) -> None:
    made = encode_texts(order, [])
    assert not isinstance(made, str)
    assert unpacked(made) == ()


def test_a_worker_with_another_model_of_that_name_says_so(order: WorkOrder) -> None:
    said = encode_texts(replace(order, fingerprint="0123456789abcdef"), [])
    assert isinstance(said, str)
    assert said.endswith(
        "has another model that is called all-MiniLM-L6-v2; install the same as here"
    )


def test_a_worker_without_the_model_says_so(order: WorkOrder, tmp_path: Path) -> None:
    model = str(tmp_path / "model")
    said = encode_texts(replace(order, model=model), [])
    assert isinstance(said, str)
    assert said.endswith(f"has no model {model}; put it where it is here")
    # A model by a name of its hub has that name as its fingerprint: loading it tells.
    unknown = replace(order, model="nobody/nothing", fingerprint="nobody/nothing")
    said = encode_texts(unknown, as_texts(PASSAGES))
    assert isinstance(said, str)
    assert "model nobody/nothing is not on this machine" in said


def test_slices_hold_all_in_order() -> None:
    assert [list(part) for part in slices(range(70))] == [
        list(range(32)),
        list(range(32, 64)),
        list(range(64, 70)),
    ]
