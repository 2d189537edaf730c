"""The threads of a service: one that writes the index, a few that read it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from typing import Any, ParamSpec, TypeVar

from qabot.errors import QabotError

_READERS = 2

P = ParamSpec("P")
Result = TypeVar("Result")


class Lanes:
    """What is written is done in the order it was begun in; what is read need not wait for it.

    Args:
        broken: called with a bug, on the thread that it was met on; the future raises it too.
    """

    def __init__(self, broken: Callable[[Exception], object]) -> None:
        self._broken = broken
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="index-writer")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="index-reader")
        self._begun: set[Future[Any]] = set()

    def write(self, work: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Future[Result]:
        """Begin something after everything that was begun here before."""
        return self._submit(self._writer, lambda: work(*args, **kwargs))

    def read(self, work: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Future[Result]:
        """Begin something that changes nothing in the index."""
        return self._submit(self._readers, lambda: work(*args, **kwargs))

    def wait(self) -> bool:
        """Until nothing is being done, what is begun meanwhile included; whether anything was."""
        waited = False
        while begun := {future for future in self._begun.copy() if not future.done()}:
            waited = True
            wait(begun)
        return waited

    def close(self, *, wait: bool = True) -> None:
        """Begin nothing more; what has not been begun is cancelled."""
        for executor in (self._writer, self._readers):
            executor.shutdown(wait=wait, cancel_futures=True)

    def _submit(self, executor: Executor, work: Callable[[], Result]) -> Future[Result]:
        def run() -> Result:
            try:
                return work()
            except QabotError:
                raise
            except Exception as bug:
                self._broken(bug)
                raise

        future = executor.submit(run)
        self._begun.add(future)
        future.add_done_callback(self._begun.discard)
        return future
