"""What qabot costs as an index grows, run by hand; a killed run goes on when it is started again:

    python tests/benchmarks/growth.py FOLDER --passages N [--words STORIES.jsonl.gz] [--fill]

Writes articles of generated text, of five passages each, into FOLDER/articles, and indexes them in
FOLDER/index by a real sync and the real engine, with an encoder that costs next to nothing: a
passage's vector is the sum of its words' vectors, which cluster as the articles' subjects do. Then
an unchanged sync, one changed file, opening, searching and answering are timed, and recall@10 of
the search by vectors is told against all vectors compared one by one. Prints JSON. Seconds are
[of the clock, of the processor]: on a busy machine only the second can be compared. With ``--fill``
rows are written as by a sync that was killed before it compared and published, without reading and
cutting texts, which takes most of the time and does not grow.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import resource
import statistics
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from qabot.config import DEFAULT_READER, SCHEMA_VERSION, Settings
from qabot.engines.local_searcher import LocalSearcher
from qabot.index import Index
from qabot.store import schema
from qabot.store.checks import size_on_disk
from qabot.store.connections import transaction
from qabot.store.rows import FileRecord, NewPassage, input_hash
from qabot.store.writer import StoreWriter
from qabot.sync.publishing import Publisher
from qabot.types import (
    Article,
    EngineQuery,
    FloatArray,
    IdArray,
    PassageEncoding,
    PassageInput,
    Selection,
    Span,
)
from qabot.types.unit_vectors import unit

_DIMENSION = 384
_PASSAGES = 5
_SENTENCES = 36
"""In an article, of 12 words: five passages of at most 120 tokens, with one sentence in two."""
_SUBJECTS = 1_000
_WORDS_OF_A_SUBJECT = 40
_FILES_IN_A_FOLDER = 1_000
_BUCKETS = 1 << 14
_WORD = re.compile(r"\w+|[^\w\s]")
_QUESTIONS = 60
_BATCH = 50
"""Articles in a transaction."""


class HashedWords:
    """An encoder: each word has a random vector, seldom words count more, and all are summed."""

    name = fingerprint = "hashed-words"

    def __init__(self) -> None:
        random = np.random.default_rng(1)
        self._vectors = random.normal(size=(_BUCKETS, _DIMENSION)).astype(np.float32)
        self.tokenizer = self
        self.longest = 256

    def offsets(self, text: str) -> IdArray:
        """Words and signs are tokens."""
        spans = [match.span() for match in _WORD.finditer(text)]
        return np.array(spans, dtype=np.int64).reshape(-1, 2)

    def encode_question(self, question: str) -> FloatArray:
        return unit(self._sum(question))

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        made = []
        for passage in passages:
            rows = np.stack([self._sum(sentence) for sentence in passage.sentences])
            made.append(PassageEncoding(unit(rows.sum(axis=0)), unit(rows)))
        return made

    def _sum(self, text: str) -> FloatArray:
        # Long words stand for seldom ones: what is short is mostly no subject's.
        buckets = [hash_of(word) for word in text.split() if len(word) > 4]
        result: FloatArray = self._vectors[buckets].sum(axis=0)
        return result


def hash_of(word: str) -> int:
    """The same in every process, which Python's own is not."""
    return zlib.crc32(word.strip(".").lower().encode()) % _BUCKETS


class Writer:
    """Generates articles: words of the article's subject between frequent and seldom others."""

    def __init__(self, words: Path | None) -> None:
        self._random = np.random.default_rng(0)
        self._common = np.array(_vocabulary(words))
        shares = 1.0 / np.arange(1, len(self._common) + 1)
        self._frequency = np.cumsum(shares / shares.sum())
        subjects = self._random.integers(200, len(self._common), (_SUBJECTS, _WORDS_OF_A_SUBJECT))
        self._subjects = self._common[subjects]

    def article(self, number: int) -> str:
        random = np.random.default_rng(number)
        count = _SENTENCES * 12
        own = random.choice(self._subjects[random.integers(_SUBJECTS)], count)
        other = self._common[np.searchsorted(self._frequency, random.random(count))]
        words = np.where(random.random(count) < 0.4, own, other).reshape(_SENTENCES, 12)
        lines = [" ".join(row).capitalize() + "." for row in words.tolist()]
        return f"Report {number}\n\n" + "\n".join(lines) + "\n"

    def write(self, folder: Path, articles: int) -> None:
        """Those that are not there."""
        for number in range(articles):
            path = path_of(folder, number)
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(self.article(number), encoding="utf-8")


