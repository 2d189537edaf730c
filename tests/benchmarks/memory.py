"""The memory of one bot that is asked on and on while its index is made anew, run by hand:

    python tests/benchmarks/memory.py [--questions 100000] [--articles 60] [--every 500] [--model]

One process asks; each question is another one, with names, years and follow-ups. After every so
many another process writes the articles anew and rebuilds the index, with the tests' encoder of
words or with the model that ships. Prints as JSON the resident megabytes at each twentieth, and by
how many per cent the last tenth is above the second: the first is a bot that is still loading.
Linux only.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import re
import statistics
import tempfile
import time
from pathlib import Path

from qabot.bot import QABot
from qabot.index import Index
from qabot.readers.choice import load_reader
from tests.conftest import write_articles
from tests.doubles import WordEncoder

TOWNS = ("Porto", "Lviv", "Galway", "Kelso", "Ostend")
NAMES = ("Ada Byrne", "Tom Okafor", "Mina Petrov", "Luis Ortega", "Grace Lind")
_POINTS = 20


def texts(articles: int, turn: int) -> dict[str, str]:
    """What the folder is in a round."""
    return {
        f"{number}.txt": (
            f"Report {number}\n\nThe zk{number} rocket is kept in {TOWNS[(number + turn) % 5]}, "
            f"{NAMES[(number * 3 + turn) % 5]} said. It was moved there in {1900 + turn % 100}.\n\n"
            f"“We are glad of the moon and wall {turn},” {NAMES[number % 5]} told reporters.\n"
        )
        for number in range(articles)
    }


def make_anew(home: Path, articles: int, turn: int, model: bool) -> None:
    """Write the articles of a round and rebuild the index."""
    write_articles(home / "articles", texts(articles, turn))
    index = Index.create(home / "index", encoder=None if model else WordEncoder())
    index.sync([home / "articles"], rebuild=turn > 0)


def question(number: int, articles: int) -> str:
    """A question that none before it was."""
    name, town = NAMES[number % 5], TOWNS[number // 5 % 5]
    forms = (
        f"Where is the zk{number % articles} rocket kept, asks {number}?",
        f"who said we are glad of the moon and wall {number}",
        f"what did {name} say about rocket {number} in {1800 + number % 220}",
        f"how many rockets were moved to {town} since {1800 + number % 220}, {number}",
        f"and in {town} {number}?",
    )
    return forms[number % len(forms)]


def resident() -> float:
    """Megabytes of this process that are in memory."""
    gc.collect()
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    return round(int(found.group(1)) / 1024, 1) if found else 0.0


def main() -> None:
    """Ask, and print how memory went."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--every", type=int, default=500, help="questions between two rebuilds")
    parser.add_argument("--seconds", type=float, default=36_000.0, help="an end before all of them")
    parser.add_argument("--model", action="store_true", help="with the model that ships")
    options = parser.parse_args()
    memory: list[tuple[int, float]] = []
    rebuilds, answered, asked, end = 0, 0, 0, time.monotonic() + options.seconds
    with (
        tempfile.TemporaryDirectory() as name,
        multiprocessing.get_context("spawn").Pool(1) as writer,
    ):
        home = Path(name)
        writer.apply(make_anew, (home, options.articles, 0, options.model))
        index = Index.open(home / "index", encoder=None if options.model else WordEncoder())
        bot, before = QABot(index, load_reader("trained") if options.model else None), ""
        while asked < options.questions and time.monotonic() < end:
            if asked and asked % options.every == 0:
                rebuilds += 1
                writer.apply(make_anew, (home, options.articles, rebuilds, options.model))
            now = question(asked, options.articles)
            answered += bool(bot.ask(now, history=[before] if before else ()).citations)
            before = now
            asked += 1
            if asked % max(1, options.questions // (5 * _POINTS)) == 0:
                memory.append((asked, resident()))
    tenth = max(1, len(memory) // 10)
    second, last = (
        statistics.mean(m for _, m in part) for part in (memory[tenth : 2 * tenth], memory[-tenth:])
    )
    figures = {
        "questions": asked,
        "answered": answered,
        "rebuilds": rebuilds,
        "megabytes": memory[:: max(1, len(memory) // _POINTS)],
        "grown_per_cent": round(100 * (last / second - 1), 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
