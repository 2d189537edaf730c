"""Milvus against the local engine, and many processes that search it at once, run by hand:

    python tests/benchmarks/milvus.py INDEX QUESTIONS.jsonl [--uri URI] [--articles N]
        [--questions N] [--bots N] [--asked N]

``INDEX`` is read and not written; both engines are given its passages, or those of its first
articles, in places of their own. Without ``--uri`` a milvus-lite server is started, which is pure
Python and slow: only ratios to other runs of it tell something. Prints JSON: seconds to index,
recall@10 of the passages that hybrid search finds against those that it finds with the local
engine, the median of a search without encoding the question in each, and for ``--bots`` processes
at once the searches a second, the median, and how many found something else than one alone. Then
as many bots, a process each, open ``INDEX`` with Milvus as its engine, and answer the first
``--asked`` questions at once: how many failed, how many answers differ from those of one alone, the
median, and the seconds of the processor that a question took beside the server's.
"""

from __future__ import annotations

import argparse
import json
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from qabot.bot import QABot
from qabot.config import DEFAULT_READER, Settings
from qabot.engines.local import LocalEngine
from qabot.engines.milvus import MilvusEngine
from qabot.engines.milvus_connection import MilvusConnection
from qabot.index import Index
from qabot.protocols import Engine, Searcher
from qabot.readers.choice import load_reader
from qabot.retrieval.context import query_terms
from qabot.store import schema
from qabot.store.state import Store
from qabot.types import EngineQuery, FloatArray, Selection

_OWNER = "a benchmark"
_PASSAGES = 100
_PATIENCE = 600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions_file", type=Path)
    parser.add_argument("--uri")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--bots", type=int, default=10)
    parser.add_argument("--asked", type=int, default=5)
    given = parser.parse_args()
    lines = given.questions_file.read_text(encoding="utf-8").splitlines()[: given.questions]
    questions = [json.loads(text)["question"] for text in lines]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="qabot-milvus-")))
        uri = given.uri or stack.enter_context(_lite_server(str(folder / "data")))
        milvus = _engine(uri, f"benchmark_{secrets.token_hex(4)}")
        local = LocalEngine(folder / "views", Settings())
        engines: dict[str, Engine] = {"local": local, "milvus": milvus}
        for name, value in _compare(given, engines, questions, folder):
            print(json.dumps({name: value}), flush=True)
        for name, value in _at_once(milvus, uri, given.bots, folder):
            print(json.dumps({name: value}), flush=True)
        for name, value in _answers_at_once(milvus, uri, given, questions[: given.asked]):
            print(json.dumps({name: value}), flush=True)
        milvus.catalog.clear()


def _compare(
    given: argparse.Namespace,
    engines: Mapping[str, Engine],
    questions: list[str],
    folder: Path,
) -> Iterator[tuple[str, object]]:
    for name, engine in engines.items():
        started = time.perf_counter()
        identity, articles = _filled(given.index, engine, given.articles)
        yield f"{name}: seconds to index {articles} articles", _since(started)
    found: dict[str, list[set[int]]] = {}
    for name, engine in engines.items():
        bot = QABot(Index.open(given.index, engine=engine))
        hits = [bot.search(question, 10) for question in questions]
        found[name] = [{hit.passage.id for hit in some} for some in hits]
    pairs = zip(found["local"], found["milvus"], strict=True)
    yield "recall@10", np.mean([len(one & other) / max(len(one), 1) for one, other in pairs])
    queries = [(query_terms(one), bot.index.encoder.encode_question(one)) for one in questions]
    searchers = [engine.open(identity) for engine in engines.values()]
    for name, searcher in zip(engines, searchers, strict=True):
        assert searcher is not None
        yield f"{name}: median milliseconds", statistics.median(_timed(searcher, queries)[0])
    saved = [([*terms.items()], vector.tolist()) for terms, vector in queries]
    (folder / "queries.json").write_text(json.dumps([identity, saved]))


def _at_once(
    engine: MilvusEngine, uri: str, bots: int, folder: Path
) -> Iterator[tuple[str, object]]:
    command = [sys.executable, __file__, "--bot", uri, engine.catalog.name, str(folder)]
    before = _bot(uri, engine.catalog.name, folder)
    started = time.perf_counter()
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(bots)]
    told = [json.loads(one.communicate()[0]) for one in running]
    searches = sum(len(times) for times, _ in told)
    yield f"{bots} bots: searches a second, with starting them", searches / _since(started)
    yield (
        f"{bots} bots: median milliseconds",
        statistics.median(taken for times, _ in told for taken in times),
    )
    yield (
        f"{bots} bots: searches that found something else",
        sum(one != other for _, found in told for one, other in zip(found, before[1], strict=True)),
    )


