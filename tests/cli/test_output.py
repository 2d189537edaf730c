"""What commands print on a terminal and elsewhere."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Iterator

import pytest
from rich.console import Console
from rich.text import Text

from qabot.wording.hanging_text import HangingText

CODE = """
from qabot.cli.output import print_lines
from qabot.wording.worded_line import Piece, Role, WordedLine, line
sentence = "An article’s sentence is one line. " * 4
print_lines([
    WordedLine(Role.CITED, (Piece(Role.NUMBER, "1"), Piece(Role.TEXT, sentence))),
    line(Role.COPIES, "Its source is wrapped between words where it is long, as this one is."),
])
"""
SENTENCE = "An article’s sentence is one line. " * 4


@pytest.fixture
def environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return kept | {"TERM": "xterm-256color", "COLUMNS": "40"}


def on_a_terminal(environment: dict[str, str]) -> str:
    parent, child = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", CODE], stdout=child, env=environment)
    os.close(child)
    printed = b"".join(chunks(parent))
    os.close(parent)
    assert process.wait() == 0
    return printed.decode().replace("\r\n", "\n")


def chunks(terminal: int) -> Iterator[bytes]:
    """What is read until the other end is closed, which Linux tells by an error."""
    try:
        while chunk := os.read(terminal, 4096):
            yield chunk
    except OSError:
        return


def test_lines_are_wrapped_between_words_beside_what_stands_before(
    environment: dict[str, str],
) -> None:
    first, *lines = on_a_terminal(environment).splitlines()
    assert first == ""
    assert lines[0] == "\x1b[1;36m[1] \x1b[0mAn article’s sentence is one line."
    assert lines[1:4] == ["    An article’s sentence is one line."] * 3
    assert lines[4:] == [
        "\x1b[2m    \x1b[0m\x1b[2mIts source is wrapped between words\x1b[0m",
        "    \x1b[2mwhere it is long, as this one is.\x1b[0m",
    ]


def test_a_word_that_is_wider_than_the_terminal_is_broken() -> None:
    console = Console(width=30, file=io.StringIO())
    console.print(HangingText(Text("[1] " + "ab" * 30 + " end"), 4))
    written = console.file
    assert isinstance(written, io.StringIO)
    assert written.getvalue().splitlines() == [
        "[1] " + "ab" * 13,
        "    " + "ab" * 13,
        "    abababab end",
    ]


def test_there_is_no_colour_where_none_is_wanted(environment: dict[str, str]) -> None:
    lines = on_a_terminal(environment | {"NO_COLOR": "1"}).splitlines()
    assert lines[1] == "\x1b[1m[1] \x1b[0mAn article’s sentence is one line."


def test_a_pipe_gets_plain_whole_lines(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        f"\n[1] {SENTENCE}\n"
        "    Its source is wrapped between words where it is long, as this one is.\n"
    )
