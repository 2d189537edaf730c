from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from qabot.errors import SettingsError
from qabot.questions.kinds import Kind
from qabot.reading.coefficients import COEFFICIENTS, Linear, coefficients, differing_model
from qabot.reading.ranking import sentence_features
from qabot.reading.verdict import answer_features
from tests.coefficient_files import DIFFERING, write_coefficients
from tests.reading.sentences import sentence


@pytest.mark.parametrize("read", [True, False])
def test_the_shipped_weights_are_those_of_the_features(read: bool) -> None:
    found, one = coefficients(with_reader=read), sentence()
    ranking = sentence_features(one, Kind.OTHER, read=read)
    assert found.ranking.weights.keys() == ranking.keys()
    confidence = answer_features([one], one, Kind.OTHER, read=read)
    assert found.confidence.weights.keys() == confidence.keys() | {"bias"}
    assert all(map(math.isfinite, found.ranking.weights.values()))
    assert all(map(math.isfinite, found.confidence.weights.values()))


def test_the_shipped_weights_of_answers_that_differ() -> None:
    weights = differing_model().weights
    assert set(weights) == set(DIFFERING)
    assert (
        weights["apart"] < 0 < min(weights[name] for name in ("cosine", "lead", "reader", "beside"))
    )


def test_the_shipped_file_says_how_it_was_made() -> None:
    assert json.loads(COEFFICIENTS.read_text(encoding="utf-8"))["made by"]


def test_a_linear_model() -> None:
    model = Linear({"bias": -1.0, "a": 2.0, "b": 0.5})
    assert model.logit({"a": 1.0, "b": 4.0}) == 3.0
    assert model.probability({"a": 1.0, "b": 4.0}) == pytest.approx(1 / (1 + math.exp(-3)))
    assert Linear({"a": 2.0}).logit({"a": 3.0}) == 6.0
    with pytest.raises(SettingsError):
        model.logit({"a": 1.0})
    with pytest.raises(SettingsError):
        model.logit({"a": 1.0, "b": 1.0, "c": 1.0})


@pytest.mark.parametrize(("value", "chance"), [(1e9, 1.0), (-1e9, 0.0)])
def test_probabilities_stay_between_0_and_1(value: float, chance: float) -> None:
    assert Linear({"a": 1.0}).probability({"a": value}) == pytest.approx(chance, abs=1e-20)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = write_coefficients(tmp_path / "own.json", {"coverage": 2.0}, {"bias": -1.5})
    for read in (True, False):
        found = coefficients(path, with_reader=read)
        assert found.ranking.weights["coverage"] == 2.0
        assert found.confidence.weights["bias"] == -1.5
    assert "reader" in coefficients(path, with_reader=True).ranking.weights
    assert "reader" not in coefficients(path, with_reader=False).ranking.weights


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "{}",
        '{"with reader": {}, "without reader": {}}',
        '{"with reader": [], "without reader": []}',
        '{"with reader": {"ranking": {"a": "much"}, "confidence": {}}, "without reader": 1}',
        '{"with reader": {"ranking": {"a": null}, "confidence": {}}, "without reader": null}',
    ],
)
@pytest.mark.parametrize("read", [True, False])
def test_a_damaged_file_is_named_with_the_next_step(tmp_path: Path, text: str, read: bool) -> None:
    path = tmp_path / "damaged.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"damaged\.json.*python -m qabot\.evaluation\.calib"):
        coefficients(str(path), with_reader=read)


def test_a_file_without_differing_answers_leaves_them_to_the_package(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text('{"with reader": {}}', encoding="utf-8")
    assert differing_model(str(path)) == differing_model()
    path.with_name("bad.json").write_text('{"differing answers": {}}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"bad\.json holds no coefficients differing answers"):
        differing_model(str(path.with_name("bad.json")))


def test_a_missing_file_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.json holds no coefficients with reader"):
        coefficients(str(tmp_path / "nowhere.json"), with_reader=True)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(SettingsError, match=r"binary\.json"):
        coefficients(str(tmp_path / "binary.json"), with_reader=False)
