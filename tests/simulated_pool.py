"""A pool of workers that exist on paper: time passes as it is told, and no process is started."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from qabot.protocols import Encoder
from qabot.types import PassageEncoding, PassageInput, PoolReply


@dataclass(slots=True)
class Clock:
    """Seconds that pass when someone says so."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


Fate = Callable[[int], str]
"""What becomes of the batch that is the n-th to be handed out, from 1: "" for done, "silent" if
nothing is heard of it, else the reason why it is lost."""


def all_done(number: int) -> str:
    """Each batch is done."""
    return ""


@dataclass(slots=True)
class SimulatedPool:
    """Workers that each take ``seconds`` for a batch, and embed by the encoder they stand in for.

    ``handed_out`` has the texts of every batch, in the order in which they were handed out, and
    ``withdrawn`` the numbers of those that were taken back; ``opened_for`` the fingerprints of the
    encoders that it was opened for. ``late`` replies come though their batch was withdrawn.
    """

    count: int = 2
    seconds: float = 1.0
    fate: Fate = all_done
    clock: Clock = field(default_factory=Clock)
    handed_out: list[list[str]] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    opened_for: list[str] = field(default_factory=list)
    late: bool = False
    _encoder: Encoder | None = None
    _free: list[float] = field(default_factory=list)
    _due: dict[int, tuple[float, PoolReply]] = field(default_factory=dict)

    @contextmanager
    def opened(self, encoder: Encoder) -> Iterator[SimulatedPool]:
        self.opened_for.append(encoder.fingerprint)
        self._encoder = encoder
        self._free = [self.clock()] * self.count
        yield self
        self._due.clear()

    def submit(self, lease: int, passages: Sequence[PassageInput]) -> None:
        self.handed_out.append([passage.text for passage in passages])
        worker = min(range(self.count), key=self._free.__getitem__)
        done = max(self._free[worker], self.clock()) + self.seconds
        fate = self.fate(len(self.handed_out))
        if fate == "silent":
            return
        self._free[worker] = done
        self._due[lease] = done, self._reply(lease, passages, fate)

    def _reply(self, lease: int, passages: Sequence[PassageInput], fate: str) -> PoolReply:
        if fate:
            return PoolReply(lease, None, fate)
        assert self._encoder is not None
        made: list[PassageEncoding] = self._encoder.encode_passages(passages)
        return PoolReply(lease, tuple(made))

    def collect(self, seconds: float) -> list[PoolReply]:
        first = min((due for due, _ in self._due.values()), default=float("inf"))
        self.clock.seconds = max(self.clock(), min(first, self.clock() + seconds))
        now = self.clock()
        ready = [lease for lease, (due, _) in self._due.items() if due <= now]
        return [self._due.pop(lease)[1] for lease in ready]

    def withdraw(self, lease: int) -> None:
        self.withdrawn.append(lease)
        if not self.late:
            self._due.pop(lease, None)
