from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click import BadParameter
from click.testing import CliRunner

from qabot.evaluation.calibration import Limits, main, report_lines
from qabot.evaluation.datasets import Dataset, read_dataset
from qabot.evaluation.fitted_models import case_weights, fit_cases
from qabot.evaluation.fitting_cases import FittingCase, Group, collect
from qabot.evaluation.logistic import Cases, fit, predict
from qabot.evaluation.run import index_dataset
from qabot.questions.kinds import Kind
from qabot.reading.coefficients import COEFFICIENTS
from qabot.reading.ranking import rank
from qabot.reading.verdict import answer_features
from tests.coefficient_files import CONFIDENCE, CONFIDENCE_READ, RANKING, RANKING_READ
from tests.conftest import ARTICLES
from tests.doubles import PointingReader, WordEncoder
from tests.evaluation.conftest import Maker
from tests.reading.sentences import sentence


def cases(features: list[list[float]], labels: list[int]) -> Cases:
    return Cases(np.array(features), np.array(labels, dtype=float))


def test_without_a_telling_feature_the_fit_is_the_share_of_ones() -> None:
    flat = cases([[0.0]] * 400, [1, 0, 0, 0] * 100)
    bias, weight = fit(flat)
    assert bias == pytest.approx(np.log(1 / 3), abs=1e-3)
    assert weight == 0.0
    assert predict(fit(flat), flat)[0] == pytest.approx(0.25, abs=1e-4)


def test_the_fit_finds_the_log_odds_of_each_group() -> None:
    # One in four right where the feature is 0, three in four where it is 1.
    grouped = cases([[0.0]] * 400 + [[1.0]] * 400, [1, 0, 0, 0] * 100 + [1, 1, 1, 0] * 100)
    bias, weight = fit(grouped)
    assert bias == pytest.approx(-np.log(3), abs=1e-2)
    assert weight == pytest.approx(2 * np.log(3), abs=1e-2)


def test_cases_that_can_be_told_apart_wholly_have_a_finite_fit() -> None:
    apart = cases([[0.0], [1.0]] * 20, [0, 1] * 20)
    chances = predict(fit(apart), apart)
    assert np.isfinite(chances).all()
    assert chances[0] < 0.05 < 0.95 < chances[1]


@pytest.fixture
def dataset(make_dataset: Maker) -> Dataset:
    """A question with a gold span, one without an answer, one whose gold span is not known."""
    text = "Penicillin came from the mould."
    start = ARTICLES["old/mould.txt"].index(text)
    gold = {"article": "old/mould.txt", "start": start, "end": start + 10, "text": "Penicillin"}
    return read_dataset(
        make_dataset(
            {"id": "1", "question": text, "answerable": True, "answers": [gold]},
            {"id": "2", "question": "Who opened the wall?", "answerable": False},
            {"id": "3", "question": "mould", "answerable": True, "relevant": ["wall.txt"]},
        )
    )


def test_an_answerable_question_makes_a_second_case_without_its_article(
    dataset: Dataset, tmp_path: Path
) -> None:
    index = index_dataset(dataset, tmp_path / "index", encoder=WordEncoder())
    found = collect(index, dataset, dataset.questions, None)
    # The first question, the same without its article, the unanswerable one; not the third.
    assert [any(case.right) for case in found] == [True, False, False]
    assert [case.group for case in found] == [Group.ANSWERABLE, Group.HIDDEN, Group.UNANSWERABLE]
    assert [case.kind for case in found] == [Kind.OTHER, Kind.OTHER, Kind.PERSON]
    first, removed, _ = found
    right = [one.text for one, label in zip(first.sentences, first.right, strict=True) if label]
    assert right == ["Penicillin came from the mould."]
    assert first.sentences[0].text == right[0]
    assert first.sentences[0].cosine == pytest.approx(1.0, abs=0.01)  # stored in 8 bits
    assert "old/mould.txt" not in {one.stored.article.path for one in removed.sentences}
    assert {one.reading for case in found for one in case.sentences} == {None}


def test_cases_are_read_where_there_is_a_reader(dataset: Dataset, tmp_path: Path) -> None:
    index = index_dataset(dataset, tmp_path / "index", encoder=WordEncoder())
    reader = PointingReader("Penicillin")
    first, *others = collect(index, dataset, dataset.questions, reader)
    readings = [one.reading and one.reading.score for one in first.sentences]
    assert readings[0] == 10.0
    assert set(readings[1:]) == {-10.0}
    assert all(one.reading for case in others for one in case.sentences)


def made_cases(number: int = 30) -> list[FittingCase]:
    """Questions whose right sentence covers their terms and reads well, half of them without it.

    Each has one more sentence that retrieval had first, with a higher cosine.
    """
    made = []
    for place in range(number):
        wrong = sentence(
            f"Wrong {place}.", passage_cosine=0.5, cosine=0.6, coverage=0.25, reading=-5.0
        )
        right = sentence(
            f"Right {place}.", passage_cosine=0.5, cosine=0.4, coverage=0.75, reading=5.0, article=2
        )
        answered = place % 2 == 0
        found = [wrong, right] if answered else [wrong, sentence("Other.", cosine=0.4, article=3)]
        group = Group.ANSWERABLE if answered else Group.HIDDEN
        made.append(FittingCase(Kind.OTHER, found, [False, answered], group, f"{place}.txt"))
    return made


