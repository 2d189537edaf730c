"""Keeping an index in step with its folders while files change."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from qabot.config import Settings
from qabot.errors import QabotError, SyncStopped
from qabot.index import Index
from qabot.loaders import LOADERS, suffix_of
from qabot.sync.scan import checked_folder
from qabot.sync.telling import Progress
from qabot.types import SyncProgress, SyncReport

_WAKE_SECONDS = 0.5
"""How often it is looked whether to stop, to try again, or whether a folder was replaced."""


def watch(
    index: Index,
    folders: Sequence[str | Path] = (),
    *,
    stop: threading.Event | None = None,
    progress: Progress | None = None,
) -> Iterator[SyncReport | QabotError]:
    """Sync at once, then after every batch of changes, until ``stop`` is set.

    Yields the report of the first round and of every later one that changed something, or skips
    other files than the round before; where a later round failed, its error instead, once however
    often it is tried again: a full disk, a folder that is gone for the moment or another writer
    does not end the watch. Changes are only a reason to compare the folders with the index, so an
    event that was lost, or a file that was renamed into place, makes no difference. What happens
    during a round leads to another.

    Raises:
        QabotError: the first round failed, as :meth:`Index.sync` says.
    """
    chosen = [checked_folder(Path(folder), index.folder) for folder in folders]
    stop = stop or threading.Event()
    known = chosen or [Path(folder) for folder in index.folders()]
    before: SyncReport | None = None
    told, tried = "", 0.0
    for due in _wakes(known, index.folder, index.settings, stop):
        if not (due or (told and time.monotonic() - tried >= index.settings.sync.watch_retry)):
            continue
        tried = time.monotonic()
        try:
            report = index.sync(() if before else chosen, progress=_stopping(stop, progress))
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


def _wakes(
    folders: Sequence[Path], index: Path, settings: Settings, stop: threading.Event
) -> Iterator[bool]:
    """Now and then, whether there is a reason to sync: the start, a change, a folder replaced."""
    from watchfiles import watch as file_changes  # with anyio: 0.05 s

    while not stop.is_set():
        seen = _identities(folders)
        due = True
        for changes in file_changes(
            *(folder for folder in folders if seen[folder]),
            watch_filter=lambda _, path: _concerns_articles(Path(path), folders, index),
            debounce=round(1000 * settings.sync.watch_longest),
            step=round(1000 * settings.sync.watch_quiet),
            rust_timeout=round(1000 * _WAKE_SECONDS),
            yield_on_timeout=True,
            stop_event=stop,
        ):
            yield due or bool(changes)  # due once the watch is on, so that nothing slips between
            due = False
            if _identities(folders) != seen:
                break


def _identities(folders: Sequence[Path]) -> dict[Path, tuple[int, int] | None]:
    """What each folder is on its disk; None where there is no such folder now."""
    identities: dict[Path, tuple[int, int] | None] = {}
    for folder in folders:
        try:
            status = folder.stat()
            identities[folder] = status.st_dev, status.st_ino
        except OSError:
            identities[folder] = None
    return identities


def _concerns_articles(path: Path, folders: Sequence[Path], index: Path) -> bool:
    """Whether a path may be an article or a folder of some: not hidden, nor of the index."""
    if path.is_relative_to(index.resolve()):
        return False
    inside = next((path.relative_to(root) for root in folders if path.is_relative_to(root)), path)
    if any(part.startswith((".", "~$")) for part in inside.parts):
        return False
    return suffix_of(path.name) in LOADERS or not path.is_file()


def _stopping(stop: threading.Event, progress: Progress | None) -> Progress:
    def tell(moved: SyncProgress) -> None:
        if stop.is_set():
            raise SyncStopped("the sync was stopped; what was done is kept")
        if progress is not None:
            progress(moved)

    return tell
