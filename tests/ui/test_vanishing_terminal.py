"""A terminal that goes away: the chat leaves, whether a signal tells of it or not."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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
REDRAWS = 100
"""More than Textual keeps in a queue for a terminal that takes nothing."""


class Terminal:
    """A pseudo-terminal in which the chat was started, in a folder without an index."""

    def __init__(self, home: Path, prepare: Callable[[int], None]) -> None:
        self.master, slave = os.openpty()
        self._resize(80)
        environment = os.environ | {
            "TERM": "xterm-256color",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "QABOT_DATA": str(home / "data"),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qabot", "--reader", "none"],
            stdin=slave, stdout=slave, stderr=slave, cwd=home, env=environment,
            start_new_session=True, preexec_fn=lambda: prepare(slave),
        )  # fmt: skip
        os.close(slave)

    def is_drawn_on(self) -> None:
        """Return as soon as the chat has drawn."""
        drawn, deadline = b"", time.monotonic() + DEADLINE
        while ALTERNATE_SCREEN not in drawn or b"qabot" not in drawn:
            assert select.select([self.master], [], [], deadline - time.monotonic())[0], drawn
            drawn += os.read(self.master, 65536)

    def is_lent(self) -> None:
        """Stop the chat as Ctrl+Z does, and go on with it."""
        self.process.send_signal(signal.SIGTSTP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)
        self.process.send_signal(signal.SIGCONT)

    def takes_nothing(self) -> None:
        """Have the chat draw more than anyone reads, until it waits for that."""
        for number in range(REDRAWS):
            self._resize(80 + number % 2)
            self.process.send_signal(signal.SIGWINCH)
            select.select([], [], [], 0.02)  # signals that wait for each other are one

    def vanishes(self) -> int:
        """Go away; what the chat ends with."""
        os.close(self.master)
        self.master = -1
        return self.process.wait(DEADLINE)

    def end(self) -> None:
        if self.master >= 0:
            os.close(self.master)
        self.process.kill()
        self.process.wait()

    def _resize(self, columns: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def no_signal(_: int) -> None:
    """It is not the terminal of the chat's session, so that no SIGHUP comes."""


def heeded(slave: int) -> None:
    """It is, and the signal comes."""
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)


@pytest.fixture
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, request.param)
    yield terminal
    terminal.end()


@pytest.mark.parametrize("terminal", [no_signal], indirect=True)
def test_the_chat_leaves(terminal: Terminal) -> None:
    terminal.is_drawn_on()
    assert terminal.vanishes() == 0


@pytest.mark.parametrize("terminal", [no_signal], indirect=True)
def test_the_chat_leaves_a_terminal_that_it_had_lent(terminal: Terminal) -> None:
    terminal.is_drawn_on()
    terminal.is_lent()
    terminal.is_drawn_on()
    assert terminal.vanishes() == 0


@pytest.mark.parametrize("terminal", [heeded], indirect=True)
def test_the_chat_leaves_a_terminal_that_took_nothing_any_more(terminal: Terminal) -> None:
    terminal.is_drawn_on()
    terminal.takes_nothing()
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
