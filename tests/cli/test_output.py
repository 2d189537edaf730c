"""What commands print on a terminal and elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator

import pytest

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


def test_a_sentence_is_never_broken_on_a_terminal(environment: dict[str, str]) -> None:
    first, *lines = on_a_terminal(environment).splitlines()
    assert first == ""
    assert lines[0] == f"\x1b[1;36m[1] \x1b[0m{SENTENCE}"
    assert lines[1:] == [
        "\x1b[2m    Its source is wrapped between words \x1b[0m",
        "\x1b[2mwhere it is long, as this one is.\x1b[0m",
    ]


def test_there_is_no_colour_where_none_is_wanted(environment: dict[str, str]) -> None:
    lines = on_a_terminal(environment | {"NO_COLOR": "1"}).splitlines()
    assert lines[1] == f"\x1b[1m[1] \x1b[0m{SENTENCE}"


def test_a_pipe_gets_plain_whole_lines(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        f"\n[1] {SENTENCE}\n"
        "    Its source is wrapped between words where it is long, as this one is.\n"
    )
