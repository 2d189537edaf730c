"""What a shell completes: commands, options, article paths, outlets."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qabot.cli import completing
from qabot.cli.entry_point import main
from qabot.index import Index
from tests.conftest import write_articles
from tests.doubles import WordEncoder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    articles = {
        "moon.md": "---\noutlet: Sample World\nauthor: Ann Lee\n---\nThe moon is round.",
        "a wall.md": "---\noutlet: The Post\n---\nThe wall is high.",
    }
    write_articles(tmp_path / "articles", articles)
    encoder = WordEncoder(fingerprint="words")  # as a model that is not here is known by its name
    Index.create(tmp_path / "index", encoder=encoder).sync([tmp_path / "articles"])
    return tmp_path / "index"


def completed(*words: str, shell: str = "bash") -> list[str]:
    """What bash is given for the last of these words."""
    environment = {
        "_QABOT_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("qabot", *words)),
        "COMP_CWORD": str(len(words)),
    }
    result = CliRunner().invoke(main, [], env=environment, prog_name="qabot")
    assert result.exit_code == 0, result.output
    return [line for line in result.stdout.splitlines() if line]


def test_commands_and_options_are_completed() -> None:
    assert completed("sta") == ["plain,status"]
    assert completed("ask", "--exit") == ["plain,--exit-status"]
    assert completed("ask", "--format", "m") == ["plain,markdown"]
    assert completed("completion", "f") == ["plain,fish"]


def test_paths_and_names_are_those_of_the_index(index: Path) -> None:
    named = ("--index", str(index))
    assert completed("show", *named, "m") == ["plain,moon.md"]
    assert completed(*named, "show", "A") == ["plain,a\\ wall.md"]
    assert completed("ask", *named, "--outlet", "s") == ["plain,Sample\\ World"]
    assert completed("search", *named, "--author", "ann") == ["plain,Ann\\ Lee"]
    assert completed("timeline", *named, "--path", "mo") == ["plain,moon.md"]


def test_without_an_index_nothing_is_offered(tmp_path: Path) -> None:
    assert completed("show", "--index", str(tmp_path / "none"), "m") == []


def test_what_bash_would_take_for_something_else_is_escaped() -> None:
    from click.shell_completion import CompletionItem

    shell = completing.EscapingBashComplete(main, {}, "qabot", "_QABOT_COMPLETE")
    assert shell.format_completion(CompletionItem("$(x) 'y'")) == r"plain,\$\(x\)\ \'y\'"
    assert shell.format_completion(CompletionItem("a b", type="file")) == "file,a b"


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o nosort -F _qabot_completion qabot"),
        ("zsh", "#compdef qabot"),
        ("fish", "complete --no-files --command qabot"),
    ],
)
def test_the_script_of_a_shell_is_printed(shell: str, line: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert line in result.stdout
    assert f"_QABOT_COMPLETE={shell}_complete" in result.stdout