def fill(folder: Path, articles: int) -> None:
    """Write into the index what a sync would have of the files, as far as it is not there."""
    database, encoder = folder / "index" / schema.DATABASE, HashedWords()
    index = Index.create(database.parent, Settings(), encoder=encoder)
    database.parent.mkdir(exist_ok=True)
    if not database.exists():
        schema.create(database, SCHEMA_VERSION)
    with schema.writing(database) as connection:
        publisher = Publisher(connection, index.folder, encoder, index.engine, index.settings, ())
        generation, store = publisher.begin(rebuild=False).number, StoreWriter(connection)
        place = store.add_folder(str((folder / "articles").resolve()))
        done = len(store.files(place))
        for start in range(done, articles, _BATCH):
            with transaction(connection):
                for number in range(start, min(start + _BATCH, articles)):
                    _store(store, generation, place, path_of(folder / "articles", number), encoder)


def _store(
    store: StoreWriter, generation: int, place: int, path: Path, encoder: HashedWords
) -> None:
    """One file's article and record."""
    text, name = path.read_text("utf-8"), f"{path.parent.name}/{path.name}"
    title, _, body = text.partition("\n\n")
    starts = np.cumsum([len(title) + 2, *(len(line) + 1 for line in body.splitlines())]).tolist()
    spans = [Span(start, end - 1) for start, end in pairwise(starts)]
    windows = [tuple(spans[first : first + 8]) for first in range(0, _SENTENCES - 7, 7)]
    seen = [PassageInput(title, tuple(one.of(text) for one in window)) for window in windows]
    made = zip(windows, seen, encoder.encode_passages(seen), strict=True)
    passages = [NewPassage(window, input_hash(one), encoding) for window, one, encoding in made]
    store.add_article(generation, place, name, Article(name, text, title), passages)
    status = path.stat()
    digest = hashlib.sha256(text.encode()).hexdigest()
    record = FileRecord(status.st_size, status.st_mtime_ns, digest, generation)
    store.replace_file(place, name, record)


