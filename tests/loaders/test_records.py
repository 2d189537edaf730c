from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.errors import LoadError
from qabot.loaders.records import TakenIds


def test_an_id_is_taken_once_among_many() -> None:
    names = TakenIds("on line")
    for number in range(1, 10_001):
        assert names.take(f"story-{number}", number) == f"story-{number}"
    for number in (1, 2, 5_000, 10_000):
        with pytest.raises(
            LoadError, match=rf"duplicate id 'story-{number}', first on line {number}$"
        ):
            names.take(f"story-{number}", 10_001)
    assert names.take("story-10001", 10_001) == "story-10001"


@given(st.lists(st.text(max_size=2), max_size=50))
def test_only_what_was_taken_before_is_a_duplicate(given_names: list[str]) -> None:
    names = TakenIds("in row")
    for number, name in enumerate(given_names, start=1):
        if name in given_names[: number - 1]:
            first = given_names.index(name) + 1
            with pytest.raises(LoadError, match=rf"first in row {first}$"):
                names.take(name, number)
        else:
            assert names.take(name, number) == name
