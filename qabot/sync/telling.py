"""Telling whoever asked for a sync how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from qabot.sync.tally import SyncTally
from qabot.types import SyncProgress

Progress = Callable[[SyncProgress], None]
"""Called as files are read and passages embedded; it may raise SyncStopped to end the sync."""

_PAUSE_SECONDS = 0.2


@dataclass(slots=True)
class Teller:
    """Tells how far it is each time that it is called, if there is anyone to tell."""

    tally: SyncTally
    progress: Progress | None
    _told: float = 0.0

    def __call__(self) -> None:
        """Tell it now."""
        self._told = time.perf_counter()
        if self.progress is not None:
            self.progress(self.tally.progress())

    def now_and_then(self) -> None:
        """Tell it unless it was told just now.

        Whoever wants to stop a sync does so when told, so this is called often.
        """
        if time.perf_counter() - self._told >= _PAUSE_SECONDS:
            self()
