"""What whoever watches over the loading of a file is told while it goes on.

Loaders are plain functions of a file, and most runs are watched by nobody; so the watcher is a
variable of the context and no argument of theirs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Supervisor(Protocol):
    """Watches over the loading of one file."""

    def begin_record(self) -> None:
        """One of many records begins, maybe inside another; LoadRefused leaves it out."""

    def end_record(self) -> None:
        """The record that began last is done with."""

    def note_read(self) -> None:
        """More of the file is about to be read."""

    @property
    def short_of_memory(self) -> bool:
        """Whether there is so little memory that an error may be for want of it."""


SUPERVISOR: ContextVar[Supervisor | None] = ContextVar("supervisor", default=None)
"""Who watches in this context."""


@contextmanager
def record() -> Iterator[None]:
    """While one of a file's many records is read.

    Raises:
        LoadRefused: the supervisor wants it left out.
    """
    supervisor = SUPERVISOR.get()
    if supervisor is None:
        yield
        return
    supervisor.begin_record()
    try:
        yield
    finally:
        supervisor.end_record()


def short_of_memory() -> bool:
    """Whether an error may be for want of memory: not all parsers say so."""
    supervisor = SUPERVISOR.get()
    return supervisor is not None and supervisor.short_of_memory


def open_watched(descriptor: int) -> BinaryIO:
    """The file with this descriptor, to be read; the supervisor hears of each part that is."""
    return io.BufferedReader(_WatchedFile(descriptor))


class _WatchedFile(io.FileIO):
    def readinto(self, buffer: WriteableBuffer) -> int | None:
        if supervisor := SUPERVISOR.get():
            supervisor.note_read()
        return super().readinto(buffer)
