"""Chats, askers and a sync at once over one index, run by hand:

    python tests/benchmarks/stress.py [--seconds 600] [--askers 8] [--chats 2]
        [--articles 30] [--model]

Each is a process of its own, with the tests' encoder of words and no reader, or with the model and
reader that ship. In every round one process writes all articles anew, takes some away, brings some,
and syncs, every fifth time all of it anew; every sentence tells its round. So an answer, a list of
mentions or a search that has two rounds mixes generations, and one whose words are not those of its
article and round is wrong. The chats are driven by their keys and save to one file, out of which
their answers are read. Prints counts as JSON; exit status 1 where something failed, was mixed,
wrong or not saved.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from random import Random

from qabot.bot import QABot
from qabot.errors import QabotError
from qabot.readers.choice import load_reader
from qabot.service.bot_service import BotService
from qabot.service.bot_source import BotSource, IndexFolder
from qabot.sessions.session_store import SessionStore
from qabot.types import Answer
from qabot.ui.app import ChatApp
from qabot.ui.prompt.prompt import Prompt
from tests.conftest import write_articles
from tests.service.doubles import WordSource
from tests.ui.steps import settled

TOWNS = ("Porto", "Lviv", "Galway", "Kelso", "Ostend")
NAMES = ("Ada Byrne", "Tom Okafor", "Mina Petrov", "Luis Ortega", "Grace Lind")
_ROUND = re.compile(r"round (\d+)")
_QUESTIONS_OF_A_BOT = 25
"""After which an asker opens the index anew, as the next user would."""

Told = Counter[str]
Report = tuple[Told, list[str]]
"""Counts, and what went wrong."""


def article(number: int, turn: int) -> str:
    """An article as it is in a round."""
    town, name = TOWNS[(number + turn) % 5], NAMES[(number * 7 + turn) % 5]
    return (
        f"Report {number} of round {turn}\n\nThe zk{number} rocket is kept in {town} since round "
        f"{turn}, {name} said.\n\n“We are glad of rocket {number} in round {turn},” {name} told "
        "reporters.\n"
    )


def present(number: int, turn: int) -> bool:
    """Whether there is such an article in a round."""
    return number % 7 != turn % 7


def write_round(folder: Path, articles: int, turn: int) -> None:
    """Make the folder what it is in a round."""
    for number in range(articles):
        if not present(number, turn):
            (folder / f"{number}.txt").unlink(missing_ok=True)
    write_articles(
        folder, {f"{n}.txt": article(n, turn) for n in range(articles) if present(n, turn)}
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """Where everything lies; all begin when the last is ready, and end when it is over."""

    home: Path
    articles: int
    model: bool
    ready: Barrier
    over: Event

    @property
    def index(self) -> Path:
        return self.home / "index"

    def source(self) -> BotSource:
        """Bots over the index."""
        if self.model:
            return IndexFolder(self.index, partial(load_reader, "trained"))
        return WordSource(self.index)

    def is_on(self) -> bool:
        return not self.over.is_set()

    def questions(self, random: Random) -> Iterator[str]:
        """Questions that are answered by one article or by several."""
        while True:
            number = random.randrange(self.articles)
            yield f"Where is the zk{number} rocket kept?"
            yield f"who said we are glad of rocket {number}"
            yield f"what did {random.choice(NAMES)} say about the rocket"
            yield f"what is kept in {random.choice(TOWNS)}"


def problems(places: Iterable[tuple[str, int, int, str]]) -> Iterator[str]:
    """What is wrong with texts, each said to stand at a place in an article of that path."""
    turns = set()
    for path, start, end, text in places:
        found = _ROUND.search(text)
        if found is None:
            yield f"no round in {path}: {text!r}"
            continue
        turn, number = int(found[1]), int(path.removesuffix(".txt"))
        turns.add(turn)
        if not present(number, turn) or article(number, turn)[start:end] != text:
            yield f"{path} has no {text!r} at {start} in round {turn}"
    if len(turns) > 1:
        yield f"rounds {sorted(turns)} in one answer"


def wrong_in(answer: Answer) -> list[str]:
    """What is wrong with the citations of an answer."""
    cited = [(c.article.path, c.span.start, c.span.end, c.text) for c in answer.citations]
    return [f"{answer.question}: {problem}" for problem in problems(cited)]


def listed(bot: QABot, random: Random) -> list[str]:
    """What is wrong with a search, and with the articles that mention a phrase."""
    town = random.choice(TOWNS)
    hits = [hit.passage for hit in bot.search(f"rocket in {town}", 10)]
    found = [(p.article.path, p.span.start, p.span.end, p.text) for p in hits]
    named = [one.article for one in bot.mentions(town).articles]
    titles = [(one.path, 0, len(one.title), one.title) for one in named]
    return [*problems(found), *problems(titles)]


def ask_on(stage: Stage, seed: int, reports: Queue[Report]) -> None:
    """Ask one question after another, and open the index again now and then."""
    random, counts, wrong = Random(seed), Counter[str](), list[str]()
    questions = stage.questions(random)
    stage.ready.wait()
    while stage.is_on():
        try:
            with stage.source().open() as bot:
                for _ in range(_QUESTIONS_OF_A_BOT):
                    answer = bot.ask(next(questions))
                    counts["questions"] += 1
                    counts["citations"] += len(answer.citations)
                    wrong += wrong_in(answer)
                wrong += listed(bot, random)
                counts["lists"] += 2
        except Exception:
            wrong.append(traceback.format_exc()[-600:])
    reports.put((counts, wrong))


def sync_on(stage: Stage, reports: Queue[Report]) -> None:
    """Write one round after another, and bring the index in step."""
    counts, wrong = Counter[str](), list[str]()
    index = stage.source().create().index
    stage.ready.wait()
    for turn in range(1, sys.maxsize):
        if not stage.is_on():
            break
        try:
            write_round(stage.home / "articles", stage.articles, turn)
            index.sync(rebuild=turn % 5 == 0)
            counts["syncs"] += 1
        except QabotError:
            wrong.append(traceback.format_exc()[-600:])
    reports.put((counts, wrong))


def chat_on(stage: Stage, seed: int, reports: Queue[Report]) -> None:
    """Type one question after another into the chat."""
    counts, wrong = Counter[str](), list[str]()

    async def type_on(app: ChatApp) -> None:
        questions = stage.questions(Random(seed))
        async with app.run_test(size=(110, 35)) as pilot:
            await settled(pilot)
            await asyncio.to_thread(stage.ready.wait)
            while stage.is_on():
                app.screen_stack[0].query_one(Prompt).text = f"{next(questions)} #{seed}"
                await pilot.press("enter")
                await settled(pilot)
                counts["typed"] += 1

    try:
        with closing(BotService(stage.source(), stage.home / "articles")) as service:
            app = ChatApp(service, stage.index, SessionStore(stage.home / "sessions.db"))
            asyncio.run(type_on(app))
    except Exception:
        wrong.append(traceback.format_exc()[-600:])
    reports.put((counts, wrong))


def saved_answers(home: Path, typed: int) -> Report:
    """What the chats have saved, and what is wrong with it."""
    store = SessionStore(home / "sessions.db")
    counts, wrong = Counter[str](), list[str]()
    for session in store.sessions():
        for exchange in store.exchanges(session.id):
            counts["saved"] += 1
            if exchange.answer is None:
                wrong.append(f"{exchange.question}: {exchange.failure or 'no answer'}")
            else:
                wrong += wrong_in(exchange.answer)
    if counts["saved"] != typed:
        wrong.append(f"{typed} questions were typed, {counts['saved']} are saved")
    return counts, wrong


@contextmanager
def folder_of(named: Path | None) -> Iterator[Path]:
    """The folder that was named, or one that goes afterwards."""
    if named is not None:
        named.mkdir(parents=True)
        yield named
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def main() -> int:
    """Run all of it, print what was done, and tell of what went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--askers", type=int, default=8)
    parser.add_argument("--chats", type=int, default=2)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--model", action="store_true", help="with the model that ships")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a new folder for all of it")
    options = parser.parse_args()
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # eleven processes share the processors
    started = multiprocessing.get_context("spawn")
    with folder_of(options.keep) as home:
        write_round(home / "articles", options.articles, 0)
        ready = started.Barrier(options.askers + options.chats + 2)
        stage = Stage(home, options.articles, options.model, ready, started.Event())
        stage.source().create().index.sync([home / "articles"])
        reports: Queue[Report] = started.Queue()
        processes = [
            started.Process(target=sync_on, args=(stage, reports)),
            *(
                started.Process(target=work, args=(stage, seed, reports))
                for work, times in ((ask_on, options.askers), (chat_on, options.chats))
                for seed in range(times)
            ),
        ]
        for process in processes:
            process.start()
        ready.wait()
        time.sleep(options.seconds)
        stage.over.set()
        told = [reports.get() for _ in processes]
        for process in processes:
            process.join()
        told.append(saved_answers(home, sum(counts["typed"] for counts, _ in told)))
    counts = sum((counts for counts, _ in told), Counter[str]())
    wrong = [problem for _, problems_ in told for problem in problems_]
    print(json.dumps({**counts, "wrong": len(wrong), "examples": wrong[:5]}, indent=2))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
