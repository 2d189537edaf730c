"""An index in a file against one in PostgreSQL, run by hand:

    python tests/benchmarks/stores.py FOLDER [--articles N] [--questions N] [--uri URI] [--words]

The first N articles of FOLDER, in the order of their paths, are indexed in each; without ``--uri``
in a server that is started for it, as the tests start it, on this machine and with ``fsync``. Each
question is a title as it stands, asked of both in turn, after one that is not counted. Prints JSON,
a line each: seconds of the first sync, of one that finds nothing new and of one with one article
more, the median and the 95th percentile of ``ask`` in milliseconds, the median of a snapshot that
reads nothing but its own labels, and how many answers differ. With ``--words`` the tests' encoder
embeds, which takes no time, so that a sync is that of the store.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from qabot.bot import QABot
from qabot.config import TRAINED_READER
from qabot.index import Index
from qabot.protocols import Encoder
from qabot.readers.choice import load_reader
from qabot.store.chosen_store import postgres_place, record_store
from qabot.types import Filters
from tests.doubles import WordEncoder
from tests.postgres_server import running

_SNAPSHOTS = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--uri")
    parser.add_argument("--words", action="store_true")
    given = parser.parse_args()
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="qabot-stores-")))
        uri = given.uri or stack.enter_context(running(synced=True)).place()
        record_store(place / "postgresql", postgres_place(uri))
        _copy(given.folder, place / "articles", given.articles)
        _compare(place, given.questions, WordEncoder() if given.words else None)


def _copy(folder: Path, to: Path, articles: int) -> None:
    found = sorted(path for path in folder.rglob("*") if path.is_file())[: articles + 1]
    for path in found:
        copy = to / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    late = to / found[-1].relative_to(folder)
    late.rename(to.with_name("late"))


def _tell(what: str, value: float) -> None:
    print(json.dumps({what: value}), flush=True)


def _compare(place: Path, questions: int, encoder: Encoder | None) -> None:
    articles = place / "articles"
    indexes = {name: Index.create(place / name, encoder=encoder) for name in ("file", "postgresql")}
    indexes["file"].encoder.encode_question("a model that is loaded")
    for name, index in indexes.items():
        _tell(f"{name}: first sync s", _seconds(partial(index.sync, [articles])))
        _tell(f"{name}: nothing new s", _seconds(index.sync))
    (place / "late").rename(articles / "late.txt")
    for name, index in indexes.items():
        _tell(f"{name}: one more article s", _seconds(index.sync))
    reader = load_reader(TRAINED_READER)
    bots = {name: QABot(index, reader) for name, index in indexes.items()}
    with indexes["file"].snapshot() as snapshot:
        asked = [one.title for one in snapshot.article_refs(Filters()) if one.title][
            :: max(1, 300 // questions)
        ]
    times: dict[str, list[float]] = {name: [] for name in bots}
    differing = 0
    for question in [asked[0], *asked[:questions]]:
        answers = []
        for name, bot in bots.items():
            started = time.perf_counter()
            answers.append(bot.ask(question).to_dict())
            times[name].append(1000 * (time.perf_counter() - started))
        differing += _said(answers[0]) != _said(answers[1])
    for name, index in indexes.items():
        milliseconds = sorted(times[name][1:])
        _tell(f"{name}: ask p50 ms", round(statistics.median(milliseconds), 1))
        _tell(f"{name}: ask p95 ms", round(milliseconds[int(0.95 * len(milliseconds))], 1))
        opened = [1000 * _seconds(partial(_open, index)) for _ in range(_SNAPSHOTS)]
        _tell(f"{name}: snapshot p50 ms", round(statistics.median(opened), 2))
    _tell("answers", len(asked[:questions]))
    _tell("answers that differ", differing)


def _open(index: Index) -> None:
    with index.snapshot():
        pass


def _said(answer: object) -> str:
    assert isinstance(answer, dict)
    return json.dumps(
        {name: answer[name] for name in answer if name != "milliseconds"}, default=str
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 5)


if __name__ == "__main__":
    main()
