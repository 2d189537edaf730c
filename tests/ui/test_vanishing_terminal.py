"""A terminal that goes away: the chat leaves, whether a signal tells of it or not."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("it has no pseudo-terminals", allow_module_level=True)

import fcntl
import struct
import termios

from qabot.ui.terminal_driver import LastingOutput
from tests.ui.driving import DEADLINE

ALTERNATE_SCREEN = b"\x1b[?1049h"
CHAT = [sys.executable, "-m", "qabot", "--reader", "none"]
SMALL = """
import os
from textual.app import App
from qabot.ui.terminal_driver import CHAT_DRIVER

class Small(App):
    def on_key(self):
        {}

Small(driver_class=CHAT_DRIVER).run()
"""
DRAWING = """
        self._driver.write("begun")
        while os.isatty(0):
            pass
        for _ in range(200):
            self._driver.write("a frame")
"""
"""Draws more than waits in Textual's queue while it does not look whether it is to leave."""
LENDING = """
        with self.suspend():
            pass
        self._driver.write("begun")
"""
"""Goes on after another program had the terminal."""


class Terminal:
    """A pseudo-terminal of a program, but not of its session, so that no SIGHUP comes."""

    def __init__(self, home: Path, command: Sequence[str]) -> None:
        self.master, slave = os.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = os.environ | {
            "TERM": "xterm-256color",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "QABOT_DATA": str(home / "data"),
            "PYTHONUNBUFFERED": "1",  # what would wait at its end the command lets go, Small not
        }
        self.process = subprocess.Popen(
            command,
            stdin=slave, stdout=slave, stderr=slave, cwd=home, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def shows(self, *wanted: bytes) -> None:
        """Return as soon as all of this was drawn."""
        drawn, deadline = b"", time.monotonic() + DEADLINE
        while not all(each in drawn for each in wanted):
            assert select.select([self.master], [], [], deadline - time.monotonic())[0], drawn
            drawn += os.read(self.master, 65536)

    def vanishes(self) -> int:
        """Go away; what the program ends with."""
        os.close(self.master)
        self.master = -1
        return self.process.wait(DEADLINE)

    def end(self) -> None:
        """Leave nothing behind."""
        if self.master >= 0:
            os.close(self.master)
        self.process.kill()
        self.process.wait()


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Callable[[Sequence[str]], Terminal]]:
    """What starts a program in a terminal, in a folder without an index."""
    opened: list[Terminal] = []

    def start(command: Sequence[str]) -> Terminal:
        opened.append(Terminal(tmp_path, command))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.end()


def test_the_chat_leaves(open_terminal: Callable[[Sequence[str]], Terminal]) -> None:
    terminal = open_terminal(CHAT)
    terminal.shows(ALTERNATE_SCREEN, b"qabot")
    assert terminal.vanishes() == 0


@pytest.mark.parametrize("work", [DRAWING, LENDING], ids=["drawing", "lending"])
def test_whatever_it_does_it_leaves(
    open_terminal: Callable[[Sequence[str]], Terminal], work: str
) -> None:
    terminal = open_terminal([sys.executable, "-c", SMALL.format(work)])
    terminal.shows(ALTERNATE_SCREEN)
    os.write(terminal.master, b"k")
    terminal.shows(b"begun")
    assert terminal.vanishes() == 0


def test_what_is_written_to_a_terminal_that_went_away_is_let_go() -> None:
    master, slave = os.openpty()
    told: list[bool] = []
    file = os.fdopen(slave, "w", encoding="utf-8")
    output = LastingOutput(file, lambda: told.append(True))
    assert output.write("seen") == 4
    output.flush()
    assert os.read(master, 100) == b"seen"
    assert (output.fileno(), told) == (slave, [])
    os.close(master)
    for _ in range(2):
        assert output.write("unseen") == 6
        output.flush()
    assert told == [True]
    with pytest.raises(OSError, match="Input/output error"):  # what waited is tried once more
        file.close()
