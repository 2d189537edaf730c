"""How the process ends where it cannot go on: a line and a status, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

INTERRUPTED = """
import builtins, sys
real = builtins.__import__
def interrupt(name, *rest):
    if name == {module!r}:
        raise KeyboardInterrupt
    return real(name, *rest)
builtins.__import__ = interrupt
from qabot.cli import main
sys.argv = ["qabot", "ask", "who", "--index", "nowhere"]
main()
"""


def ended(*command: str, stdout: int | None = None) -> tuple[int, str]:
    """The exit status, and what is told."""
    done = subprocess.run(
        [sys.executable, *command], stdout=stdout, stderr=subprocess.PIPE, text=True
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("module", ["qabot.cli.entry_point", "click", "qabot.bot", "qabot.config"])
def test_an_interrupt_while_modules_are_imported_is_one_line(module: str) -> None:
    status, told = ended("-c", INTERRUPTED.format(module=module))
    assert status == 130
    assert told.startswith("stopped")
    assert told.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device to print to")
@pytest.mark.parametrize("arguments", [["--help"], ["completion", "bash"]])
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        status, told = ended("-m", "qabot", *arguments, stdout=full.fileno())
    assert (status, told) == (
        1,
        "Error: what there is to print cannot be written: No space left on device\n",
    )
