"""Where the time of a sync goes, and from that how long the rest of it will take."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from qabot.types import SyncStage


@dataclass(slots=True)
class Pace:
    """The seconds that each stage has taken; time in an inner one does not count for the outer.

    ``clock`` tells the time in seconds.
    """

    clock: Callable[[], float] = time.perf_counter
    stage: SyncStage = SyncStage.READING
    started: float = field(init=False)
    _since: float = field(init=False)
    _spent: defaultdict[SyncStage, float] = field(default_factory=lambda: defaultdict(float))

    def __post_init__(self) -> None:
        self.started = self._since = self.clock()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return self.clock() - self.started

    def spent(self, stage: SyncStage) -> float:
        """Seconds in a stage so far, the present one counted up to now."""
        now = self.clock()
        self._spent[self.stage] += now - self._since
        self._since = now
        return self._spent[stage]

    @contextmanager
    def during(self, stage: SyncStage) -> Iterator[None]:
        """Be in a stage, then in the one before again."""
        outer = self._enter(stage)
        try:
            yield
        finally:
            self._enter(outer)

    def _enter(self, stage: SyncStage) -> SyncStage:
        self.spent(stage)
        before, self.stage = self.stage, stage
        return before
