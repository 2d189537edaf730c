"""What a forked process may not share with the one that it was forked from."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

Kept = TypeVar("Kept")

_KEPT: WeakSet[PerProcess[Any]] = WeakSet()


class PerProcess(Generic[Kept]):
    """A lock or a pool of threads, made anew in a process that is forked.

    Threads stay behind when a process forks, and a lock that one of them held stays held: a child
    that waited for either would wait for ever.
    """

    def __init__(self, make: Callable[[], Kept]) -> None:
        self._make = make
        self.here = make()
        """The one of this process."""
        _KEPT.add(self)

    def make_again(self) -> None:
        """Forget the one of the process before."""
        self.here = self._make()


def _make_all_again() -> None:
    for kept in list(_KEPT):
        kept.make_again()


if hasattr(os, "register_at_fork"):  # where there is fork
    os.register_at_fork(after_in_child=_make_all_again)
