"""How much faster a pool embeds, run by hand:

    python tests/benchmarks/pool.py [--passages N] [--workers 1 2 4] [--simulate 1 2 4 ... 256]

Makes an index of generated articles by workers of a Ray cluster on this machine, one processor
each, for each number of workers (``--workers`` alone: none). Then measures what this program does
itself for a batch, by a pool that answers at once; and lets the same leases run against workers on
paper that take as long for a batch as one real worker did (or ``--batch`` seconds), with all that
comes back going through one wire of ``--network`` megabytes a second. Prints JSON: passages a
second from the first batch that is back to the last, and the speed-up over the first number of
workers.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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


class Watch:
    """Notes when passages came back: seconds, and how many by then."""

    def __init__(self) -> None:
        self.moments: list[tuple[float, int]] = []

    def __call__(self, moved: SyncProgress) -> None:
        if moved.embedded and (not self.moments or moved.embedded > self.moments[-1][1]):
            self.moments.append((time.perf_counter(), moved.embedded))

    @property
    def rate(self) -> float:
        """Passages a second between the first batch that came back and the last."""
        (begin, few), (end, all_of_them) = self.moments[0], self.moments[-1]
        return (all_of_them - few) / (end - begin)


def embed(articles: Path, pool: EmbeddingPool | None) -> tuple[float, int]:
    """Passages a second, and how many there are."""
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder, Index.create(folder, pool=pool) as index:
        report = index.sync([articles], progress=watch)
    return watch.rate, report.embedded


def real(articles: Path, workers: int) -> tuple[float, int]:
    """The same by workers of a cluster made for it, each on a machine with one processor."""
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(workers - 1):
        cluster.add_node(num_cpus=1)
    pool = RayPool(cluster.address)
    try:
        return embed(articles, pool)
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
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument(
        "--simulate", type=int, nargs="*", default=[1, 2, 4, 8, 16, 32, 64, 128, 256]
    )
    parser.add_argument("--batches", type=int, default=4_000, help="of the simulated index")
    parser.add_argument("--batch", type=float, help="seconds of a worker for a batch")
    parser.add_argument("--network", type=float, default=100.0, help="megabytes a second")
    arguments = parser.parse_args()
    result: dict[str, Any] = {}
    size = Settings().sync.batch_passages
    with tempfile.TemporaryDirectory() as temporary:
        articles = Path(temporary)
        write_articles(articles, arguments.passages)
        if arguments.workers:
            rates = {workers: real(articles, workers)[0] for workers in arguments.workers}
            result["passages_a_second"] = {str(n): round(rate, 1) for n, rate in rates.items()}
            result["measured_speed_up"] = speed_ups(rates)
            arguments.batch = arguments.batch or size * arguments.workers[0] / next(
                iter(rates.values())
            )
        at_once = AnsweringAtOnce()
        embed(articles, at_once)
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
