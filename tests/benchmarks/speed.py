"""Speed of indexing and asking, run by hand:

    python tests/benchmarks/speed.py FOLDER [--questions FILE.jsonl] [--keep DIR]

Prints what is measured as JSON: indexing against bare ``SentenceTransformer.encode`` over the same
passages in the same run, peak memory, a second sync with nothing changed, ``search`` and ``ask``
warm, and a cold ``qabot ask``. Compare ratios within one run; seconds differ between machines.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

QUESTIONS = (
    "who said the economy will grow",
    "how much did the company pay for the takeover",
    "who won the final",
    "what did the prime minister say about the election",
    "which film won the award for best picture",
    "why did the shares fall",
    "how many people use broadband",
    "when will the new phone be launched",
    "who was banned for doping",
    "what is the rate of unemployment",
)
_ROUNDS = 5


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = action()
    return time.perf_counter() - started, result


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    return {
        "p50_ms": round(statistics.median(milliseconds), 2),
        "p95_ms": round(statistics.quantiles(milliseconds, n=20)[-1], 2),
    }


def indexing(folder: Path, index_folder: Path) -> dict[str, Any]:
    from qabot.index import Index
    from qabot.types import PassageInput

    index = Index.create(index_folder)
    loading, _ = timed(lambda: index.encoder.encode_passages([PassageInput("", ("One.",))]))
    seconds, report = timed(lambda: index.sync([folder]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    again, second = timed(lambda: index.sync([folder]))
    assert (second.added, second.changed, second.removed) == (0, 0, 0)
    return {
        "articles": report.added,
        "skipped": len(report.skipped),
        "passages": report.passages,
        "embedded": report.embedded,
        "model_load_s": round(loading, 2),
        "index_s": round(seconds, 2),
        "articles_per_s": round(report.added / seconds, 2),
        "embedded_per_s": round(report.embedded / seconds, 2),
        "peak_mb": round(peak),
        "unchanged_sync_s": round(again, 3),
    }


def bare_encode(folder: Path) -> dict[str, Any]:
    """The same distinct passages through the library alone, with its own defaults."""
    from sentence_transformers import SentenceTransformer

    from qabot.config import BUNDLED_MODEL, Settings
    from qabot.encoding import LazyEncoder
    from qabot.encoding.models import model_folder
    from qabot.loaders import LOADERS, load
    from qabot.sync.preparation import prepare
    from qabot.sync.scan import scan
    from qabot.types import Article

    settings = Settings()
    tokenizer = LazyEncoder(BUNDLED_MODEL).tokenizer
    inputs = {
        passage.input_hash: passage.input.text
        for file in scan(folder, LOADERS, Path("/nowhere")).files
        for article in load(file.path, file.relative, settings)
        if isinstance(article, Article)
        for passage in prepare(article, tokenizer, settings).passages
    }
    model = SentenceTransformer(str(model_folder(BUNDLED_MODEL)), device="cpu")
    seconds, _ = timed(lambda: model.encode(list(inputs.values()), show_progress_bar=False))
    return {"passages": len(inputs), "per_s": round(len(inputs) / seconds, 2)}


def asking(index_folder: Path, questions: Sequence[str]) -> dict[str, Any]:
    from qabot.bot import QABot

    bot = QABot.open(index_folder)
    bot.ask(questions[0])
    searches = [timed(lambda q=q: bot.search(q))[0] for q in questions for _ in range(_ROUNDS)]  # type: ignore[misc]
    answers = [bot.ask(q).milliseconds for q in questions for _ in range(_ROUNDS)]
    parts = {name: spread([answer[name] for answer in answers]) for name in answers[0]}
    return {"search": spread([1000 * seconds for seconds in searches]), "ask": parts}


def cold_start(index_folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "qabot"]
    ask = [*command, "ask", QUESTIONS[0], "--index", str(index_folder)]
    runs = {"ask_s": ask, "help_s": [*command, "--help"]}
    return {
        name: round(
            min(
                timed(lambda run=run: subprocess.run(run, check=True, capture_output=True))[0]  # type: ignore[misc]
                for _ in range(3)
            ),
            3,
        )
        for name, run in runs.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=Path, help="JSON lines with a question each")
    parser.add_argument("--keep", type=Path, help="where to leave the index")
    parser.add_argument("--no-bare", action="store_true", help="leave out the bare encode")
    arguments = parser.parse_args()
    questions: Sequence[str] = QUESTIONS
    if arguments.questions:
        lines = arguments.questions.read_text(encoding="utf-8").splitlines()[:200]
        questions = [json.loads(line)["question"] for line in lines]
    with tempfile.TemporaryDirectory() as temporary:
        index_folder = arguments.keep or Path(temporary)
        result = {"indexing": indexing(arguments.folder, index_folder)}
        result["asking"] = asking(index_folder, questions)
        result["cold"] = cold_start(index_folder)
        if not arguments.no_bare:
            result["bare"] = bare_encode(arguments.folder)
            ratio = result["indexing"]["embedded_per_s"] / result["bare"]["per_s"]
            result["indexing"]["ratio_to_bare_encode"] = round(ratio, 3)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
