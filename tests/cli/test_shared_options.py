"""Options before a command's name: each holds for the command, or is refused."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from qabot.cli.entry_point import main
from tests.conftest import write_articles

ARGUMENTS = {
    "ask": ["who?"],
    "eval": ["set"],
    "search": ["moon"],
    "show": ["a.txt"],
    "timeline": ["moon"],
}
"""What commands cannot do without."""
OPTIONS: dict[str, tuple[list[str], Any]] = {
    "index": (["--index", "second"], Path("second")),
    "reader": (["--reader", "none"], "none"),
    "allow_download": (["--allow-download"], True),
}
TAKEN = {
    "index": {
        *("ask", "check", "eval", "index", "mcp", "search", "serve", "show", "status", "timeline")
    },
    "reader": {"ask", "eval", "mcp", "serve"},
    "allow_download": {"ask", "eval", "index", "mcp", "serve"},
}
NAMES = main.list_commands(click.Context(main))


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command that is run is called with, in place of running it."""
    called: dict[str, Any] = {}
    for name in NAMES:
        command = main.get_command(click.Context(main), name)
        monkeypatch.setattr(command, "callback", called.update)
    return called


def test_all_options_of_the_chat_are_known() -> None:
    options = {option.name for option in main.params} - {"version"}
    assert options == OPTIONS.keys()


@pytest.mark.parametrize(("name", "option"), list(itertools.product(NAMES, OPTIONS)))
def test_an_option_holds_for_the_command_or_is_refused(
    given: dict[str, Any], name: str, option: str
) -> None:
    typed, value = OPTIONS[option]
    result = run(*typed, name, *ARGUMENTS.get(name, []))
    if name in TAKEN[option]:
        assert (result.exit_code, given[option]) == (0, value)
    else:
        assert result.exit_code == 2
        assert result.stderr.endswith(f"Error: {typed[0]} is no option of qabot {name}\n")
        assert not given


@pytest.mark.parametrize("name", sorted(TAKEN["index"]))
def test_an_option_that_was_typed_comes_before_the_environment(
    given: dict[str, Any], name: str
) -> None:
    run("--index", "second", name, *ARGUMENTS.get(name, []), QABOT_INDEX="third")
    assert given["index"] == Path("second")


@pytest.mark.parametrize(("second", "status"), [("second", 0), ("third", 2)])
def test_an_option_may_be_given_twice_if_both_say_the_same(
    given: dict[str, Any], second: str, status: int
) -> None:
    result = run("--index", "second", "status", "--index", second)
    assert result.exit_code == status
    assert ("given twice: second and third" in result.stderr) == (status == 2)


def test_what_follows_the_command_is_its_own(given: dict[str, Any]) -> None:
    assert run("ask", "who?", "--index", "second", "--reader", "none").exit_code == 0
    assert (given["index"], given["reader"]) == (Path("second"), "none")


@pytest.mark.model
def test_another_index_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "one", {"moon.txt": "The moon is round."})
    write_articles(tmp_path / "two", {"wall.txt": "The wall is high."})
    assert run("index", "one").exit_code == 0
    assert run("--index", "second", "index", "two").exit_code == 0
    assert shown("show", "moon.txt") == "The moon is round.\n"
    assert shown("--index", "second", "show", "wall.txt") == "The wall is high.\n"


def shown(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout
