from __future__ import annotations

import numpy as np

from qabot.encoding.eight_bits import EightBits
from qabot.training.rounding import rounded
from qabot.training.seen_inputs import SeenInputs
from qabot.types import FloatArray


def given() -> FloatArray:
    """Inputs that go together in pairs, and one that lies far out."""
    random = np.random.default_rng(2)
    half = random.normal(0, 1, (400, 80))
    rows = np.concatenate([half, half + random.normal(0, 0.2, half.shape)], axis=1)
    rows[:, 7] *= 30.0
    return rows.astype(np.float32)


def seen(rows: FloatArray) -> SeenInputs:
    inputs = SeenInputs.none(rows.shape[1])
    for part in np.array_split(rows, 3):
        inputs.add(part)
    return inputs


def values(matrix: EightBits) -> FloatArray:
    found = matrix.values.T * matrix.scale[:, None]
    found[:, matrix.apart] = matrix.exact.T
    return found


def test_products_change_less_than_by_rounding_to_the_nearest() -> None:
    rows = given()
    matrix = np.random.default_rng(3).normal(0, 1, (24, 160)).astype(np.float32)
    found = rounded(matrix, seen(rows), bits=4, apart=1)
    nearest = EightBits.of(matrix, np.array([7]), bits=4)
    wanted = rows @ matrix.T
    errors = [np.square(rows @ values(each).T - wanted).mean() for each in (found, nearest)]
    assert errors[0] < errors[1] / 2
    assert np.abs(found.values).max() <= 7


def test_what_lies_farthest_out_is_not_rounded() -> None:
    rows = given()
    matrix = np.random.default_rng(3).normal(0, 1, (24, 160)).astype(np.float32)
    found = rounded(matrix, seen(rows), bits=4, apart=1)
    assert found.apart.tolist() == [7]
    assert np.array_equal(found.exact[0], matrix[:, 7])
    assert not found.values[7].any()


def test_what_was_seen_adds_up() -> None:
    inputs = SeenInputs.none(2)
    inputs.add(np.array([[1.0, -2.0]], dtype=np.float32))
    inputs.add(np.array([[-3.0, 0.5]], dtype=np.float32))
    assert inputs.widest.tolist() == [3.0, 2.0]
    assert inputs.products.tolist() == [[10.0, -3.5], [-3.5, 4.25]]