@pytest.mark.parametrize("read", [True, False])
def test_both_models_are_fitted_over_the_features_of_reading(read: bool) -> None:
    cases = made_cases()
    fitted = fit_cases([cases], read=read)
    assert tuple(fitted.ranking.weights) == (RANKING_READ if read else RANKING)
    assert tuple(fitted.confidence.weights) == (CONFIDENCE_READ if read else CONFIDENCE)
    assert fitted.ranking.weights["coverage"] > 0 > fitted.ranking.weights["sentence"]
    assert fitted.ranking.weights.get("reader", 1.0) > 0
    for case in cases:
        ranked = rank(case.sentences, case.kind, fitted.ranking, read=read)
        features = answer_features(ranked, case.sentences[0], case.kind, read=read)
        chance = fitted.confidence.probability(features)
        if any(case.right):
            assert ranked[0].text.startswith("Right")
            assert chance > 0.9
        else:
            assert chance < 0.1


def test_a_set_s_cases_count_half_with_an_answer_and_half_without() -> None:
    groups = [Group.ANSWERABLE] * 5 + [Group.HIDDEN] * 5 + [Group.UNANSWERABLE] * 10
    made = [FittingCase(Kind.OTHER, [], [], group) for group in groups]
    weights = case_weights(made)
    assert weights[:5] == pytest.approx(100.0)
    assert weights[5:10] == pytest.approx(50.0)
    assert weights[10:] == pytest.approx(25.0)
    assert case_weights(made[:10]) == pytest.approx(100.0)
    assert case_weights(made, 0.8)[:5] == pytest.approx(160.0)
    assert case_weights(made, 0.8)[10:] == pytest.approx(10.0)


def test_cases_of_more_weight_count_like_more_cases() -> None:
    twice = cases([[0.0], [1.0], [1.0], [0.0]] * 50, [1, 1, 0, 0] * 50)
    once = Cases(twice.features, twice.labels, np.array([3.0, 1.0, 1.0, 1.0] * 50))
    same = cases([[0.0]] * 3 + [[1.0], [1.0], [0.0]], [1, 1, 1, 1, 0, 0])
    repeated = Cases(np.tile(same.features, (50, 1)), np.tile(same.labels, 50))
    assert fit(once) == pytest.approx(fit(repeated))


def test_the_report_measures_each_set_by_the_others() -> None:
    lines = list(report_lines({"one": made_cases(), "two": made_cases(20)}, read=True))
    assert lines[0].split() == ["data", "set", "cases", "cited@1", "calibration", "error", "AUROC"]
    name, cases, cited, error, area = lines[1].split()
    assert (name, cases, cited, area) == ("one", "30", "1.000", "1.000")
    assert float(error) < 0.1
    assert lines[2].split()[:3] == ["two", "20", "1.000"]
    assert lines[3] == "(fitted on the others)"
    assert [line.split()[:3] for line in lines[4:6]] == [
        ["one", "15", "1.000"],  # without those whose article is hidden
        ["two", "10", "1.000"],
    ]
    assert lines[6:] == ["(fitted on the other articles of all of them, in 5 folds)"]


def test_the_report_of_one_set_says_that_it_is_fitted_on_it() -> None:
    lines = list(report_lines({"one": made_cases()}, read=False))
    assert lines[-1] == "(fitted on the same: name more data sets)"


def test_a_ranking_that_only_fits_elsewhere_is_seen_in_the_report() -> None:
    turned = [replace(case, right=[any(case.right), False]) for case in made_cases()]
    lines = list(report_lines({"one": made_cases(), "turned": turned}, read=True))
    assert [line.split()[2] for line in lines[1:3]] == ["0.000", "0.000"]


@pytest.mark.model
def test_data_sets_without_gold_spans_are_left_out(beir_folder: Path) -> None:
    result = CliRunner().invoke(main, [str(beir_folder)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "beir left out: no gold spans",
        "Error: no question has a gold span",
    ]


@pytest.mark.model
def test_one_run_fits_for_one_reader_and_leaves_the_rest(dataset: Dataset, tmp_path: Path) -> None:
    folder = str(dataset.path)
    result = CliRunner().invoke(main, [folder, "--reader", "none", "--index", str(tmp_path / "ix")])
    assert result.exit_code == 0, result.output
    written = json.loads(result.output[result.output.index("{") :])
    shipped = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))
    assert written["without reader"] != shipped["without reader"]
    for section in ("with reader", "differing answers"):
        assert written[section] == shipped[section]


def test_each_data_set_may_have_a_limit_of_its_own() -> None:
    limits = Limits.parse(["150", "held-out-bbc=350"])
    assert (limits.of("held-out-bbc"), limits.of("xquad-en")) == (350, 150)
    assert Limits.parse(["a=b=2"]).of("a=b") == 2
    assert Limits.parse([]).of("xquad-en") is None


@pytest.mark.parametrize("value", ["0", "many", "xquad-en=", "xquad-en=-3"])
def test_a_limit_is_a_number(value: str) -> None:
    with pytest.raises(BadParameter, match=f"'{value}' is neither"):
        Limits.parse([value])
