"""Which terms are searched for."""

from __future__ import annotations

import pytest

from qabot.retrieval.context import query_terms


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("when did the Sea Witch sail", "seawitch"),
        ("when did the sea-witch sail", "seawitch"),
        ("when did SeaWitch sail", "witch"),
    ],
)
def test_words_are_searched_for_as_one_and_apart(question: str, found: str) -> None:
    assert query_terms(question)[found] == 1.0


def test_small_words_and_numbers_make_no_word_with_their_neighbours() -> None:
    assert query_terms("is it 10 mills") == {"is": 1.0, "it": 1.0, "10": 1.0, "mill": 1.0}
