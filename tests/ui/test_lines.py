"""Articles cut into lines of a screen."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qabot.types import Span
from qabot.ui.article.screen_lines import cut, shown
from qabot.wording.highlights import Mark, Marks, pieces


def printed(text: str, width: int) -> list[str]:
    return [line.of(text) for line in cut(text, width)]


def test_lines_break_at_spaces_and_at_line_breaks() -> None:
    text = "The rocket reached the moon.\n\nThe crew slept."
    assert printed(text, 12) == ["The rocket ", "reached the ", "moon.", "", "The crew ", "slept."]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert printed("see https://a.example/very/long", 10) == [
        "see ",
        "https://a.",
        "example/ve",
        "ry/long",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("日本語のテキスト", ["日本語の", "テキスト"]),
        ("один два три", ["один два ", "три"]),
        ("e\u0301te\u0301 en re\u0301el", ["e\u0301te\u0301 en ", "re\u0301el"]),
        ("a\x1b[31mred", ["a\x1b[31", "mred"]),
    ],
)
def test_lines_are_measured_in_cells_as_shown(text: str, lines: list[str]) -> None:
    assert printed(text, 8) == lines


@given(st.text(st.sampled_from("ab é日\u0301\t\n\x1b\u202e—”"), max_size=80), st.integers(2, 20))
def test_lines_are_a_partition_that_fits(text: str, width: int) -> None:
    lines = cut(text, width)
    gaps = [text[a.end : b.start] for a, b in pairwise(lines)]
    assert set(gaps) <= {"", "\n"}
    assert "".join(line.of(text) for line in lines) == text.replace("\n", "")
    for line in lines:
        words = line.of(text).rstrip(" \t")
        assert cell_len(shown(words)) <= width or len(words) == 1


def test_nothing_in_an_article_moves_the_cursor() -> None:
    assert shown("a\tb\x1b[2J\u202ec") == "a b\\x1b[2Jc"
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", shown("".join(map(chr, range(256)))))


def test_a_line_is_cut_where_its_marks_are() -> None:
    marked = Marks(Span(10, 30), Span(15, 20), (Span(0, 5), Span(28, 40)))
    assert list(pieces(Span(3, 35), marked)) == [
        (Span(3, 5), Mark.OTHER),
        (Span(5, 10), Mark.NONE),
        (Span(10, 15), Mark.CITED),
        (Span(15, 20), Mark.ANSWER),
        (Span(20, 28), Mark.CITED),
        (Span(28, 30), Mark.CITED),
        (Span(30, 35), Mark.OTHER),
    ]
    assert list(pieces(Span(50, 60), marked)) == [(Span(50, 60), Mark.NONE)]
    assert list(pieces(Span(7, 7), marked)) == []
