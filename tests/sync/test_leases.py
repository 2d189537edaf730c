"""Batches are leased to a pool's workers: what is lost goes out again, and each is stored once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from qabot.config import Settings
from qabot.errors import PoolProblem, SyncStopped
from qabot.sync.leases import Leases
from qabot.sync.waiting_passages import WaitingBatch
from qabot.types import PassageEncoding, PassageInput
from tests.doubles import WordEncoder
from tests.simulated_pool import SimulatedPool

SETTINGS = Settings.of(lease_seconds=10.0, lease_tries=3).sync


def batch(number: int, *, known: bool = False) -> WaitingBatch:
    """One passage that says its number, which its vectors are missing for or not."""
    digest = bytes([number])
    passage = PassageInput("", (f"moon {number}",))
    made = WordEncoder().encode_passages([passage])
    return WaitingBatch(
        {number: digest},
        dict(zip([digest], made, strict=True)) if known else {},
        {} if known else {digest: passage},
        (f"{number}.txt", f"{number}.txt"),
    )


class Kept:
    """What was stored, by the number of the batch, in order."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def __call__(self, batch: WaitingBatch, made: Mapping[bytes, PassageEncoding]) -> None:
        assert made.keys() == batch.missing.keys()
        self.numbers += batch.digests


def embed(pool: SimulatedPool, *batches: WaitingBatch) -> list[int]:
    kept = Kept()
    with pool.opened(WordEncoder()) as workers:
        Leases(workers, SETTINGS, kept, lambda: None, pool.clock).embed(iter(batches))
    return kept.numbers


def test_all_workers_are_kept_busy_to_the_end() -> None:
    pool = SimulatedPool(count=4, seconds=3.0)
    assert sorted(embed(pool, *map(batch, range(40)))) == list(range(40))
    assert pool.clock() == pytest.approx(3.0 * 40 / 4)
    assert len(pool.handed_out) == 40
    assert pool.withdrawn == []


def test_no_more_is_out_than_two_batches_a_worker() -> None:
    pool = SimulatedPool(count=3)
    kept = Kept()
    out: list[int] = []

    def tell() -> None:
        out.append(len(pool.handed_out) - len(kept.numbers))

    with pool.opened(WordEncoder()) as workers:
        Leases(workers, SETTINGS, kept, tell, pool.clock).embed(map(batch, range(12)))
    assert len(kept.numbers) == 12
    assert max(out) <= 6


def test_a_lost_batch_goes_out_again() -> None:
    pool = SimulatedPool(fate=lambda number: "its worker died" if number in {1, 4, 5} else "")
    assert sorted(embed(pool, *map(batch, range(8)))) == list(range(8))
    assert len(pool.handed_out) == 8 + 3


def test_a_worker_of_which_nothing_is_heard_loses_its_batch_to_another() -> None:
    pool = SimulatedPool(fate=lambda number: "silent" if number == 2 else "")
    assert sorted(embed(pool, *map(batch, range(3)))) == [0, 1, 2]
    assert pool.withdrawn == [2]
    assert pool.handed_out[-1] == ["moon 1"]
    assert 10.0 <= pool.clock() <= 12.0


def test_what_comes_back_late_is_not_stored_a_second_time() -> None:
    pool = SimulatedPool(count=1, seconds=6.0, late=True)
    # Both are out from the start; the second is back after 12 s, and was given up after 10.
    assert embed(pool, batch(0), batch(1)) == [0, 1]
    assert pool.withdrawn == [2]
    assert pool.handed_out == [["moon 0"], ["moon 1"], ["moon 1"]]


def test_a_batch_that_is_lost_each_time_ends_the_work_and_is_named() -> None:
    pool = SimulatedPool(
        count=1, fate=lambda number: "its worker ran out of memory" if number != 1 else ""
    )
    kept = Kept()
    with pytest.raises(PoolProblem) as raised, pool.opened(WordEncoder()) as workers:
        Leases(workers, SETTINGS, kept, lambda: None, pool.clock).embed(map(batch, range(2)))
    assert kept.numbers == [0]
    assert str(raised.value).startswith(
        "passages of 1.txt to 1.txt were lost 3 times, last because its worker ran out of memory;"
    )
    assert "run it again" in str(raised.value)


def test_whoever_stops_the_work_takes_back_what_is_out() -> None:
    pool = SimulatedPool(count=2)
    kept = Kept()

    def stop() -> None:
        if kept.numbers:
            raise SyncStopped("stopped")

    with pytest.raises(SyncStopped), pool.opened(WordEncoder()) as workers:
        Leases(workers, SETTINGS, kept, stop, pool.clock).embed(map(batch, range(9)))
    assert kept.numbers == [0, 1]
    assert pool.withdrawn == [3, 4]


def test_vectors_that_are_known_are_not_made_again() -> None:
    pool = SimulatedPool()
    assert sorted(embed(pool, batch(0, known=True), batch(1), batch(2, known=True))) == [0, 1, 2]
    assert pool.handed_out == [["moon 1"]]
    assert embed(pool, batch(0, known=True)) == [0]
