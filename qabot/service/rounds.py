"""Keeping an index in step with its folders while files change."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from qabot.errors import QabotError, SyncStopped
from qabot.index import Index
from qabot.service.events import SyncEnded, SyncFailed, SyncMoved
from qabot.service.listeners import Listener
from qabot.sync.scan import checked_folder
from qabot.sync.telling import Progress
from qabot.sync.watching import wakes
from qabot.types import SyncProgress, SyncReport


def watch(
    index: Index,
    folders: Sequence[str | Path] = (),
    *,
    rebuild: bool = False,
    stop: threading.Event | None = None,
    progress: Progress | None = None,
) -> Iterator[SyncReport | QabotError]:
    """Sync at once, then after every batch of changes, until ``stop`` is set.

    Yields the report of the first round and of every later one that changed something, or skips
    other files than the round before; where a later round failed, its error instead, once however
    often it is tried again: a full disk, a folder that is gone for the moment or another writer
    does not end the watch. Changes are only a reason to compare the folders with the index, so an
    event that was lost, or a file that was renamed into place, makes no difference. What happens
    during a round leads to another. ``rebuild`` is for the first round alone.

    Raises:
        QabotError: the first round failed, as :meth:`Index.sync` says.
    """
    chosen = [checked_folder(Path(folder), index.folder) for folder in folders]
    stop = stop or threading.Event()
    known = chosen or [Path(folder) for folder in index.folders()]
    before: SyncReport | None = None
    told, tried = "", 0.0
    for due in wakes(known, index.folder, index.settings, stop):
        if not (due or (told and time.monotonic() - tried >= index.settings.sync.watch_retry)):
            continue
        tried = time.monotonic()
        try:
            report = index.sync(
                () if before else chosen,
                rebuild=rebuild and before is None,
                progress=_stopping(stop, progress),
            )
        except SyncStopped:
            return
        except QabotError as error:
            if before is None:
                raise
            if str(error) != told:
                yield error
            told = str(error)
            continue
        if before is None or told or report.tells_more_than(before):
            yield report
        before, told = report, ""


def tell_rounds(
    index: Index,
    folders: Sequence[str | Path],
    tell: Listener,
    *,
    rebuild: bool,
    stop: threading.Event,
) -> None:
    """Watch, and tell what each round comes to, and how it gets on, as events.

    Raises:
        QabotError: as :func:`watch`.
    """
    before: SyncReport | None = None

    def moved(progress: SyncProgress) -> None:
        tell(SyncMoved(progress))

    for outcome in watch(index, folders, rebuild=rebuild, stop=stop, progress=moved):
        if isinstance(outcome, QabotError):
            tell(SyncFailed(outcome))
        else:
            tell(SyncEnded(outcome, before))
            before = outcome


def _stopping(stop: threading.Event, progress: Progress | None) -> Progress:
    def tell(moved: SyncProgress) -> None:
        if stop.is_set():
            raise SyncStopped("the sync was stopped; what was done is kept")
        if progress is not None:
            progress(moved)

    return tell
