"""Dates, ages and sources in words."""

from __future__ import annotations

from datetime import date

import pytest

from qabot.types import ArticleRef, Filters
from qabot.ui.conversation.chat_style import source_words
from qabot.wording.ages import day_words, published_words
from qabot.wording.answer_lines import source_line
from qabot.wording.common_words import searched_words

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2026-11-20", "20 Nov 2026"),
        ("2026-09-26", "26 Sep 2026"),
        ("2026-09-25", "25 Sep 2026, 2 months ago"),
        ("2025-11-26", "26 Nov 2025, 11 months ago"),
        ("2025-11-25", "25 Nov 2025, a year ago"),
        ("1969-07-02", "2 Jul 1969, 57 years ago"),
        ("2024-06", "June 2024, 2 years ago"),
        ("1928", "1928, 98 years ago"),
        ("2027-01-01", "1 Jan 2027"),
        ("2024-13-45", "2024-13-45"),
        ("last spring", "last spring"),
    ],
)
def test_a_date_is_said_with_its_age_if_it_is_old(published: str, words: str) -> None:
    assert published_words(published, TODAY) == words


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (
            ArticleRef("a.md", "Moon", "Ann", "2026-11-20", "Times"),
            "Moon · Ann, Times · 20 Nov 2026",
        ),
        (ArticleRef("a.md", "Moon", "Ann", None, None), "Moon · Ann"),
        (ArticleRef("a.md", "", None, None, None), "a.md"),
        (ArticleRef("a.md", "Moon\n\x1b[2J", None, None, None), "Moon \\x1b[2J"),
    ],
)
def test_a_source_is_said_on_one_line(article: ArticleRef, words: str) -> None:
    assert source_words(source_line(article), TODAY) == words


def test_what_was_searched() -> None:
    assert searched_words(1, Filters()) == "1 article"
    assert searched_words(50_000, Filters()) == "50,000 articles"
    assert searched_words(None, Filters(author="Ann")) == "articles with “Ann” as author"


@pytest.mark.parametrize(
    ("published", "words"),
    [("1989-11-09", "9 Nov 1989"), ("1961-05", "May 1961"), ("1928", "1928"), ("soon", "soon")],
)
def test_days_without_their_age(published: str, words: str) -> None:
    assert day_words(published) == words
