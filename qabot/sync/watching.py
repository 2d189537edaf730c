"""When files of the folders change."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from qabot.config import Settings
from qabot.loaders import LOADERS, suffix_of

_WAKE_SECONDS = 0.5
"""How often it is looked whether to stop, to try again, or whether a folder was replaced."""


def wakes(
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
