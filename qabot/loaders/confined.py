"""Loading in a process of its own, which is ended where a file takes too much time or memory.

What may take long or crash are the parsers of others, in C or fed with what nests and unpacks:
documents, web pages, dumps, archives. Plain text of the size of an article is read where it is
asked for: that takes a tenth of a millisecond, and sending it from process to process would take
as long again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from qabot.config import Settings
from qabot.loaders import CHANGED, load
from qabot.loaders.problems import one_line
from qabot.loaders.worker_line import IDLE, IdleWorkers, Worker, WorkerDied
from qabot.types import Article, SkippedFile

_PLAIN = frozenset((".txt", ".text", ".md", ".markdown"))
_SHORT = 100_000
"""Bytes up to which plain text is read in this process: the worst Markdown of that length takes
five seconds."""
_MOST_BAD_RECORDS = 20
"""Records of a file that may be too costly: for each, the file is read again up to there."""
_CAN_CONFINE = sys.platform != "win32" and bool(sys.executable)
"""Windows has no limits of this kind: there, files are read in the process that asks for them."""


def _nothing(*_: object) -> None:
    """For those who need not be told."""


class ConfinedLoader:
    """Loads files as :func:`qabot.loaders.load` does, whatever is in them; to be closed.

    A file, or one of many records in it, that takes more time or memory than the settings allow,
    or crashes what reads it, is skipped with the reason. One file at a time.

    Args:
        waiting: called every tenth of a second while a file is waited for; it may raise.
        workers: where processes are taken from.
    """

    def __init__(
        self, waiting: Callable[[], object] = _nothing, workers: IdleWorkers = IDLE
    ) -> None:
        self._waiting = waiting
        self._workers = workers
        self._worker: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Read no more."""
        if self._worker is not None:
            self._workers.give_back(self._worker)
            self._worker = None

    def load(
        self,
        path: Path,
        relative: str,
        settings: Settings,
        read: Callable[[int], None] = _nothing,
    ) -> Iterator[Article | SkippedFile]:
        """The articles of one file, and what of it could not be read; see there."""
        if not _CAN_CONFINE or _is_harmless(path):
            return load(path, relative, settings, read)
        return self._confined(_Job(path, relative, settings), read)

    def _confined(self, job: _Job, read: Callable[[int], None]) -> Iterator[Article | SkippedFile]:
        """What workers make of a file, as many as it takes."""
        before = _state(job.path)
        while True:
            try:
                yield from self._rest(job, read)
                if not job.changed and _state(job.path) != before:  # the worker reads ahead
                    yield SkippedFile(one_line(job.relative), CHANGED, retry=True)
                return
            except WorkerDied as death:
                if not job.goes_on_after(death):
                    yield job.skipped(death)
                    return

    def _rest(self, job: _Job, read: Callable[[int], None]) -> Iterator[Article | SkippedFile]:
        """What the job has not given yet; a worker that is left in the middle is ended."""
        from qabot.loaders.worker import LoadRequest

        worker, self._worker = self._worker or self._workers.take(), None
        request = LoadRequest(job.path.absolute(), job.relative, job.settings, job.left_out)
        try:
            for number, told in enumerate(worker.items(request, self._waiting), start=1):
                if number > job.given:
                    job.given, job.records = number, told.records
                    job.changed = isinstance(told.item, SkippedFile) and told.item.reason == CHANGED
                    read(told.position)
                    yield told.item
            self._worker = worker
        finally:
            if self._worker is not worker:
                worker.end()


@dataclass(slots=True)
class _Job:
    """A file to be read, what was given of it so far, and what of it is left out.

    ``records`` had begun when the last of the ``given`` items was made, which may have told that
    the file ``changed``.
    """

    path: Path
    relative: str
    settings: Settings
    given: int = 0
    records: int = 0
    changed: bool = False
    left_out: dict[int, str] = field(default_factory=dict)

    def goes_on_after(self, death: WorkerDied) -> bool:
        """Whether another worker is to read the rest, without the record that this one died of."""
        if death.may_have_been_tired:
            return True
        if death.record <= self.records or len(self.left_out) == _MOST_BAD_RECORDS:
            return False
        self.left_out[death.record] = death.reason(self.settings)
        return True

    def skipped(self, death: WorkerDied) -> SkippedFile:
        """The file, or what of it was not given, as skipped."""
        rest = "; the rest of it was not read" if self.given else ""
        reason = death.reason(self.settings) + rest
        return SkippedFile(one_line(self.relative), reason, retry=True, costly=True)


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of change of a file; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _is_harmless(path: Path) -> bool:
    """Whether a file is plain text no longer than an article, or not there."""
    try:
        return path.suffix.lower() in _PLAIN and path.stat().st_size <= _SHORT
    except OSError:
        return True
