from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from qabot.config import BUNDLED_MODEL
from qabot.encoding.model_weights import mapped_weights
from qabot.encoding.models import model_folder


def test_mapped_weights_are_those_of_the_file(tmp_path: Path) -> None:
    saved: dict[str, npt.NDArray[Any]] = {
        "words": np.arange(12, dtype=np.float32).reshape(4, 3),
        "half": np.array([0.5, -2.0], dtype=np.float16),
        "places": np.arange(5, dtype=np.int64),
        "scale": np.array(3.5, dtype=np.float64),
    }
    save_file(saved, tmp_path / "model.safetensors")
    found = mapped_weights(tmp_path)
    assert found.keys() == saved.keys()
    for name, expected in saved.items():
        assert found[name].dtype == expected.dtype
        assert np.array_equal(found[name], expected)
        assert found[name].shape == expected.shape
        assert not found[name].flags.writeable


def test_weights_at_odd_places_can_be_computed_with(tmp_path: Path) -> None:
    values = np.array([1.5, 2.5], dtype=np.float32)
    header = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    header += b" " * ((1 - len(header)) % 4)
    file = tmp_path / "model.safetensors"
    file.write_bytes(len(header).to_bytes(8, "little") + header + values.tobytes())
    found = mapped_weights(tmp_path)["w"]
    assert found.flags.aligned
    assert found.tolist() == [1.5, 2.5]


def test_weights_that_are_cut_off_are_told(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    save_file({"w": np.zeros(100, dtype=np.float32)}, file)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(SafetensorError):
        mapped_weights(tmp_path)
    file.unlink()
    with pytest.raises(OSError, match="model"):
        mapped_weights(tmp_path)


def test_the_bundled_weights_are_mapped_as_they_are() -> None:
    folder = model_folder(BUNDLED_MODEL)
    assert folder is not None
    found = mapped_weights(folder)
    expected = load_file(folder / "model.safetensors")
    assert found.keys() == expected.keys()
    assert all(np.array_equal(found[name], expected[name]) for name in expected)
