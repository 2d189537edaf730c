"""The parent's end of the line to a worker: begun, asked, listened to and ended here."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qabot.config import Settings

if TYPE_CHECKING:  # there is no such worker on Windows
    from qabot.loaders.worker import LoadedItem, LoadRequest

_LOOK_SECONDS = 0.1
"""How often it is looked whether to go on waiting."""
_WALL = 30
"""Times the limit of processor time after which a worker is ended that does nothing at all, as on
a disk that does not answer; even on a machine on which twenty others work it gets that far."""
_START = (
    "import sys; sys.path[:0] = [p for p in sys.argv[1:2] if p not in sys.path]; "
    "from qabot.loaders.worker import main; main()"
)


@dataclass(frozen=True, slots=True)
class WorkerDied(Exception):
    """A worker ended in the middle of a file: by which status, in which record of it.

    ``files`` counts those that it was given.
    """

    status: int
    record: int
    files: int

    @property
    def may_have_been_tired(self) -> bool:
        """Whether another worker may read what this one could not.

        That of an earlier file may be what took its memory; or it had just ended for want of work.
        """
        return self.files > 1 and self.status not in (-signal.SIGXCPU, -signal.SIGALRM)

    def reason(self, settings: Settings) -> str:
        """Why the file is skipped, in words."""
        from qabot.loaders.worker import OUT_OF_MEMORY

        limits = settings.sync
        if self.status in (-signal.SIGXCPU, -signal.SIGALRM):
            return f"took over {limits.load_seconds:g} s to read; split it, or --set load_seconds=N"
        doubt = "" if self.status == OUT_OF_MEMORY else ", or is damaged"
        return (
            f"needs over {limits.load_megabytes / 1000:g} GB of memory to read{doubt}; "
            "split it, or --set load_megabytes=N"
        )


class Worker:
    """A process that reads files, one after the other."""

    def __init__(self) -> None:
        from qabot.loaders.worker import Ledger

        self._line, child = Pipe()
        with child, tempfile.TemporaryFile() as file:
            self._ledger = Ledger.on(file.fileno())
            passed = (child.fileno(), file.fileno())
            root = str(Path(__file__).parents[2])
            command = [sys.executable, "-P", "-c", _START, root, *map(str, passed)]
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=passed,
                process_group=0,  # Ctrl+C is for this process, which ends that one
            )
        self._files = 0

    @property
    def process(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it has not ended by itself."""
        return self._process.poll() is None

    def items(self, request: LoadRequest, waiting: Callable[[], object]) -> Iterator[LoadedItem]:
        """What it makes of a file, to its end.

        Args:
            waiting: called every tenth of a second while there is nothing to receive.

        Raises:
            WorkerDied: it ended before, or got nowhere for much longer than it may take.
        """
        from qabot.loaders.worker import FileLoaded

        self._files += 1
        try:
            self._line.send(request)
            while True:
                self._wait(request.settings.sync.load_seconds, waiting)
                told: Any = self._line.recv()
                if isinstance(told, FileLoaded):
                    return
                if isinstance(told, logging.LogRecord):
                    logging.getLogger(told.name).handle(told)
                else:
                    yield told
        except (EOFError, ConnectionError):
            status = self._process.wait()
            raise WorkerDied(status, self._ledger.record, self._files) from None

    def end(self) -> None:
        """Kill it, whatever it is doing: it holds nothing that anyone would miss."""
        self._process.kill()
        self._process.wait()
        self._line.close()
        self._ledger.close()

    def _wait(self, seconds: float, waiting: Callable[[], object]) -> None:
        """Until there is something to receive."""
        steps, since = -1, time.monotonic()
        while not self._line.poll(_LOOK_SECONDS):
            waiting()
            if self._ledger.steps != steps:
                steps, since = self._ledger.steps, time.monotonic()
            elif time.monotonic() - since > _WALL * seconds:
                self._process.send_signal(signal.SIGALRM)


class IdleWorkers:
    """Workers that wait for the next sync of this process.

    Starting one takes a quarter of a second, and what reads web pages half of one more. After a
    minute without work they end by themselves.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: list[Worker] = []

    def take(self) -> Worker:
        """One that is ready, or a new one."""
        with self._lock:
            while self._workers:
                worker = self._workers.pop()
                if worker.alive:
                    return worker
                worker.end()
        return Worker()

    def give_back(self, worker: Worker) -> None:
        """Keep one that has read a file to its end."""
        with self._lock:
            self._workers.append(worker)

    def forget(self) -> None:
        """Leave them to another process: this one is a copy of theirs."""
        self._lock, self._workers = threading.Lock(), []

    def end(self) -> None:
        """End them all."""
        with self._lock:
            while self._workers:
                self._workers.pop().end()


IDLE = IdleWorkers()
"""Those of this process."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=IDLE.forget)
