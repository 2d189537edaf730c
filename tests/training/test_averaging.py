"""The mean of two runs' weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from qabot.config import BUNDLED_MODEL
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.readers import weights
from qabot.training.averaging import average, main


def test_a_weight_lies_between_the_two() -> None:
    one = {"a": np.array([1.0, 2.0], np.float32), "same": np.array([0.1, 0.7], np.float32)}
    other = {"a": np.array([3.0, 1.0], np.float32), "same": one["same"]}
    mean = average(one, other, 0.25)
    assert mean["a"].tolist() == [1.5, 1.75]
    assert np.array_equal(mean["same"], one["same"])  # to the last bit: it is not stored then


@pytest.mark.model
def test_the_header_tells_both_runs(tmp_path: Path) -> None:
    folder = model_folder(BUNDLED_MODEL)
    assert folder
    paths = [tmp_path / "one.safetensors", tmp_path / "other.safetensors"]
    for value, path in enumerate(paths):
        head = {"qa_outputs.bias": np.array([value, 2.0 * value], np.float32)}
        weights.write(path, head, model_fingerprint(folder), {"recipe": {"seed": value}})
    output = tmp_path / "mean.safetensors"
    result = CliRunner().invoke(
        main, [*map(str, paths), "--share", "0.5", "--output", str(output)], catch_exceptions=False
    )
    assert result.exit_code == 0
    from safetensors import safe_open

    with safe_open(output, "numpy") as file:
        assert json.loads(file.metadata()["about"]) == {
            "share": 0.5,
            "mean of": [{"recipe": {"seed": 0}}, {"recipe": {"seed": 1}}],
        }
        assert list(file.keys()) == ["qa_outputs.bias"]
        assert file.get_tensor("qa_outputs.bias").tolist() == [0.5, 1.0]
