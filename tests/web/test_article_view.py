"""An article's text in paragraphs and parts."""

from __future__ import annotations

import pytest

from qabot.types import Article, Span
from qabot.web.pages.article_view import ArticleView, view_of
from qabot.wording.highlights import Mark, Marks

TEXT = "First line\nand another.\n\n  \nThe second, cited here.\r\n\r\nThe end.\n"


def shown(view: ArticleView) -> list[str]:
    return ["".join(piece.words for piece in paragraph) for paragraph in view.paragraphs]


def test_paragraphs_stand_between_empty_lines() -> None:
    assert shown(view_of(Article("a.txt", TEXT))) == [
        "First line\nand another.",
        "The second, cited here.",
        "The end.",
    ]


def test_what_is_marked_is_a_piece_of_its_own() -> None:
    start = TEXT.index("cited")
    view = view_of(Article("a.txt", TEXT), Marks(Span(start, start + 5), None, (Span(0, 5),)))
    marked = [(one.words, one.mark, one.first) for some in view.paragraphs for one in some]
    assert [one for one in marked if one[1] is not Mark.NONE] == [
        ("First", Mark.OTHER, False),
        ("cited", Mark.CITED, True),
    ]


def test_a_mark_over_paragraphs_begins_once() -> None:
    start = TEXT.index("another")
    view = view_of(Article("a.txt", TEXT), Marks(Span(start, TEXT.index("cited"))))
    assert [
        (one.words, one.first) for some in view.paragraphs for one in some if one.mark is Mark.CITED
    ] == [("another.", True), ("The second, ", False)]


@pytest.mark.parametrize(("title", "first"), [("Fog", "It is grey."), ("Mist", "Fog")])
def test_a_title_is_not_said_twice(title: str, first: str) -> None:
    assert shown(view_of(Article("a.txt", "Fog\n\nIt is grey.", title)))[0] == first


def test_a_cited_title_stays() -> None:
    view = view_of(Article("a.txt", "Fog\n\nIt is grey.", "Fog"), Marks(Span(0, 3)))
    assert shown(view) == ["Fog", "It is grey."]


def test_a_long_text_has_parts_that_end_with_lines() -> None:
    text = "".join(f"Line {n:05}.\n\n" for n in range(1000))
    views = [view_of(Article("a.txt", text), part=n, size=5000) for n in (1, 2, 3)]
    assert [(view.part, view.parts) for view in views] == [(1, 3), (2, 3), (3, 3)]
    lines = [line for view in views for line in shown(view)]
    assert lines == [f"Line {n:05}." for n in range(1000)]


def test_the_part_with_the_mark_comes_first() -> None:
    text = "".join(f"Line {n:05}.\n\n" for n in range(1000))
    start = text.index("Line 00900")
    view = view_of(Article("a.txt", text), Marks(Span(start, start + 4)), size=5000)
    assert view.part == 3
    assert view_of(Article("a.txt", text), part=99, size=5000).part == 3
    assert view_of(Article("a.txt", "x" * 12_000), size=5000).parts == 3
    assert shown(view_of(Article("a.txt", ""))) == []
