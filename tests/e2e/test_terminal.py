"""The chat in a real terminal: tmux."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.e2e.conftest import DEADLINE, Home, require

pytestmark = [
    pytest.mark.model,
    pytest.mark.xdist_group("programs"),
    pytest.mark.timeout(300),  # each step has its own deadline
]
QUESTION = "who said we shall keep the gates open"


@dataclass(frozen=True)
class Terminal:
    """A terminal of 80 by 24 cells with a shell's command in it."""

    socket: str

    def run(self, *arguments: str) -> str:
        tmux = ["tmux", "-L", self.socket, "-f", "/dev/null", *arguments]
        return subprocess.run(tmux, capture_output=True, text=True, check=True).stdout

    def screen(self) -> str:
        return self.run("capture-pane", "-p")

    def type(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def shows(self, *words: str) -> str:
        """The screen, as soon as it has all of the words."""
        return self.until(lambda screen: all(word in screen for word in words), words)

    def until(self, holds: Callable[[str], bool], wanted: object) -> str:
        deadline = time.monotonic() + DEADLINE
        while not holds(screen := self.screen()):
            assert time.monotonic() < deadline, f"never on screen: {wanted}\n{screen}"
            time.sleep(0.1)
        return screen


@pytest.fixture
def terminal(home: Home) -> Iterator[Terminal]:
    require("tmux")
    terminal = Terminal(f"qabot-{home.folder.name}")
    environment = [
        f"{name}={home.environment[name]}"
        for name in ("HF_HUB_OFFLINE", "PYTHONPATH", "QABOT_DATA")
    ]
    command = shlex.join(["env", *environment, sys.executable, "-m", "qabot"])
    size = ("-x", "80", "-y", "24")
    # what stays on screen afterwards is the exit status
    line = f"{command}; echo left with $?; exec sleep {DEADLINE:.0f}"
    terminal.run("new-session", "-d", *size, "-c", str(home.folder), line)
    yield terminal
    terminal.run("kill-server")


def test_a_new_user_asks_looks_closer_and_leaves(terminal: Terminal, home: Home) -> None:
    terminal.shows("Ask", "2 articles")
    assert (home.folder / "index" / "articles.db").exists()
    terminal.type(QUESTION)
    terminal.press("Enter")
    terminal.shows("Hans Weber", "[1] “We shall keep the gates open,” said Hans Weber, the mayor.")
    terminal.press("Tab")
    terminal.shows("w Why")
    terminal.press("w")
    terminal.shows("Why this sentence", "rank 1 of", "BM25 by word")
    terminal.press("Escape")
    terminal.shows("Ask a question")
    terminal.press("Escape")
    terminal.shows("^b Sidebar")  # the prompt's keys; what follows Escape at once is taken for Alt
    terminal.type("/export notes.md")
    terminal.press("Enter")
    terminal.shows("exported to notes.md")
    assert (home.folder / "notes.md").read_text().startswith(f"# {QUESTION}\n\n## {QUESTION}\n\n")
    terminal.press("C-q")
    terminal.shows("left with 0")
