"""Pages are a partition of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.errors import RequestError
from qabot.mcp_server.article_pages import PAGE_CHARACTERS, chosen_span, page_spans
from qabot.types import Span


@given(st.lists(st.tuples(st.sampled_from(["a", " ", "\n", "\U0001f680"]), st.integers(1, 9000))))
def test_pages_are_a_partition(runs: list[tuple[str, int]]) -> None:
    text = "".join(character * times for character, times in runs)
    pages = page_spans(text)
    assert "".join(page.of(text) for page in pages) == text
    assert all(0 < len(page) <= PAGE_CHARACTERS for page in pages) or pages == [Span(0, 0)]


def test_a_page_ends_with_a_line_or_a_word() -> None:
    word = "word " * PAGE_CHARACTERS
    assert page_spans(word)[0].of(word).endswith("word ")
    line = "some words\n" + "x" * (PAGE_CHARACTERS - 2000) + "\nmore words " * 500
    assert page_spans(line)[0].of(line)[-1] == "\n"


def test_a_span_without_an_end_is_as_long_as_a_page() -> None:
    text = "x" * 50_000
    assert chosen_span(text, 10, None) == Span(10, 10 + PAGE_CHARACTERS)
    assert chosen_span(text, None, 5) == Span(0, 5)
    assert chosen_span(text, 49_990, 10**9) == Span(49_990, 50_000)
    with pytest.raises(RequestError, match=r"^there is nothing from 50,000 to 50,000; the article"):
        chosen_span(text, 50_000, None)
