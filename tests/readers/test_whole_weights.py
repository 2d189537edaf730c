from __future__ import annotations

import numpy as np
import pytest

from qabot.encoding.eight_bits import EightBits
from qabot.readers.whole_weights import BITS, packed_whole, unpacked_whole
from qabot.types import FloatArray
from tests.tiny_model import random_weights

WORDS = "embeddings.word_embeddings.weight"
INNER = "encoder.layer.0.intermediate.dense.weight"
KEPT, UNKNOWN = [1, 3, 4, 6], 3
APART = np.array([0, 5])


def weights() -> dict[str, FloatArray]:
    return random_weights(8, layers=1)


def rounded(given: dict[str, FloatArray]) -> dict[str, EightBits]:
    return {INNER: EightBits.of(given[INNER], APART, BITS)}


def test_matrices_and_words_are_rounded_and_the_rest_is_as_it_was() -> None:
    given = weights()
    found = unpacked_whole(packed_whole(given, rounded(given), KEPT, UNKNOWN))
    assert found.weights.keys() == given.keys() - {WORDS, INNER}
    for name, weight in found.weights.items():
        assert np.array_equal(weight, given[name])
    inner = found.matrices[INNER]
    restored = inner.values.T * inner.scale[:, None]
    restored[:, APART] = inner.exact.T
    assert restored == pytest.approx(given[INNER], abs=0.1)
    assert restored[:, APART] == pytest.approx(given[INNER][:, APART], abs=1e-3)
    assert found.words[KEPT] == pytest.approx(given[WORDS][KEPT], abs=0.15)


def test_words_without_an_embedding_are_read_as_the_unknown_one() -> None:
    found = unpacked_whole(packed_whole(weights(), rounded(weights()), KEPT, UNKNOWN))
    table = found.words
    for left_out in (0, 2, 5, 7):
        assert np.array_equal(table[[left_out]], table[[UNKNOWN]])
    assert not np.array_equal(table[[1]], table[[UNKNOWN]])


@pytest.mark.parametrize("part", [".values", ".scale", ".exact"])
def test_a_missing_part_is_named(part: str) -> None:
    packed = packed_whole(weights(), rounded(weights()), KEPT, UNKNOWN)
    del packed[INNER + part]
    with pytest.raises(KeyError, match=part):
        unpacked_whole(packed)


def test_a_word_has_one_of_the_rows() -> None:
    packed = packed_whole(weights(), rounded(weights()), KEPT, UNKNOWN)
    packed[WORDS + ".rows"][2] = len(KEPT)
    with pytest.raises(ValueError, match="a word is in row 4 of 4"):
        unpacked_whole(packed)
