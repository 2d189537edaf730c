"""The process that reads files which may hang, crash or eat memory; its parent can end it.

It is run by :mod:`qabot.loaders.worker_line`, and ends by itself when its parent is gone, or where
the system finds it over its limits. What it is asked and what it answers are the messages below.
"""

from __future__ import annotations

import logging
import logging.handlers
import math
import mmap
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from qabot.config import Settings
from qabot.errors import LoadTooCostly
from qabot.loaders import load
from qabot.loaders.supervision import SUPERVISOR
from qabot.types import Article, SkippedFile

OUT_OF_MEMORY = 77
"""Exit status of a worker that got no more memory."""
_NEARLY = 0.7
"""Share of the memory that it may have: what asks for more in one piece fails long before."""
_IDLE_SECONDS = 60.0
"""How long it waits for another file: until the next round of a folder that is worked in."""
_RENEWED_EVERY = 0.5
"""Seconds of processor time that are not worth telling the system."""


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """A file to be read, as :func:`qabot.loaders.load` does.

    ``left_out`` are records in it, by number from 1 in the order in which they begin, that are not
    to be read, and why.
    """

    path: Path
    relative: str
    settings: Settings
    left_out: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedItem:
    """An item of the file, about how many bytes were read by then, and how many records begun."""

    item: Article | SkippedFile
    position: int
    records: int


@dataclass(frozen=True, slots=True)
class FileLoaded:
    """The file was read to its end."""


class Ledger:
    """What a worker notes where its parent can read it even after its death.

    ``record`` is the number of the record that is being read, 0 outside of one; ``steps`` counts
    whatever shows that it gets on.
    """

    _FORM = struct.Struct("QQ")

    def __init__(self, file: int) -> None:
        self._memory = mmap.mmap(file, self._FORM.size)

    @classmethod
    def on(cls, file: int) -> Self:
        """A new one in an empty file, by its descriptor, which may be closed then."""
        os.truncate(file, cls._FORM.size)
        return cls(file)

    @property
    def record(self) -> int:
        """The record that was begun last and has not ended."""
        return int(self._FORM.unpack_from(self._memory)[0])

    @property
    def steps(self) -> int:
        """How often something was noted."""
        return int(self._FORM.unpack_from(self._memory)[1])

    def note(self, record: int) -> None:
        """Note where the worker is."""
        self._FORM.pack_into(self._memory, 0, record, self.steps + 1)

    def close(self) -> None:
        """Let go of it."""
        self._memory.close()


@dataclass(slots=True)
class LimitedSupervisor:
    """Gives each record and each part that is read the time that the settings allow."""

    request: LoadRequest
    ledger: Ledger
    begun: int = 0
    _open: list[int] = field(default_factory=list)
    _renewed: float = -math.inf

    def __post_init__(self) -> None:
        self._renew()

    def begin_record(self) -> None:
        """Note its number, and leave it out where that was asked for."""
        self.begun += 1
        if reason := self.request.left_out.get(self.begun):
            raise LoadTooCostly(reason)
        self._open.append(self.begun)
        self._renew()

    def end_record(self) -> None:
        """Go back to the record that it was in."""
        self._open.pop()
        self._renew()

    def note_read(self) -> None:
        """Allow more time: the file is got on with."""
        self._renew()

    @property
    def short_of_memory(self) -> bool:
        """Whether the process has ever had nearly all the memory that it may have."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return peak > _NEARLY * self.request.settings.sync.load_megabytes * 1e6

    def _renew(self) -> None:
        self.ledger.note(self._open[-1] if self._open else 0)
        now = time.process_time()
        if now - self._renewed >= _RENEWED_EVERY:
            self._renewed = now
            _limit(resource.RLIMIT_CPU, math.ceil(now + self.request.settings.sync.load_seconds))


class _ToldLog(logging.handlers.QueueHandler):
    """Tells the parent what qabot logs; standard error may be a screen that others draw on.

    What the parsers of others log names no file, and the report says what became of it.
    """

    def __init__(self, parent: Connection) -> None:
        super().__init__(parent)  # type: ignore[arg-type]  # it is only ever handed to enqueue
        self._parent = parent
        self.addFilter(logging.Filter("qabot"))

    def enqueue(self, record: logging.LogRecord) -> None:
        self._parent.send(record)


def serve(parent: Connection, ledger: Ledger) -> None:
    """Read the files that the parent asks for, one after the other, until it is gone."""
    logging.basicConfig(handlers=[_ToldLog(parent)], level=logging.WARNING)
    while parent.poll(_IDLE_SECONDS):
        try:
            request: LoadRequest = parent.recv()
        except EOFError:
            return
        _limit(resource.RLIMIT_DATA, int(request.settings.sync.load_megabytes * 1e6))
        _read(request, parent, ledger)


def _read(request: LoadRequest, parent: Connection, ledger: Ledger) -> None:
    supervisor = LimitedSupervisor(request, ledger)
    SUPERVISOR.set(supervisor)
    position = 0

    def note(read: int) -> None:
        nonlocal position
        position = read

    for item in load(request.path, request.relative, request.settings, note):
        parent.send(LoadedItem(item, position, supervisor.begun))
    parent.send(FileLoaded())


def _limit(what: int, value: int) -> None:
    """Set what the system allows this process, as far as it lets itself be told."""
    most = resource.getrlimit(what)[1]
    resource.setrlimit(what, (value if most == resource.RLIM_INFINITY else min(value, most), most))


def main() -> None:
    """What the process does: its arguments are the descriptors of its connection and ledger."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends this
    _limit(resource.RLIMIT_CORE, 0)
    connection, ledger = (int(number) for number in sys.argv[-2:])
    try:
        serve(Connection(connection), Ledger(ledger))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except ConnectionError:
        os._exit(0)  # the parent is gone
