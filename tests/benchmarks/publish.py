"""What a change costs a large index, run by hand:

    python tests/benchmarks/publish.py [--passages N] [--rounds N] [--keep DIR]

Makes an index of generated text and random unit vectors, without a model, and prints as JSON how
long it takes to publish it, to publish one changed article after another (its copies looked for
among all others), for a reader to open what was published, and to search it with and without
filters; and how much disk it takes. Times are [of the clock, of the processor]: on a busy machine
only the second can be compared.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from qabot.config import SCHEMA_VERSION, Settings
from qabot.index import Index
from qabot.protocols import Tokenizer
from qabot.retrieval.hybrid import search
from qabot.store import schema
from qabot.store.checks import size_on_disk
from qabot.store.connections import transaction
from qabot.store.duplicates import link_copies
from qabot.store.rows import NewPassage
from qabot.store.snapshot import Snapshot
from qabot.store.writer import StoreWriter
from qabot.sync.publishing import Publisher
from qabot.types import Article, Filters, FloatArray, PassageEncoding, PassageInput, Span
from qabot.types.unit_vectors import unit

_DIMENSION = 384
_PASSAGES = 5
"""Passages in an article."""
_WORDS = 80
_VOCABULARY = 50_000
_BATCH = 500
Spent = tuple[float, float]
"""Seconds, of the clock and of the processor."""
RANDOM = np.random.default_rng(0)


def article(number: int) -> tuple[Article, list[NewPassage]]:
    """An article of passages of random words, frequent and rare, with random vectors."""
    words = RANDOM.zipf(1.2, (_PASSAGES, _WORDS)) % _VOCABULARY
    sentences = [" ".join(f"w{word}" for word in row) + ".\n" for row in words]
    starts = np.cumsum([0, *map(len, sentences)]).tolist()
    vectors = unit(RANDOM.normal(size=(_PASSAGES, _DIMENSION)).astype(np.float32))
    passages = [
        NewPassage(
            (Span(start, end),),
            RANDOM.bytes(16),
            PassageEncoding(vector, vector[None, :]),
        )
        for start, end, vector in zip(starts, starts[1:], vectors, strict=False)
    ]
    made = Article(
        path=f"{number % 10}/{number}.txt",
        text="".join(sentences),
        title=f"w{number}",
        published=f"20{10 + number % 15}-0{1 + number % 9}-11",
        outlet=f"Outlet {number % 20}",
    )
    return made, passages


class NoEncoder:
    """Has a name and embeds nothing: all vectors are made up."""

    name = fingerprint = "random"

    @property
    def tokenizer(self) -> Tokenizer:
        """None that anything is counted with; asked for to see that a model is there."""
        return NotImplemented  # type: ignore[no-any-return]

    def encode_question(self, question: str) -> FloatArray:
        raise NotImplementedError

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        raise NotImplementedError


class Sandbox:
    """An index that is written to below the level of files."""

    def __init__(self, folder: Path) -> None:
        self.index = Index.create(folder, Settings(), encoder=NoEncoder())
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / schema.DATABASE).exists():
            schema.create(folder / schema.DATABASE, SCHEMA_VERSION)

    def publish(self, new: int, changed: int | None = None) -> Spent:
        """Write articles, the first in place of one, and then, timed, compare and publish."""
        with schema.writing(self.index.folder / schema.DATABASE) as connection:
            index = self.index
            publisher = Publisher(
                connection, index.folder, index.encoder, index.engine, index.settings, ()
            )
            generation = publisher.begin(rebuild=False).number
            store = StoreWriter(connection)
            for start in range(0, new, _BATCH):
                with transaction(connection):
                    folder = store.add_folder("/articles")
                    if changed is not None:
                        store.remove_article(generation, changed)
                    for number in range(start, min(start + _BATCH, new)):
                        made, passages = article(number if changed is None else changed)
                        store.add_article(generation, folder, made.path, made, passages)

            def compare_and_publish() -> None:
                link_copies(connection, lambda: None)
                publisher.publish(generation)

            return timed(compare_and_publish)

    def open(self) -> Spent:
        """How long a reader takes to see what was published."""

        def opened() -> None:
            with self.index.snapshot():
                pass

        return timed(opened)


FILTERS = {
    "none": Filters(),
    "everything": Filters(path="*"),
    "half": Filters(since="2018"),
    "one outlet": Filters(outlet="Outlet 7"),
    "one folder of an outlet": Filters(outlet="Outlet 7", path="7/*1.txt"),
    "all but a few": Filters(hidden=tuple(f"{n % 10}/{n}.txt" for n in range(100, 110))),
}


def questions() -> Iterator[tuple[str, FloatArray]]:
    for _ in range(40):
        words = RANDOM.zipf(1.2, 8) % _VOCABULARY
        vector = unit(RANDOM.normal(size=_DIMENSION).astype(np.float32))
        yield " ".join(f"w{word}" for word in words), vector


def searching(sandbox: Sandbox) -> dict[str, list[float]]:
    """Median milliseconds of a search, filter by filter in turn."""
    asked = list(questions())
    times: dict[str, list[Spent]] = {name: [] for name in FILTERS}
    with sandbox.index.snapshot() as snapshot:
        for filters in FILTERS.values():
            one(snapshot, *asked[0], filters)
        for question, vector in asked:
            for name, filters in FILTERS.items():
                work = (snapshot, question, vector, filters)
                times[name].append(timed(lambda work=work: one(*work)))  # type: ignore[misc]
    return {name: milliseconds(spent) for name, spent in times.items()}


def one(snapshot: Snapshot, question: str, vector: FloatArray, filters: Filters) -> Any:
    return search(snapshot, question, vector, 10, filters, Settings())


def timed(action: Callable[[], Any]) -> Spent:
    before = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - before[0], time.process_time() - before[1]


def milliseconds(
    spent: Sequence[Spent], of: Callable[[Iterable[float]], float] = statistics.median
) -> list[float]:
    return [round(1000 * of(one), 2) for one in zip(*spent, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="where to leave the index")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        sandbox = Sandbox(arguments.keep or Path(temporary))
        articles = arguments.passages // _PASSAGES
        result: dict[str, Any] = {"passages": arguments.passages}
        result["first_publish_ms"] = milliseconds([sandbox.publish(articles)])
        result["first_open_ms"] = milliseconds([sandbox.open()])
        result["megabytes"] = round(size_on_disk(sandbox.index.folder) / 1e6)
        result["search_ms"] = searching(sandbox)
        changes = [
            (sandbox.publish(1, changed=number), sandbox.open())
            for number in range(1, arguments.rounds + 1)
        ]
        published, opened = zip(*changes, strict=True)
        for name, spent in (("publish_one", published), ("open_after", opened)):
            result[f"{name}_ms"] = {"p50": milliseconds(spent), "max": milliseconds(spent, max)}
        result["megabytes_after"] = round(size_on_disk(sandbox.index.folder) / 1e6)
        result["search_after_ms"] = searching(sandbox)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
