"""One writer at a time."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from qabot.errors import IndexLocked, IndexWriteError

LOCK = "writer.lock"
"""The file in an index that its writer holds."""
_HOLDER = "writer.json"
_WRITTEN: set[Path] = set()
"""The files by which this process tells that it writes."""


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the index's writer lock; the system frees it even if the process is killed.

    Raises:
        IndexLocked: another process is writing; the message says which.
        IndexWriteError: the folder cannot be written.
    """
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexLocked(
            f"index {folder} is being written by {_holder(folder)}; wait for it, or stop it, "
            "then run the command again"
        ) from error
    except OSError as error:
        raise IndexWriteError(f"cannot write to {folder}: {error.strerror or error}") from error
    holder = folder / _HOLDER
    _WRITTEN.add(holder)
    try:
        with suppress(OSError):  # a full disk is told where it matters
            holder.write_text(_this_process())
        yield
    finally:
        _forget(holder)
        lock.release()


def forget_writing() -> None:
    """Tell no more that this process writes, as it ends with its threads where they are."""
    for holder in list(_WRITTEN):
        _forget(holder)


def _forget(holder: Path) -> None:
    _WRITTEN.discard(holder)
    with suppress(OSError):
        holder.unlink()


def _this_process() -> str:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"process": os.getpid(), "host": socket.gethostname(), "since": started})


def _holder(folder: Path) -> str:
    try:
        holder = json.loads((folder / _HOLDER).read_text())
        return f"process {holder['process']} on {holder['host']} since {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
