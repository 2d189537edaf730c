"""What Python calls while a test runs: seen with a profile, without a change to the program."""

from __future__ import annotations

import inspect
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import qabot.questions
from qabot.store import schema

_OPENING = inspect.unwrap(schema._begun).__code__
_QUESTIONS = str(Path(qabot.questions.__file__).parent)


@dataclass
class WatchedCalls:
    """How often a question was understood, what else was asked of its texts, and all SQL.

    ``parsed`` are the functions of :mod:`qabot.questions` that were given one of the ``texts``
    while nothing was being understood. ``statements`` are those that fetch rows: not the three
    (``PRAGMA query_only``, ``BEGIN`` and the first look) with which a connection is opened.
    """

    texts: tuple[str, ...]
    understood: int = 0
    parsed: list[str] = field(default_factory=list)
    statements: int = 0
    _depth: int = 0

    def see(self, frame: FrameType, event: str, called: Any) -> None:
        """Take note of a call or a return."""
        if event == "c_call":
            executes = called.__name__ == "execute"
            self.statements += (
                executes
                and isinstance(called.__self__, sqlite3.Connection)
                and frame.f_code is not _OPENING
            )
        elif event in {"call", "return"} and frame.f_code.co_filename.startswith(_QUESTIONS):
            self._see_question(frame, event)

    def _see_question(self, frame: FrameType, event: str) -> None:
        name = frame.f_code.co_name
        if name == "understand":
            self._depth += 1 if event == "call" else -1
            self.understood += event == "call"
        elif event == "call" and not self._depth:
            given = frame.f_code.co_varnames[: frame.f_code.co_argcount]
            if any(frame.f_locals.get(argument) in self.texts for argument in given):
                self.parsed.append(name)


@contextmanager
def watched(*texts: str) -> Iterator[WatchedCalls]:
    """See all calls of this thread."""
    calls = WatchedCalls(texts)
    sys.setprofile(calls.see)
    try:
        yield calls
    finally:
        sys.setprofile(None)
