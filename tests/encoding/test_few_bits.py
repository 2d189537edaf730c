from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.encoding.few_bits import RoundedRows, numbers_in, pack, unpack


@pytest.mark.parametrize("bits", [5, 6])
@given(numbers=st.lists(st.integers(-16, 15), min_size=1, max_size=40))
def test_what_was_packed_is_unpacked(bits: int, numbers: list[int]) -> None:
    values = np.array(numbers * 8, dtype=np.int8).reshape(8, -1) * (2 if bits == 6 else 1)
    packed = pack(values, bits)
    assert len(packed) == bits * len(numbers)
    assert numbers_in(packed, bits) == values.size
    assert np.array_equal(unpack(packed, bits, values.shape), values)


def test_what_cannot_be_packed_or_is_of_another_shape() -> None:
    with pytest.raises(ValueError, match="9 numbers are no multiple of 8"):
        pack(np.zeros(9, dtype=np.int8), 6)
    with pytest.raises(ValueError, match="reshape"):
        unpack(pack(np.zeros(16, dtype=np.int8), 6), 6, (3, 3))


def test_a_row_is_its_steps_times_its_scale_and_ids_may_share_one() -> None:
    values = np.array([[1, -2], [31, 0]], dtype=np.int8)
    table = RoundedRows(values, np.array([0.5, 2.0], dtype=np.float32), np.array([1, 0, 0]))
    assert table[[0, 1, 2, 1]].tolist() == [[62.0, 0.0], [0.5, -1.0], [0.5, -1.0], [0.5, -1.0]]
