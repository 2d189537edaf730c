from __future__ import annotations

import math

import pytest

from qabot.evaluation import metrics
from qabot.types import Span


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("The  Wall, of a\tBerlin!", "wall of berlin"),
        ("an apple's", "apples"),
        ("theatre", "theatre"),
        ("U.S.-led", "usled"),
        ("the", ""),
    ],
)
def test_answers_are_normalised_as_squad_does(text: str, normalised: str) -> None:
    assert metrics.normalise_answer(text) == normalised


def test_exact_match_takes_any_gold() -> None:
    assert metrics.exact_match("the Moon.", ["sun", "moon"]) == 1.0
    assert metrics.exact_match("moons", ["sun", "moon"]) == 0.0
    assert metrics.exact_match("", ["moon"]) == 0.0


def test_f1_is_the_best_of_the_golds() -> None:
    # Two shared tokens of three and two: 2 * 2 / (3 + 2).
    assert metrics.f1("near the red wall", ["sun", "red wall"]) == pytest.approx(0.8)
    assert metrics.f1("moon", []) == 0.0


def test_repeated_tokens_count_as_often_as_both_have_them() -> None:
    assert metrics.token_f1("moon moon moon", "moon moon") == pytest.approx(0.8)


def test_empty_answers_equal_only_each_other() -> None:
    assert metrics.token_f1("the", "") == 1.0
    assert metrics.token_f1("", "moon") == 0.0


@pytest.mark.parametrize(
    ("mention", "name", "gold", "score"),
    [
        ("Mr Kim", "Kim Jong-un", "Mr Kim", 1.0),
        ("Kim", "Jong-un Kim", "President Kim", 1.0),  # F1 2/3
        ("he", "Donald Trump", "the candidate Mr. Trump", 1.0),  # last words
        ("he", "Donald Trump", "Clinton", 0.0),
        ("the former mayor", "the former mayor", "New York mayor of old", 0.0),  # F1 2/7
    ],
)
def test_a_speaker_is_right_by_mention_or_surname(
    mention: str, name: str, gold: str, score: float
) -> None:
    assert metrics.speaker_match(mention, name, [gold]) == score


def test_a_citation_is_right_if_it_overlaps_a_gold_span_in_the_same_article() -> None:
    golds = [("a", Span(10, 20))]
    touching, other = ("a", Span(0, 10)), ("b", Span(10, 20))
    inside = ("a", Span(19, 30))
    assert metrics.cited_at(1, [inside], golds) == 1.0
    assert metrics.cited_at(3, [touching, other], golds) == 0.0
    assert metrics.cited_at(1, [touching, inside], golds) == 0.0
    assert metrics.cited_at(2, [touching, inside], golds) == 1.0
    assert metrics.cited_at(3, [], golds) == 0.0


def test_article_at_1_looks_at_the_first_article_only() -> None:
    assert metrics.article_at_1(["a", "b"], {"a"}) == 1.0
    assert metrics.article_at_1(["b", "a"], {"a"}) == 0.0
    assert metrics.article_at_1([], {"a"}) == 0.0


def test_ranking_measures_by_hand() -> None:
    relevant = {"first": {"a": 1}, "second": {"b": 1, "c": 1}, "unranked": {"d": 1}}
    rankings = {"first": ["a", "x"], "second": ["x", "b", "y"]}
    found = metrics.ranking_measures(relevant, rankings)
    second = (1 / math.log2(3)) / (1 + 1 / math.log2(3))  # one hit at rank 2; ideal: two on top
    assert found["nDCG@10"] == pytest.approx((1 + second + 0) / 3)
    assert found["MRR"] == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert found["recall@10"] == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert found["recall@100"] == pytest.approx((1 + 1 / 2 + 0) / 3)


def test_recall_is_cut_at_its_depth() -> None:
    ranking = [f"x{number}" for number in range(10)] + ["a"]
    found = metrics.ranking_measures({"q": {"a": 1}}, {"q": ranking})
    assert (found["recall@10"], found["recall@100"]) == (0.0, 1.0)
    assert found["MRR"] == pytest.approx(1 / 11)


def test_precision_and_recall() -> None:
    predicted, actual = [True, True, False, True], [True, False, True, True]
    assert metrics.precision_and_recall(predicted, actual) == (2 / 3, 2 / 3)
    assert metrics.precision_and_recall([False], [True]) == (None, 0.0)
    assert metrics.precision_and_recall([True], [False]) == (0.0, None)


def test_auroc_counts_pairs_and_half_the_ties() -> None:
    # Pairs: .9 above both, .5 above .2 and level with .5.
    assert metrics.auroc([0.9, 0.5], [0.5, 0.2]) == pytest.approx(3.5 / 4)
    assert metrics.auroc([0.1], [0.2]) == 0.0
    assert metrics.auroc([0.3, 0.3], [0.3]) == 0.5


def test_auroc_needs_both_kinds() -> None:
    with pytest.raises(ValueError, match="positive and negative"):
        metrics.auroc([], [0.5])


def test_risk_at_each_coverage() -> None:
    points = metrics.risk_coverage([0.9, 0.2, 0.5, 0.5], [True, False, True, False])
    assert points == [(0.25, 0.0), (0.75, 1 / 3), (1.0, 0.5)]
    assert metrics.risk_coverage([], []) == []


def test_reliability_is_by_tenths_of_confidence() -> None:
    found = metrics.reliability(
        [0.1, 0.15, 0.19, 1.0, 0.9, 0.5], [True, False, False, True, True, False]
    )
    assert found == [
        (pytest.approx(0.44 / 3), pytest.approx(1 / 3), 3),
        (0.5, 0.0, 1),
        (pytest.approx(0.95), 1.0, 2),
    ]
    assert metrics.reliability([], []) == []
    with pytest.raises(ValueError, match="one confidence for each case"):
        metrics.reliability([0.5], [])


def test_calibration_error_is_weighted_by_bin() -> None:
    # [.9, 1]: mean .95, accuracy .5; [.1, .2): mean .1, accuracy 0. (2 * .45 + 1 * .1) / 3.
    error = metrics.expected_calibration_error([0.9, 1.0, 0.1], [True, False, False])
    assert error == pytest.approx(1 / 3)
    assert metrics.expected_calibration_error([1.0, 0.0], [True, False]) == 0.0


def test_measures_of_nothing_are_refused() -> None:
    for measure in (metrics.mean, lambda values: metrics.percentile(values, 50)):
        with pytest.raises(ValueError, match="no value"):
            measure([])
    with pytest.raises(ValueError, match="at least one"):
        metrics.expected_calibration_error([], [])
    with pytest.raises(ValueError, match="each case"):
        metrics.expected_calibration_error([0.5], [])


def test_percentiles_are_interpolated() -> None:
    assert metrics.percentile([4.0, 1.0, 2.0, 3.0], 50) == 2.5
    assert metrics.percentile([0.0, 10.0], 95) == pytest.approx(9.5)
    assert metrics.mean([1.0, 2.0]) == 1.5
