from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from qabot.evaluation.calibration import Case, collect, fit_cases, main, report_lines
from qabot.evaluation.datasets import read_dataset
from qabot.evaluation.logistic import Cases, fit, predict
from qabot.evaluation.run import index_dataset
from qabot.reading.questions import Kind
from qabot.types import Span
from tests.conftest import ARTICLES
from tests.doubles import WordEncoder
from tests.evaluation.conftest import Maker
from tests.reading.sentences import sentence as scored


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


def test_cases_have_features_and_labels(make_dataset: Maker, tmp_path: Path) -> None:
    sentence = "Penicillin came from the mould."
    start = ARTICLES["old/mould.txt"].index(sentence)
    gold = {"article": "old/mould.txt", "start": start, "end": start + 10, "text": "Penicillin"}
    dataset = read_dataset(
        make_dataset(
            {"id": "1", "question": sentence, "answerable": True, "answers": [gold]},
            {"id": "2", "question": "wall", "answerable": False},
            {"id": "3", "question": "mould", "answerable": True, "relevant": ["wall.txt"]},
        )
    )
    index = index_dataset(dataset, tmp_path / "index", encoder=WordEncoder())
    found = collect(index, dataset, dataset.questions, None)
    # The first question, the same without its article, the unanswerable one; not the third.
    assert [any(case.right) for case in found] == [True, False, False]
    best = found[0].sentences[0]
    assert found[0].right[0]
    assert best.text == sentence
    assert best.cosine == pytest.approx(1.0, abs=0.01)  # stored in 8 bits
    assert best.coverage == pytest.approx(1.0)
    assert sentence not in [one.text for one in found[1].sentences]


def two_sentences(telling: float) -> Case:
    """A question whose right sentence differs from the wrong one in coverage."""
    right = replace(scored(), text="It is right.", coverage=telling)
    wrong = replace(scored(), text="It is not.", span=Span(20, 30), coverage=0.0)
    return Case(Kind.OTHER, [wrong, right], [False, telling > 0.5])


def test_a_fit_finds_the_feature_that_tells() -> None:
    cases = [two_sentences(1.0), two_sentences(0.2)] * 20
    fitted = fit_cases(cases, read=False)
    assert max(fitted.ranking.weights, key=fitted.ranking.weights.__getitem__) == "coverage"
    assert fitted.confidence.weights["coverage"] > 0.0
    lines = list(report_lines({"one": cases, "two": cases}, read=False))
    assert lines[1].split()[:3] == ["one", "40", "1.000"]
    assert lines[1].split()[-1] == "1.000"
    assert lines[3] == "(fitted on the others)"
    assert "name more data sets" in list(report_lines({"one": cases}, read=False))[2]


def test_data_sets_without_gold_spans_are_left_out(beir_folder: Path) -> None:
    result = CliRunner().invoke(main, [str(beir_folder)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "beir left out: no gold spans",
        "Error: no question has a gold span",
    ]
