from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qabot.cli.evaluate import eval_command
from tests.conftest import ARTICLES
from tests.evaluation.conftest import Maker


def test_importing_the_command_loads_nothing_heavy() -> None:
    code = (
        "import sys, qabot.cli.evaluate; "
        "print(sorted({'numpy', 'faiss', 'torch', 'rich', 'ir_measures'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_no_data_set_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_command, [str(tmp_path / "gone")])
    assert result.exit_code == 1
    assert result.output == (
        f"Error: {tmp_path / 'gone'} is no data set; it needs corpus/ and questions.jsonl, "
        "or BEIR's corpus.jsonl, queries.jsonl and qrels/test.tsv\n"
    )


def test_a_limit_is_at_least_one(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_command, [str(tmp_path), "--limit", "0"])
    assert result.exit_code == 2
    assert "--limit" in result.output


def test_a_setting_that_is_none_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_command, [str(tmp_path), "--set", "weight=1"])
    assert (result.exit_code, result.output) == (1, "Error: no such setting: weight\n")


def test_help_names_the_forms() -> None:
    result = CliRunner().invoke(eval_command, ["--help"])
    assert result.exit_code == 0
    for word in ("questions.jsonl", "qrels/test.tsv", "--index", "--seed", "--removed", "--json"):
        assert word in result.output
    assert "--articles" in result.output
    assert "--misses" in result.output


@pytest.mark.model
def test_a_data_set_is_measured_with_the_bundled_model(make_dataset: Maker, tmp_path: Path) -> None:
    start = ARTICLES["wall.txt"].index("on Thursday")
    gold = {"article": "wall.txt", "start": start, "end": start + 11, "text": "on Thursday"}
    asked = {"id": "1", "question": "When was the wall opened?", "answerable": True}
    command = [str(make_dataset(asked | {"answers": [gold]})), "--index", str(tmp_path / "kept")]
    printed = CliRunner().invoke(eval_command, command)
    assert printed.exit_code == 0
    lines = printed.output.splitlines()
    assert lines[0].split() == ["data", "set", "dataset"]
    assert next(line for line in lines if line.startswith("cited@1")).split()[1:] == [
        "1.000",
        "of",
        "1",
    ]
    as_json = CliRunner().invoke(eval_command, [*command, "--json"])
    assert json.loads(as_json.output)["figures"]["cited@1"] == 1.0


@pytest.mark.model
def test_misses_are_written_as_json_lines(make_dataset: Maker, tmp_path: Path) -> None:
    start = ARTICLES["wall.txt"].index("on Thursday")
    gold = {"article": "wall.txt", "start": start, "end": start + 11}
    right = {"id": "1", "question": "When was the wall opened?", "answerable": True, "kind": "when"}
    wrong = {"id": "2", "question": "Who found a mould?", "answerable": True, "kind": "who"}
    path = make_dataset(right | {"answers": [gold]}, wrong | {"answers": [gold]})
    misses = tmp_path / "misses.jsonl"
    printed = CliRunner().invoke(eval_command, [str(path), "--misses", str(misses)])
    assert printed.exit_code == 0
    assert ["useful", "0.500", "of", "2"] in [line.split() for line in printed.output.splitlines()]
    (miss,) = map(json.loads, misses.read_text(encoding="utf-8").splitlines())
    assert (miss["id"], miss["why"]) == ("2", "wrong citation")
    assert (miss["expected"], miss["got"]) == (["on Thursday"], "Fleming")


def test_misses_in_no_folder_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "misses.jsonl"
    result = CliRunner().invoke(eval_command, [str(tmp_path), "--misses", str(path)])
    assert (result.exit_code, result.output) == (
        1,
        f"Error: {path} cannot be written; make the folder {path.parent}\n",
    )


def test_a_plot_of_no_known_kind_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "plot.txt"
    result = CliRunner().invoke(eval_command, [str(tmp_path), "--plot", str(path)])
    assert result.exit_code == 1
    assert result.output == (
        f"Error: {path} cannot be drawn; name a file that ends in .svg, .png or .pdf\n"
    )
