"""Where a model is, and what is told where it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qabot.cli.entry_point import main
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.errors import ModelError
from qabot.readers.choice import load_reader
from tests.conftest import write_articles
from tests.tiny_model import write_model

TOO_LONG = "m" * 5000


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    """A model whose weights cannot be read, by root either."""
    model = write_model(tmp_path / "model", "The bell is kept in Kelso.")
    (model / "model.safetensors").unlink()
    (model / "model.safetensors").mkdir()
    return model


def test_a_model_that_cannot_be_read_is_told(unreadable: Path) -> None:
    weights = unreadable / "model.safetensors"
    said = f"model {unreadable} cannot be read (Is a directory: {weights}); have its files made"
    with pytest.raises(ModelError) as error:
        model_fingerprint(unreadable)
    assert str(error.value).startswith(said)
    with pytest.raises(ModelError) as error:
        load_reader(str(unreadable))
    assert str(error.value).startswith(said)


def test_whether_there_is_a_folder_is_not_to_be_seen() -> None:
    with pytest.raises(ModelError, match=r"^model m+ cannot be read \(File name too long: m+\)"):
        model_folder(TOO_LONG)
    with pytest.raises(ModelError, match=r"^model m+ cannot be read \(File name too long: m+\)"):
        load_reader(TOO_LONG)


@pytest.mark.parametrize("long", [False, True])
def test_a_command_says_so_in_a_line(unreadable: Path, tmp_path: Path, long: bool) -> None:
    write_articles(tmp_path / "articles", {"bell.txt": "The bell is kept in Kelso.\n"})
    model = TOO_LONG if long else str(unreadable)
    where = ["--index", str(tmp_path / "index"), "--model", model]
    result = CliRunner().invoke(main, ["index", str(tmp_path / "articles"), *where])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: model {model[:200]}")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "index").exists()


def test_a_folder_without_a_model_is_not_looked_through(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "moon.txt").write_text("A rocket reached the moon.")
    nothing = model_fingerprint(tmp_path)
    (tmp_path / "articles" / "wall.txt").write_text("The wall was opened.")
    assert model_fingerprint(tmp_path) == nothing
    (tmp_path / "config.json").write_text("{}")
    assert model_fingerprint(tmp_path) != nothing
