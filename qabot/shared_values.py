"""What several bots in one process hold together, as long as one of them does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from qabot.per_process import PerProcess

Value = TypeVar("Value")


class SharedValues(Generic[Value]):
    """Makes a value for each key once, and gives the same to all who ask while it is in use.

    It is let go with the last of those who hold it. Safe to use from several threads: the others
    wait while one makes a value, so that it is not in memory twice.
    """

    def __init__(self) -> None:
        self._values: WeakValueDictionary[Hashable, Value] = WeakValueDictionary()
        self._lock = PerProcess(threading.Lock)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key; what ``make`` raises leaves it without one."""
        with self._lock.here:
            value = self._values.get(key)
            if value is None:
                value = self._values[key] = make()
            return value
