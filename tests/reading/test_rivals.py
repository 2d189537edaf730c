"""What tells two answers to one question from answers about two things."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qabot.comparing.values import answer_value
from qabot.reading.rivals import rival_features
from qabot.types import SentenceReading, Span
from qabot.types.explanations import ScoredSentence
from tests.reading.sentences import passage, placed


def answering(
    text: str, answer: str, *, score: float = 9.0, log_odds: float = 8.0, vector: float = 0.0
) -> ScoredSentence:
    """A sentence read to an answer; its vector is at this angle."""
    stored = passage(text)
    unit = np.array([[np.cos(vector), np.sin(vector)]], dtype=np.float32)
    start = text.index(answer)
    found = SentenceReading(log_odds, Span(start, start + len(answer)))
    placed_there = placed(replace(stored, sentence_vectors=unit), 0, score=score)
    return replace(placed_there, reading=found)


def features(one: ScoredSentence, other: ScoredSentence) -> dict[str, float]:
    values = []
    for sentence in (one, other):
        assert sentence.reading
        values.append(answer_value(sentence.text, sentence.reading.span, "2024-06-20"))
    return rival_features((one, values[0]), (other, values[1]))


def test_each_feature_by_value() -> None:
    found = features(
        answering("At sea 34 people died on Monday.", "34"),
        answering("Later 41 people died there.", "41", score=8.2, log_odds=5.0, vector=np.pi / 3),
    )
    assert found == {
        "apart": pytest.approx(np.log(41 / 34)),
        "cosine": pytest.approx(0.5),
        "lead": pytest.approx(-0.8),
        "reader": 0.5,
        "beside": 2 / 8,  # people, died
    }


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("30 men", "33 men", np.log(1.1)),
        ("2 men", "40 men", 1.0),
        ("0 men", "2 men", 1.0),
        ("12 May 2024", "14 May 2024", 2 / 365),
        ("May 2024", "June 2024", 31 / 365),
        ("1969", "1971", 1.0),
        ("Hans Weber", "Maria Lopez", 1.0),
    ],
)
def test_how_far_values_lie_apart(one: str, other: str, apart: float) -> None:
    found = features(answering(f"{one}.", one), answering(f"{other}.", other))
    assert found["apart"] == pytest.approx(apart)