def path_of(folder: Path, number: int) -> Path:
    """Where an article's file is."""
    return folder / str(number // _FILES_IN_A_FOLDER) / f"{number}.txt"


def _vocabulary(stories: Path | None) -> list[str]:
    """Words, the most frequent first."""
    if stories is None:
        return [f"word{number:05}" for number in range(20_000)]
    counts: Counter[str] = Counter()
    with gzip.open(stories, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(re.findall(r"[a-z]{2,}", json.loads(line)["text"].lower()))
    return [word for word, _ in counts.most_common(20_000)]


def timed(action: Callable[[], Any]) -> tuple[list[float], Any]:
    """Seconds of the clock and of the processor, children included, with what came of it."""
    before = time.perf_counter(), _processor()
    result = action()
    spent = time.perf_counter() - before[0], _processor() - before[1]
    return [round(seconds, 4) for seconds in spent], result


def _processor() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def medians(spent: Iterable[list[float]]) -> list[float]:
    """Median milliseconds, of the clock and of the processor."""
    return [round(1000 * statistics.median(one), 2) for one in zip(*spent, strict=True)]


def synced(folder: Path) -> dict[str, Any]:
    """The figures of writing: the first sync, one that changes nothing, one of one file."""
    index = Index.create(folder / "index", Settings(), encoder=HashedWords())
    first, report = timed(lambda: index.sync([folder / "articles"]))
    peak = _peak()
    unchanged, _ = timed(index.sync)
    path = next((folder / "articles" / "0").iterdir())
    changes = []
    for number in range(3):
        path.write_text(f"Report changed\n\n{time.time()} {number} are new words.\n", "utf-8")
        spent, changed = timed(index.sync)
        assert changed.changed == 1
        changes.append(spent)
    status = index.status()
    return {
        "passages": status.passages,
        "files": status.articles,
        "added_now": report.passages,
        "sync_s": first,
        "ms_a_passage": round(1000 * first[1] / report.passages, 3) if report.passages else None,
        "sync_peak_mb": peak,
        "unchanged_s": unchanged,
        "one_file_s": min(changes),
        "megabytes": round(size_on_disk(folder / "index") / 1e6),
    }


def asked(folder: Path) -> dict[str, Any]:
    """The figures of reading, in a process that has opened nothing yet."""
    from qabot.bot import QABot
    from qabot.readers.choice import load_reader
    from qabot.retrieval.hybrid import search

    encoder = HashedWords()
    reader = load_reader(DEFAULT_READER)

    def opened() -> Index:
        index = Index.open(folder / "index", Settings(), encoder=encoder)
        with index.snapshot():
            return index

    opening, index = timed(opened)
    searches, answers = [], []
    with index.snapshot() as snapshot:
        texts = [one.text for one in snapshot.spread_articles(_QUESTIONS).values()]
        questions = [text.splitlines()[len(text) % 20 + 2] for text in texts if "\n" in text[20:]]
        questions = [f"What of {' '.join(line.split()[3:9])}?" for line in questions]
        vectors = [encoder.encode_question(question) for question in questions]
        for question, vector in zip(questions, vectors, strict=True):
            work = (snapshot, question, vector, 10, Selection().filters, Settings())
            searches.append(timed(lambda work=work: search(*work))[0])  # type: ignore[misc]
        recall = _recall(snapshot.engine, vectors)
    bot = QABot(index, reader)
    for question in questions:
        answers.append(timed(lambda question=question: bot.ask(question))[0])  # type: ignore[misc]
    return {
        "open_s": opening,
        "search_p50_ms": medians(searches[5:]),
        "ask_p50_ms": medians(answers[5:]),
        "recall_at_10": recall,
        "ask_peak_mb": _peak(),
    }


def _recall(engine: Any, vectors: Sequence[FloatArray]) -> float:
    """Share of the ten nearest passages of all that are among those found by lists."""
    assert isinstance(engine, LocalSearcher)
    shares = []
    for vector in vectors:
        ids, products = [], []
        for segment, present in zip(engine.segments, engine.present, strict=True):
            rows = np.arange(len(segment.rows)) if present is None else np.flatnonzero(present)
            for start in range(0, len(rows), 50_000):
                part = rows[start : start + 50_000]
                products.append(segment.products(vector, part))
                ids.append(segment.rows.passages[part])
        best = np.argsort(-np.concatenate(products), kind="stable")[:10]
        exact = np.concatenate(ids)[best]
        hits = engine.search(EngineQuery({}, vector), Selection(), 10)
        shares.append(float(np.isin(exact, hits.ids).mean()))
    return round(statistics.mean(shares), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--words", type=Path, metavar="STORIES.jsonl.gz")
    parser.add_argument("--fill", action="store_true", help="store articles without reading them")
    parser.add_argument("--ask", action="store_true", help="only read what is there")
    arguments = parser.parse_args()
    if arguments.ask:
        print(json.dumps(asked(arguments.folder)))
        return
    writer = Writer(arguments.words)
    writer.write(arguments.folder / "articles", arguments.passages // _PASSAGES)
    result: dict[str, Any] = {}
    if arguments.fill:
        articles = arguments.passages // _PASSAGES
        result["fill_s"], _ = timed(lambda: fill(arguments.folder, articles))
    result |= synced(arguments.folder)
    command = [sys.executable, __file__, str(arguments.folder), "--ask"]
    result |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
