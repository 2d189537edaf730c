"""A forked process waits for no thread and no lock of the one that it was forked from."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from qabot.per_process import PerProcess

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
    pytest.mark.timeout(20),
]


def in_a_child(work: Callable[[], str]) -> str:
    """What some work comes to in a forked process."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writer, work().encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def test_a_lock_that_is_held_is_free_in_the_child() -> None:
    lock = PerProcess(threading.Lock)
    with lock.here:
        assert in_a_child(lambda: str(lock.here.acquire(timeout=5))) == "True"
        assert lock.here.locked()


def test_threads_stay_behind_and_others_work() -> None:
    pool = PerProcess(lambda: ThreadPoolExecutor(1))
    assert pool.here.submit(lambda: "parent").result() == "parent"
    assert in_a_child(lambda: pool.here.submit(lambda: "child").result(5)) == "child"
    pool.here.shutdown()
