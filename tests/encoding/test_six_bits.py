from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.encoding.six_bits import SixBitRows, pack, unpack


@given(st.lists(st.integers(-32, 31), min_size=1, max_size=40))
def test_what_was_packed_is_unpacked(numbers: list[int]) -> None:
    values = np.array(numbers * 4, dtype=np.int8).reshape(4, -1)
    packed = pack(values)
    assert len(packed) == 3 * len(numbers)
    assert np.array_equal(unpack(packed, values.shape), values)


def test_another_shape_than_was_packed() -> None:
    with pytest.raises(ValueError, match="reshape"):
        unpack(pack(np.zeros(8, dtype=np.int8)), (3, 3))


def test_a_row_is_its_steps_times_its_scale_and_ids_may_share_one() -> None:
    values = np.array([[1, -2], [31, 0]], dtype=np.int8)
    table = SixBitRows(values, np.array([0.5, 2.0], dtype=np.float32), np.array([1, 0, 0]))
    assert table[[0, 1, 2, 1]].tolist() == [[62.0, 0.0], [0.5, -1.0], [0.5, -1.0], [0.5, -1.0]]
