"""Batches that wait for their vectors, leased to the workers of a pool until each is done."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qabot.config import SyncSettings
from qabot.errors import PoolProblem
from qabot.protocols import PoolWorkers
from qabot.sync.waiting_passages import WaitingBatch
from qabot.types import PassageEncoding

_WAIT_SECONDS = 0.2
"""How long a reply is waited for before it is told how far the work is, which may stop it."""
_AHEAD = 2
"""Batches that are out for each worker: the one that it works on, and the next."""

Store = Callable[[WaitingBatch, Mapping[bytes, PassageEncoding]], None]
"""Gives the passages of a batch what was made of it."""


@dataclass(slots=True)
class _Lease:
    """A batch that is out, for the ``tries``-th time, and when it counts as lost (in seconds)."""

    batch: WaitingBatch
    tries: int
    until: float


class Leases:
    """Hands out batches, hands out again what is lost, and stores each once.

    A batch is lost when its worker is, or when it is not back in time; what comes back later is let
    go. Results are stored as they come, in any order. Whatever ends the work leaves what was stored
    as it is, and takes back what is out.

    Args:
        workers: of a pool that is open.
        store: called for each batch once, with vectors for all that it was missing.
        tell: called several times a second; it may raise to end the work.
        clock: seconds from any beginning.
    """

    def __init__(
        self,
        workers: PoolWorkers,
        settings: SyncSettings,
        store: Store,
        tell: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workers = workers
        self._settings = settings
        self._store = store
        self._tell = tell
        self._clock = clock
        self._out: dict[int, _Lease] = {}
        self._again: deque[tuple[WaitingBatch, int]] = deque()
        self._number = 0

    def embed(self, batches: Iterator[WaitingBatch]) -> None:
        """Have all batches embedded.

        Raises:
            PoolProblem: the pool can be used no longer, or a batch was lost too often.
        """
        try:
            while self._hand_out(batches):
                self._take_back()
                self._give_up_late()
                self._tell()
        finally:
            for lease in self._out:
                self._workers.withdraw(lease)

    def _hand_out(self, batches: Iterator[WaitingBatch]) -> bool:
        """Keep all workers busy; whether anything is out then."""
        while len(self._out) < _AHEAD * self._workers.count:
            if self._again:
                self._lease(*self._again.popleft())
            elif batch := next(batches, None):
                if batch.missing:
                    self._lease(batch, 1)
                else:
                    self._store(batch, {})
            else:
                break
        return bool(self._out)

    def _lease(self, batch: WaitingBatch, tries: int) -> None:
        self._number += 1
        until = self._clock() + self._settings.lease_seconds
        self._workers.submit(self._number, list(batch.missing.values()))
        self._out[self._number] = _Lease(batch, tries, until)

    def _take_back(self) -> None:
        for reply in self._workers.collect(_WAIT_SECONDS):
            lease = self._out.pop(reply.lease, None)
            if lease is None:
                continue  # it was late, and is another worker's by now
            if reply.encodings is None:
                self._retry(lease, reply.lost)
            else:
                made = dict(zip(lease.batch.missing, reply.encodings, strict=True))
                self._store(lease.batch, made)

    def _give_up_late(self) -> None:
        now = self._clock()
        for number in [number for number, lease in self._out.items() if lease.until <= now]:
            self._workers.withdraw(number)
            late = f"it was not back after {self._settings.lease_seconds:g} s"
            self._retry(self._out.pop(number), late)

    def _retry(self, lease: _Lease, lost: str) -> None:
        if lease.tries >= self._settings.lease_tries:
            first, last = lease.batch.paths
            raise PoolProblem(
                f"passages of {first} to {last} were lost {lease.tries} times, last because {lost};"
                " what was embedded is kept: run it again to go on, or without --embed to go on"
                " here"
            )
        self._again.append((lease.batch, lease.tries + 1))
