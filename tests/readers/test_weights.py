from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.encoding.bert_graph import Weights
from qabot.errors import ModelError
from qabot.readers import weights
from qabot.readers.trained import WEIGHTS
from qabot.types import FloatArray

BASE = {
    "embeddings": np.arange(12, dtype=np.float32).reshape(4, 3),
    "layer.weight": np.linspace(-1, 1, 12, dtype=np.float32).reshape(3, 4),
    "layer.bias": np.zeros(3, dtype=np.float32),
}


def trained(seed: int = 0, size: float = 0.01) -> dict[str, FloatArray]:
    """The base with its layer changed, and a head that it does not have."""
    random = np.random.default_rng(seed)
    changed: dict[str, FloatArray] = dict(BASE)
    for name in ("layer.weight", "layer.bias"):
        changed[name] = BASE[name] + random.normal(0, size, BASE[name].shape).astype(np.float32)
    return changed | {"head.weight": random.normal(0, 1, (2, 3)).astype(np.float32)}


def test_what_training_left_alone_is_left_out() -> None:
    packed = weights.pack(trained(), BASE)
    assert set(packed) == {
        "layer.weight.delta",
        "layer.weight.scale",
        "layer.bias",
        "head.weight",
    }
    assert packed["layer.weight.delta"].dtype == np.int8
    assert packed["layer.weight.scale"].shape == (3, 1)
    assert weights.pack(BASE, BASE) == {}


@given(st.integers(0, 1000), st.floats(1e-6, 100.0))
def test_packing_rounds_by_half_a_step_at_most(seed: int, size: float) -> None:
    original = trained(seed, size)
    packed = weights.pack(original, BASE)
    found = weights.unpack(packed, BASE)
    assert found.keys() == original.keys()
    for name in ("embeddings", "layer.bias", "head.weight"):
        assert np.array_equal(found[name], original[name])
    difference = np.abs(found["layer.weight"] - original["layer.weight"])
    step = np.abs(original["layer.weight"] - BASE["layer.weight"]).max(axis=1, keepdims=True) / 127
    assert (difference <= 0.5 * step + 1e-6 * (1 + size)).all()
    assert found["layer.weight"].dtype == np.float32


def test_a_row_that_did_not_change_stays_as_it_is() -> None:
    changed = BASE["layer.weight"].copy()
    changed[0, 1] += 0.5
    packed = weights.pack({"layer.weight": changed}, BASE)
    found = weights.unpack(packed, BASE)["layer.weight"]
    assert np.array_equal(found[1:], BASE["layer.weight"][1:])
    assert found[0] == pytest.approx(changed[0], abs=1e-6)
    assert packed["layer.weight.delta"][0].tolist() == [0, 127, 0, 0]


def test_a_file_gives_back_what_was_packed(tmp_path: Path) -> None:
    path = tmp_path / "reader.safetensors"
    packed = weights.pack(trained(), BASE)
    weights.write(path, packed, "base-1", {"recipe": {"epochs": 2}})
    found = weights.read(path, BASE, "base-1")
    expected = weights.unpack(packed, BASE)
    assert found.keys() == expected.keys()
    for name, tensor in expected.items():
        assert np.array_equal(found[name], tensor)


def failing(path: Path, base: Weights = BASE, fingerprint: str = "base-1") -> str:
    with pytest.raises(ModelError) as caught:
        weights.read(path, base, fingerprint)
    message = str(caught.value)
    assert str(path) in message
    assert message.endswith("install qabot again, or ask without it: --reader none")
    assert "\n" not in message
    return message


def test_weights_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    path = tmp_path / "reader.safetensors"
    assert "cannot be read" in failing(path)
    weights.write(path, weights.pack(trained(), BASE), "base-1", {})
    assert "another encoder" in failing(path, fingerprint="base-2")
    whole = path.read_bytes()
    for length in (0, 5, 100, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert "cannot be read" in failing(path)
    path.write_bytes(b"not weights at all, but long enough to be looked at")
    assert "cannot be read" in failing(path)


def test_a_file_has_the_rights_that_new_files_get(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    path = tmp_path / "reader.safetensors"
    weights.write(path, weights.pack(trained(), BASE), "base-1", {})
    assert path.stat().st_mode == other.stat().st_mode


def test_a_flipped_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "reader.safetensors"
    weights.write(path, weights.pack(trained(), BASE), "base-1", {"recipe": {"epochs": 2}})
    sound, expected, refused = path.read_bytes(), weights.read(path, BASE, "base-1"), 0
    for place in range(len(sound)):
        changed = bytearray(sound)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        try:
            found = weights.read(path, BASE, "base-1")
        except ModelError:
            refused += 1
        else:
            assert all(np.array_equal(found[each], expected[each]) for each in expected)
    assert refused >= len(sound) - len("crc32")  # what its name is says nothing of the weights


def test_weights_without_a_checksum_are_read(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    path = tmp_path / "reader.safetensors"
    save_file(weights.pack(trained(), BASE), path, {"version": "1", "base": "base-1"})
    assert weights.read(path, BASE, "base-1").keys() == trained().keys()


def test_what_ships_has_a_checksum() -> None:
    from safetensors import safe_open

    with safe_open(WEIGHTS, "numpy") as file:
        assert "crc32" in file.metadata()


def test_a_folder_is_not_weights(tmp_path: Path) -> None:
    assert "cannot be read" in failing(tmp_path)


def test_another_version_is_told_from_this_one(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    path = tmp_path / "reader.safetensors"
    save_file({"a": np.zeros(1)}, path, {"version": "0", "base": "base-1"})
    assert "are of version 0, this qabot reads versions 1 and 2" in failing(path)
    save_file({"a": np.zeros(1)}, path)
    assert "are of version None" in failing(path)


def test_incomplete_weights(tmp_path: Path) -> None:
    path = tmp_path / "reader.safetensors"
    packed = weights.pack(trained(), BASE)
    del packed["layer.weight.scale"]
    weights.write(path, packed, "base-1", {})
    assert "are incomplete" in failing(path)
    weights.write(path, weights.pack(trained(), BASE), "base-1", {})
    assert "are incomplete" in failing(path, {"embeddings": BASE["embeddings"]})