def _bot(uri: str, collection: str, folder: Path) -> tuple[list[float], list[list[int]]]:
    """What one process searches."""
    identity, saved = json.loads((folder / "queries.json").read_text())
    searcher = _engine(uri, collection).open(identity)
    assert searcher is not None
    queries = [(dict(terms), np.array(vector, dtype=np.float32)) for terms, vector in saved]
    return _timed(searcher, queries)


def _answers_at_once(
    engine: MilvusEngine, uri: str, given: argparse.Namespace, questions: list[str]
) -> Iterator[tuple[str, object]]:
    command = [sys.executable, __file__, "--asks", uri, engine.catalog.name, str(given.index)]
    alone = _answers(engine, given.index, questions)[1]
    running = [
        subprocess.Popen([*command, json.dumps(questions)], stdout=subprocess.PIPE)
        for _ in range(given.bots)
    ]
    said = [one.communicate()[0] for one in running]
    told = [json.loads(answers) for answers in said if answers]
    taken = [each for times, _ in told for each in times]
    whole = f"{given.bots} bots at once, {len(questions)} questions each"
    yield f"{whole}: bots that failed", given.bots - len(told)
    yield f"{whole}: answers", len(taken)
    yield (
        f"{whole}: answers that differ from those of one alone",
        sum(one != other for _, answers in told for one, other in zip(answers, alone, strict=True)),
    )
    yield f"{whole}: median seconds", statistics.median(wall for wall, _ in taken)
    yield f"{whole}: median processor seconds", statistics.median(used for _, used in taken)


def _answers(
    engine: MilvusEngine, index: Path, questions: list[str]
) -> tuple[list[tuple[float, float]], list[dict[str, Any]]]:
    """What one bot answers, with the seconds of clock and processor that each question took."""
    times: list[tuple[float, float]] = []
    answers: list[dict[str, Any]] = []
    patient = Settings.of(answer_seconds=_PATIENCE)  # else a busy machine gets partial answers
    bot = QABot(Index.open(index, patient, engine=engine), load_reader(DEFAULT_READER))
    bot.ask(questions[0])  # loads the models
    for question in questions:
        started = time.perf_counter(), time.process_time()
        answer = bot.ask(question).to_dict()
        answers.append({name: answer[name] for name in answer if name != "milliseconds"})
        times.append((_since(started[0]), time.process_time() - started[1]))
    return times, answers


def _timed(
    searcher: Searcher, queries: list[tuple[dict[str, float], FloatArray]]
) -> tuple[list[float], list[list[int]]]:
    times: list[float] = []
    found: list[list[int]] = []
    for terms, vector in queries:
        started = time.perf_counter()
        hits = searcher.search(EngineQuery(terms, vector), Selection(), _PASSAGES)
        times.append(1000 * _since(started))
        found.append(hits.ids.tolist())
    return times, found


def _filled(index: Path, engine: Engine, articles: int | None) -> tuple[str, int]:
    """Give an engine what is published of an index: its generation's name, and how many."""
    with schema.reading(index / schema.DATABASE) as connection:
        store = Store(connection)
        published = store.published()
        assert published is not None
        chosen = store.article_ids(published.number)[:articles]
        draft = engine.draft(None)
        draft.add(store.documents(chosen, vectors=True))
        draft.publish(published.identity)
    return published.identity, len(chosen)


def _engine(uri: str, collection: str) -> MilvusEngine:
    return MilvusEngine(MilvusConnection.shared(uri), collection, _OWNER, Settings())


@contextmanager
def _lite_server(data: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "milvus_lite", "server", "--host", "127.0.0.1"]
    server = subprocess.Popen(
        [*command, "--data-dir", data, "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _since(started: float) -> float:
    return time.perf_counter() - started


if __name__ == "__main__":
    if sys.argv[1:2] == ["--bot"]:
        print(json.dumps(_bot(sys.argv[2], sys.argv[3], Path(sys.argv[4]))))
    elif sys.argv[1:2] == ["--asks"]:
        shared, asked = _engine(sys.argv[2], sys.argv[3]), json.loads(sys.argv[5])
        print(json.dumps(_answers(shared, Path(sys.argv[4]), asked)))
    else:
        main()
