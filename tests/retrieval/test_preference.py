"""Dates that a question prefers."""

from __future__ import annotations

import numpy as np
import pytest

from qabot.config import Settings
from qabot.retrieval.preference import DatePreference
from qabot.types import ArticleRef, ScoredPassage, Span, StoredPassage
from qabot.types.retrieval_values import published_within

SETTINGS = Settings.of(date_preference=0.05, newest_preference=0.1)


def passage(published: str | None, score: float) -> ScoredPassage:
    article = ArticleRef(published or "undated", "", None, published, None)
    vectors = np.ones((1, 1), dtype=np.float32)
    stored = StoredPassage(1, 1, article, (Span(0, 4),), "Text", vectors)
    return ScoredPassage(stored, score, score, score, score, score)


PASSAGES = [
    passage(None, 0.99),
    passage("2010", 0.98),
    passage("2020-05", 0.96),
    passage("2024-11-30", 0.5),
]


def order(preference: DatePreference) -> list[tuple[str, float]]:
    return [
        (scored.passage.article.path, round(scored.score, 6))
        for scored in preference.apply(PASSAGES, SETTINGS)
    ]


def test_no_preference_changes_nothing() -> None:
    assert not DatePreference()
    assert DatePreference().apply(PASSAGES, SETTINGS) == PASSAGES
    assert DatePreference().passages(10) == 10


def test_articles_of_the_period_come_a_little_higher() -> None:
    assert order(DatePreference(since="2020", until="2024")) == [
        ("2020-05", 1.01),
        ("undated", 0.99),
        ("2010", 0.98),
        ("2024-11-30", 0.55),
    ]


def test_the_newer_the_higher() -> None:
    assert order(DatePreference(newest=True)) == [
        ("2020-05", 1.01),
        ("undated", 0.99),
        ("2010", 0.98),
        ("2024-11-30", 0.6),
    ]


@pytest.mark.parametrize(
    ("published", "since", "until", "within"),
    [
        ("2024-06-15", "2024-06", "2024-06", True),
        ("2024-06", "2024-06-10", None, True),
        ("2024", None, "2023", False),
        ("2024-06-15", "2024-06-16", None, False),
        (None, "2024", None, False),
    ],
)
def test_reduced_dates_compare_by_what_both_have(
    published: str | None, since: str | None, until: str | None, within: bool
) -> None:
    assert published_within(published, since, until) is within
