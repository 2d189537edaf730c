"""How soon the chat is there and how fast it answers to keys, run by hand:

    python tests/benchmarks/chat.py INDEX [--rounds N]

Starts the real program in a terminal of its own and prints, as JSON, milliseconds from the start of
the process: ``first_paint`` until the prompt is on screen, ``first_paint_cpu`` the time that the
program's main thread computed for it (Linux: what it takes on a machine with nothing else to do),
``ready`` until the index is open; ``key_opening`` from a key to its echo, typed without a pause
from the first paint on, so while the index is being opened; and ``key_answering`` the same while
the first question is answered, for which the models are loaded.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

_PROMPT = "sk a question"
"""The placeholder without its first letter, on which the cursor stands."""
_READY = " articles · "
_KEYS = "ÄÖÜÅÆØÑÇ" * 5
"""Letters that nothing else on the screen has."""
_LONGEST = 60.0


class Terminal:
    """The program in a pseudo-terminal; ``seen`` is what it has written."""

    def __init__(self, arguments: list[str], columns: int = 120, rows: int = 40) -> None:
        self.started = time.perf_counter()
        self.process, self._file = pty.fork()
        if not self.process:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.environ.update(COLUMNS=str(columns), LINES=str(rows))
            os.execv(sys.executable, [sys.executable, *arguments])
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)
        self.seen = ""

    def wait_for(self, text: str, start: int = 0) -> float:
        """Milliseconds from the start of the process until the text was written."""
        while text not in self.seen[start:]:
            if time.perf_counter() - self.started > _LONGEST:
                raise TimeoutError(f"{text!r} was not written in {_LONGEST:.0f} s")
            ready, _, _ = select.select([self._file], [], [], 1.0)
            if ready:
                self.seen += os.read(self._file, 65536).decode("utf-8", "replace")
        return 1000 * (time.perf_counter() - self.started)

    def computed(self) -> float:
        """Milliseconds that the main thread has been on a CPU."""
        statistics_of_it = Path(f"/proc/{self.process}/schedstat").read_text()
        return int(statistics_of_it.split()[0]) / 1e6

    def send(self, text: str) -> None:
        os.write(self._file, text.encode())

    def key(self, character: str) -> float:
        """Milliseconds from a key to the first thing written after it that shows it."""
        seen = len(self.seen)
        pressed = time.perf_counter()
        self.send(character)
        self.wait_for(character, seen)
        return 1000 * (time.perf_counter() - pressed)

    def close(self) -> None:
        self.send("\x11")  # Ctrl+Q
        with contextlib.suppress(OSError):
            while os.read(self._file, 65536):
                pass
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def measure(index: Path) -> dict[str, list[float]]:
    """One run: when the screen and the index were there, and how long each key took."""
    terminal = Terminal(["-m", "qabot", "--index", str(index)])
    painted = terminal.wait_for(_PROMPT)
    computed = terminal.computed()
    opening = [terminal.key(character) for character in _KEYS]
    ready = terminal.wait_for(_READY)
    terminal.send("\r")
    answering = [terminal.key(character) for character in _KEYS]
    terminal.close()
    return {
        "first_paint": [painted],
        "first_paint_cpu": [computed],
        "ready": [ready],
        "key_opening": opening,
        "key_answering": answering,
    }


def summary(runs: list[dict[str, list[float]]]) -> dict[str, dict[str, float]]:
    """Median and worst of each figure over the runs."""
    figures = {name: [value for run in runs for value in run[name]] for name in runs[0]}
    return {
        name: {"median_ms": round(statistics.median(values), 1), "worst_ms": round(max(values), 1)}
        for name, values in figures.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    runs = [measure(arguments.index) for _ in range(arguments.rounds)]
    print(json.dumps(summary(runs), indent=2))


if __name__ == "__main__":
    main()
