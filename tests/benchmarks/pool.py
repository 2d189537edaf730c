"""How much faster a pool embeds, run by hand:

    python tests/benchmarks/pool.py [--passages N] [--batch-passages N] [--workers 1 2 4]
        [--simulate 1 2 4 ... 256]

Makes an index of generated articles by workers of a Ray cluster on this machine, one processor
each, for each number of workers (``--workers`` alone: none). Then measures what this program does
itself for a batch, by a pool that answers at once; and lets the same leases run against workers on
paper that take as long for a batch as one real worker did (or ``--batch`` seconds), with all that
comes back going through one wire of ``--network`` megabytes a second. Prints JSON: passages a
second once two batches of each worker are back, and the speed-up over the first number of workers.
On a machine with fewer free processors than workers these tell nothing; therefore also passages
for a second of the processor, of all workers together and of the one that needed most, which is
who would end last where each had a processor of its own, and the speed-up by it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from qabot.config import Settings
from qabot.encoding.pool_worker import as_texts, packed, unpacked
from qabot.encoding.ray_pool import RayPool
from qabot.index import Index
from qabot.protocols import EmbeddingPool, Encoder
from qabot.sync.leases import Leases
from qabot.sync.waiting_passages import WaitingBatch
from qabot.types import PassageEncoding, PassageInput, PoolReply, SyncProgress
from qabot.types.unit_vectors import unit
from tests.doubles import WordEncoder
from tests.simulated_pool import SimulatedPool

_SAMPLES = Path(__file__).parents[2] / "qabot" / "samples"
_SENTENCES = 30
_PASSAGES_AN_ARTICLE = 8
"""About: so many come of so many sentences."""
_DIMENSION = 384
_MOST_SENTENCES = 100_000
_INSTANT_S = 0.01


def write_articles(folder: Path, passages: int) -> None:
    """Articles of sentences out of the samples, in an order of their own."""
    chance = random.Random(0)
    known = [
        sentence
        for sample in sorted(_SAMPLES.glob("*.md"))
        for sentence in sample.read_text(encoding="utf-8").replace("\n", " ").split(". ")
        if 40 < len(sentence) < 300
    ]
    for number in range(max(passages // _PASSAGES_AN_ARTICLE, 1)):
        text = ". ".join(chance.sample(known, _SENTENCES))
        (folder / f"{number}.txt").write_text(f"Article {number}\n\n{text}.", encoding="utf-8")


def worker_seconds() -> dict[int, float]:
    """Seconds of the processor that each worker of Ray on this machine has used, by process."""
    used = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            name = (process / "cmdline").read_bytes()
            if name.startswith(b"ray::") and b"Agent" not in name:  # which serve Ray itself
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                ticks = int(fields[11]) + int(fields[12])
                used[int(process.name)] = ticks / os.sysconf("SC_CLK_TCK")
    return used


class Watch:
    """Notes when passages came back: seconds, what workers had used, and how many by then.

    Until so many passages are back, workers still load what they need.
    """

    def __init__(self, loading: int = 1) -> None:
        self._loading = loading
        self._moments: list[tuple[float, dict[int, float], int]] = []

    def __call__(self, moved: SyncProgress) -> None:
        before = self._moments[-1][-1] if self._moments else self._loading - 1
        if moved.embedded > before:
            self._moments.append((time.perf_counter(), worker_seconds(), moved.embedded))

    @property
    def rates(self) -> Rates:
        """Passages a second between the first moment and the last."""
        (begin, used, few), (end, used_at_last, all_of_them) = self._moments[0], self._moments[-1]
        passages = all_of_them - few
        seconds = [spent - used.get(worker, 0.0) for worker, spent in used_at_last.items()] or [0.0]
        return Rates(
            passages / (end - begin),
            passages / max(sum(seconds), _INSTANT_S),
            passages / max(*seconds, _INSTANT_S),
        )


class Rates(NamedTuple):
    """Passages for a second: of the clock, of all workers, of the one that needed most."""

    clock: float
    all_workers: float
    slowest_worker: float


def embed(articles: Path, pool: EmbeddingPool | None, size: int, workers: int = 0) -> Rates:
    """How fast all passages of the articles are embedded, in batches of one size."""
    watch = Watch(2 * workers * size or 1)
    settings = Settings.of(batch_passages=size)
    with tempfile.TemporaryDirectory() as place, Index.create(place, settings, pool=pool) as index:
        index.sync([articles], progress=watch)
    return watch.rates


def real(articles: Path, workers: int, size: int) -> Rates:
    """The same by workers of a cluster made for it, each on a machine with one processor."""
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(workers - 1):
        cluster.add_node(num_cpus=1)
    pool = RayPool(cluster.address)
    try:
        return embed(articles, pool, size, workers)
    finally:
        pool.disconnect()
        cluster.shutdown()


class AnsweringAtOnce:
    """A pool that makes vectors up; what goes there and comes back is packed as for another one.

    ``bytes_back`` counts what would have come over the network, and ``batches`` how often.
    """

    count = 2

    def __init__(self) -> None:
        chance = np.random.default_rng(0)
        self._rows = unit(chance.normal(size=(_MOST_SENTENCES, _DIMENSION)).astype(np.float32))
        self._done: list[PoolReply] = []
        self.bytes_back = 0
        self.batches = 0
        self.seconds = 0.0

    @contextmanager
    def opened(self, encoder: Encoder) -> Iterator[AnsweringAtOnce]:
        _ = encoder.fingerprint
        started = time.process_time()  # other programs may be busy meanwhile
        yield self
        self.seconds += time.process_time() - started

    def submit(self, lease: int, passages: Sequence[PassageInput]) -> None:
        pickle.dumps(as_texts(passages))
        made = [
            PassageEncoding(self._rows[number], self._rows[: len(passage.sentences)])
            for number, passage in enumerate(passages)
        ]
        sent = pickle.dumps(packed(made))
        self.bytes_back += len(sent)
        self.batches += 1
        self._done.append(PoolReply(lease, unpacked(pickle.loads(sent))))

    def collect(self, seconds: float) -> list[PoolReply]:
        done, self._done = self._done, []
        return done

    def withdraw(self, lease: int) -> None:
        """Nothing is out."""


def simulated(workers: int, batches: int, batch_seconds: float, own_seconds: float) -> float:
    """Seconds that workers on paper take for so many batches.

    ``own_seconds`` is what this program needs for a batch, in which it does nothing else.
    """
    pool = SimulatedPool(count=workers, seconds=batch_seconds)

    def waiting() -> Iterator[WaitingBatch]:
        for number in range(batches):
            pool.clock.seconds += own_seconds / 2
            digest = number.to_bytes(4, "big")
            yield WaitingBatch({number: digest}, {}, {digest: PassageInput("", ("",))}, ("", ""))

    def store(batch: WaitingBatch, made: Mapping[bytes, PassageEncoding]) -> None:
        pool.clock.seconds += own_seconds / 2

    settings = Settings.of(lease_seconds=1e9).sync
    with pool.opened(WordEncoder()) as on_paper:
        Leases(on_paper, settings, store, lambda: None, pool.clock).embed(waiting())
    return pool.clock()


def speed_ups(rates: Mapping[int, float]) -> dict[str, float]:
    """By number of workers, how many times as fast as the first of them."""
    first = next(iter(rates.values()))
    return {str(workers): round(rate / first, 2) for workers, rate in rates.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=4_000)
    parser.add_argument("--batch-passages", type=int, default=Settings().sync.batch_passages)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument(
        "--simulate", type=int, nargs="*", default=[1, 2, 4, 8, 16, 32, 64, 128, 256]
    )
    parser.add_argument("--batches", type=int, default=4_000, help="of the simulated index")
    parser.add_argument("--batch", type=float, help="seconds of a worker for a batch")
    parser.add_argument("--network", type=float, default=100.0, help="megabytes a second")
    arguments = parser.parse_args()
    result: dict[str, Any] = {}
    size = arguments.batch_passages
    with tempfile.TemporaryDirectory() as temporary:
        articles = Path(temporary)
        write_articles(articles, arguments.passages)
        if arguments.workers:
            rates = {workers: real(articles, workers, size) for workers in arguments.workers}
            for name in Rates._fields:
                result[f"passages_a_second: {name}"] = {
                    str(workers): round(getattr(rate, name), 2) for workers, rate in rates.items()
                }
            for name in ("clock", "slowest_worker"):
                result[f"speed_up: {name}"] = speed_ups(
                    {workers: getattr(rate, name) for workers, rate in rates.items()}
                )
            one = rates[arguments.workers[0]].all_workers
            arguments.batch = arguments.batch or size / one
        at_once = AnsweringAtOnce()
        embed(articles, at_once, size)
    if arguments.batch is None:
        parser.error("without --workers, --batch says how long a worker takes for a batch")
    own = at_once.seconds / at_once.batches
    wire = at_once.bytes_back / at_once.batches / 1e6 / arguments.network
    result["batch_s"] = {
        "worker": round(arguments.batch, 2),
        "this program": round(own, 4),
        "network": round(wire, 4),
    }
    seconds = {
        workers: simulated(workers, arguments.batches, arguments.batch, own + wire)
        for workers in arguments.simulate
    }
    result["simulated_passages"] = arguments.batches * size
    result["simulated_s"] = {str(workers): round(spent) for workers, spent in seconds.items()}
    result["simulated_speed_up"] = speed_ups({n: 1 / spent for n, spent in seconds.items()})
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
