"""Readers by the name of a file of weights."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from qabot.errors import ModelError
from qabot.readers.choice import load_reader
from qabot.readers.trained import WEIGHTS
from qabot.types import PassageInput

STORY = PassageInput("Apollo", ("The rocket reached the moon in 1969.",))


@pytest.mark.model
def test_a_file_of_weights_is_a_reader(tmp_path: Path) -> None:
    file = tmp_path / "mine.safetensors"
    shutil.copy(WEIGHTS, file)
    reader, shipped = load_reader(str(file)), load_reader("trained")
    assert reader is not None
    assert shipped is not None
    asked = "When did the rocket reach the moon?"
    assert list(reader.read(asked, [STORY])) == list(shipped.read(asked, [STORY]))
    assert load_reader(str(file)) is reader
    os.utime(file, ns=(1, 1))
    assert load_reader(str(file)) is not reader


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.safetensors"
    file.write_text("weights", encoding="utf-8")
    with pytest.raises(ModelError, match=r"weights .*mine\.safetensors cannot be read"):
        load_reader(str(file))
