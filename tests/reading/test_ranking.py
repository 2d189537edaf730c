from __future__ import annotations

import pytest

from qabot.questions.kinds import Kind
from qabot.reading.coefficients import Linear
from qabot.reading.ranking import rank, reader_feature, sentence_features
from tests.reading.sentences import sentence

FEATURES = sentence_features(sentence(), Kind.OTHER, read=True)


def model(**weights: float) -> Linear:
    return Linear(dict.fromkeys(FEATURES, 0.0) | weights)


def test_features_of_a_sentence() -> None:
    found = sentence(
        "Did it fall in 1989?”",
        passage_score=0.75,
        cosine=-0.25,
        coverage=0.5,
        context=0.875,
        reading=-3.0,
        marginal=2.0,
    )
    assert sentence_features(found, Kind.TIME, read=True) == {
        "passage": 0.75,
        "sentence": 0.0,  # a cosine below 0 says no more than one of 0
        "coverage": 0.5,
        "context": 0.875,
        "kind": 1.0,
        "question": 1.0,
        "reader": pytest.approx(-0.3),
        "marginal": pytest.approx(0.2),
        "unread": 0.0,
        "repeats": 0.0,
        "said": 0.0,
    }
    unread = sentence_features(sentence("It fell."), Kind.TIME, read=True)
    assert (unread["kind"], unread["question"]) == (0.0, 0.0)
    assert (unread["reader"], unread["unread"]) == (0.0, 1.0)
    assert "reader" not in sentence_features(found, Kind.TIME, read=False)
    assert "unread" not in sentence_features(found, Kind.TIME, read=False)


@pytest.mark.parametrize(
    ("reading", "feature"),
    [(None, 0.0), (0.0, 0.0), (10.0, 1.0), (25.0, 2.0), (-25.0, -2.0), (-30.0, -2.0)],
)
def test_log_odds_are_scaled_and_bounded(reading: float | None, feature: float) -> None:
    assert reader_feature(sentence(reading=reading)) == feature


def test_the_score_becomes_the_logit_and_orders() -> None:
    covered = sentence("Covered.", coverage=1.0, reading=-10.0)
    read = sentence("Read.", coverage=0.25, reading=10.0)
    found = rank([covered, read], Kind.OTHER, model(coverage=2.0, reader=1.0), read=True)
    assert [(one.text, one.score) for one in found] == [("Read.", 1.5), ("Covered.", 1.0)]
    found = rank([read, covered], Kind.OTHER, model(coverage=4.0, reader=1.0), read=True)
    assert [(one.text, one.score) for one in found] == [("Covered.", 3.0), ("Read.", 2.0)]


def test_equal_sentences_stay_in_order() -> None:
    tied = [sentence(f"Sentence {letter}.") for letter in "abc"]
    found = rank(tied, Kind.OTHER, model(), read=True)
    assert [one.text for one in found] == [one.text for one in tied]
    assert rank([], Kind.OTHER, model(), read=True) == []
