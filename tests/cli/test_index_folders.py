"""``qabot index`` as a process: what it prints and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qabot.cli.entry_point import main
from tests.conftest import write_articles
from tests.engines.milvus_file import milvus
from tests.postgres_server import PostgresServer


@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_watching_reports_each_round_and_ends_well(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qabot", "index", str(folder)]
    options = ["--index", str(tmp_path / "index"), "--watch", "--json"]
    with subprocess.Popen(
        command + options,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["added"] == 3
        assert process.stderr.readline() == "watching for changes; Ctrl-C ends it\n"
        (folder / "moon.txt").rename(folder / "luna.txt")
        renamed = json.loads(process.stdout.readline())
        assert renamed["moved"] == 1
        assert renamed["files"]["moved"] == [{"from": "moon.txt", "to": "luna.txt"}]
        write_articles(folder, {"sea.txt": "The sea is deep."})
        assert json.loads(process.stdout.readline())["added"] == 1
        process.send_signal(signal.SIGINT)
        told = "stopping; what was finished is being kept\nstopped watching\n"
        assert process.communicate() == ("", told)
        assert process.returncode == 0


def _heed_interrupts() -> None:
    """Where the tests run in the background, a shell has told them to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_first_round_that_fails_ends_the_watch_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    options = ["--index", str(tmp_path / "index"), "--watch"]
    result = CliRunner().invoke(main, ["index", str(tmp_path / "empty"), *options])
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: no articles in {tmp_path / 'empty'}; qabot reads")


@pytest.mark.parametrize("option", ["--uri", "--collection"])
def test_a_place_in_milvus_belongs_to_that_engine(tmp_path: Path, option: str) -> None:
    result = CliRunner().invoke(main, ["index", "--index", str(tmp_path), option, "somewhere"])
    assert result.exit_code == 2
    assert "--uri and --collection are for --engine milvus" in result.output
    assert list(tmp_path.iterdir()) == []


@milvus
@pytest.mark.model
def test_an_index_in_milvus_from_first_to_last(folder: Path, tmp_path: Path) -> None:
    index, file = ["--index", str(tmp_path / "index")], str(tmp_path / "passages.db")
    runner = CliRunner()
    made = runner.invoke(main, ["index", str(folder), "--engine", "milvus", "--uri", file, *index])
    assert made.exit_code == 0
    status = runner.invoke(main, ["status", *index])
    assert f"Milvus at {file}, qabot_" in status.output
    assert not (tmp_path / "index" / "views").exists()
    (folder / "moon.txt").unlink()
    assert runner.invoke(main, ["index", *index]).exit_code == 0
    asked = runner.invoke(main, ["search", "rocket moon", "--json", *index])
    assert asked.exit_code == 0
    assert "wall.txt" in asked.output
    assert "moon.txt" not in asked.output
    back = runner.invoke(main, ["index", "--engine", "local", *index])
    assert back.exit_code == 0
    assert (tmp_path / "index" / "views").exists()


@pytest.mark.model
def test_an_index_in_postgresql_from_first_to_last(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    postgres_server: PostgresServer,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    uri, here = postgres_server.place(), ["--index", str(tmp_path / "index")]
    runner = CliRunner()
    assert runner.invoke(main, ["index", str(folder), "--store", uri, *here]).exit_code == 0
    assert not (tmp_path / "index" / "articles.db").exists()
    for index in (here, ["--index", uri]):
        assert f"PostgreSQL at {uri}" in runner.invoke(main, ["status", *index]).output
        asked = runner.invoke(main, ["ask", "who found a mould", "--json", *index])
        assert json.loads(asked.output)["citations"][0]["article"]["path"] == "old/mould.txt"
        shown = runner.invoke(main, ["show", "wall.txt", *index])
        assert "Crowds climbed the wall." in shown.output
        found = runner.invoke(main, ["search", "rocket moon", *index])
        assert "moon.txt" in found.output
        assert runner.invoke(main, ["check", *index]).exit_code == 0
    (folder / "moon.txt").unlink()
    assert runner.invoke(main, ["index", *here]).exit_code == 0
    found = runner.invoke(main, ["search", "rocket moon", "--index", uri])
    assert "moon.txt" not in found.output
    back = runner.invoke(main, ["index", "--store", "file", "--json", *here])
    assert json.loads(back.output)["added"] == 2


def test_a_password_in_an_address_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["status", "--index", "postgresql://me:secret@host/db"])
    assert result.exit_code == 2
    assert "kept with its password" in result.output
