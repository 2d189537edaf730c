"""How long may be looked for an answer."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class TimeBudget:
    """The time for an answer, asked before each step that the answer could do without.

    ``ran_out`` tells that a step was left out, so that there may be a better answer. ``clock``
    tells the time in seconds.
    """

    seconds: float = math.inf
    clock: Callable[[], float] = time.monotonic
    ran_out: bool = False
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.clock()

    def has_time(self) -> bool:
        """Whether there is time for one more step; if not, it is noted that one was left out."""
        if self.clock() - self._began < self.seconds:
            return True
        self.ran_out = True
        return False

    def extend(self, seconds: float) -> None:
        """Allow more, for what is not part of looking for an answer."""
        self.seconds += seconds
