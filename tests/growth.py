"""How the time of some work grows with what it works on, told apart from a machine's noise."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 8
"""Times as long as the shorter input is the longer one, on which quadratic work takes 64 times."""
_WIDE = 3
"""Times more than linear that is put down to the machine, not to the work."""
_INSTANT_S = 0.005
"""Seconds of the processor below which a time is no evidence."""
_TRIES = 3


def grows_too_fast(
    work: Callable[[int], object], size: int, clock: Callable[[], float] = time.thread_time
) -> bool:
    """Whether the work on an input of eight times the size takes far more than eight times as long.

    Of each size the shortest of some times counts, as other work can only lengthen one, and a
    second look is taken before anything is called too slow.
    """
    return all(_seems_to_grow(work, size, clock) for _ in range(2))


def _seems_to_grow(work: Callable[[int], object], size: int, clock: Callable[[], float]) -> bool:
    longer = _seconds(work, TIMES * size, clock)
    if longer <= TIMES * _WIDE * _INSTANT_S:  # whatever the shorter one takes
        return False
    short = min(_seconds(work, size, clock) for _ in range(_TRIES))
    allowed = TIMES * _WIDE * max(short, _INSTANT_S)
    again = (_seconds(work, TIMES * size, clock) for _ in range(_TRIES - 1))
    return longer > allowed and all(seconds > allowed for seconds in again)


def _seconds(work: Callable[[int], object], size: int, clock: Callable[[], float]) -> float:
    began = clock()
    work(size)
    return clock() - began
