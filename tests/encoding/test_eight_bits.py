from __future__ import annotations

import numpy as np
import pytest

from qabot.encoding.eight_bits import EightBits
from qabot.encoding.graph_draft import GraphDraft
from qabot.encoding.graph_session import GraphSession
from qabot.types import FloatArray, IdArray

MATRIX = np.array([[1.27, -0.1, 5.0], [0.02, 0.015, -7.0]], dtype=np.float32)
"""From three dimensions to two."""
NONE = np.array([], dtype=np.int64)


def product(matrix: EightBits, given: FloatArray) -> FloatArray:
    draft = GraphDraft()
    draft.add("Identity", (matrix.multiplied(draft, "given", "matrix"),), "wanted")
    shape = (1, "tokens", len(matrix.values))
    session = GraphSession(draft.model({"given": shape}, "wanted"), draft.constants)
    found: FloatArray = session.run({"given": given[None]})[0]
    return found


def test_each_row_has_its_own_scale_and_what_is_apart_stays_exact() -> None:
    rounded = EightBits.of(MATRIX, np.array([2]))
    assert rounded.values.tolist() == [[127, 127], [-10, 95], [0, 0]]
    assert rounded.scale == pytest.approx([0.01, 0.02 / 127])
    assert rounded.exact.tolist() == [[5.0, -7.0]]


@pytest.mark.parametrize("apart", [NONE, np.array([2])])
def test_a_product_is_nearly_that_of_the_matrix(apart: IdArray) -> None:
    given = np.array([[1.0, 0.5, 2.0], [-1.0, 0.25, 0.0]], dtype=np.float32)
    found = product(EightBits.of(MATRIX, apart), given)
    assert found == pytest.approx(given @ MATRIX.T, abs=0.1)


def test_a_dimension_far_out_costs_the_others_nothing_once_it_is_apart() -> None:
    given = np.array([[0.011, 0.5, 300.0]], dtype=np.float32)
    wanted = given @ MATRIX.T
    together = product(EightBits.of(MATRIX, NONE), given)
    apart = product(EightBits.of(MATRIX, np.array([2])), given)
    assert np.abs(apart - wanted).max() < 0.01 < np.abs(together - wanted).max()


def test_fewer_bits_take_the_scale_with_the_least_error() -> None:
    row = np.array([[0.3] * 30 + [1.6]], dtype=np.float32)  # one value that the others pay for
    rounded = EightBits.of(row, NONE, bits=3)
    assert np.abs(rounded.values).max() == 3
    assert rounded.scale[0] < 1.6 / 3


def test_matrices_of_one_input_may_keep_other_dimensions_apart() -> None:
    given = np.array([[0.011, 0.5, 300.0]], dtype=np.float32)
    draft = GraphDraft()
    products = [
        EightBits.of(MATRIX, apart).multiplied(draft, "given", name)
        for name, apart in (("first", np.array([0])), ("second", np.array([2])))
    ]
    draft.add("Identity", (products[1],), "wanted")
    session = GraphSession(draft.model({"given": (1, "tokens", 3)}, "wanted"), draft.constants)
    assert session.run({"given": given[None]})[0] == pytest.approx(given @ MATRIX.T, abs=0.01)
