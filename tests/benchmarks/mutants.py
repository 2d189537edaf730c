"""Damaged files of every format, and whether each is read or told of in words, run by hand:

    python tests/benchmarks/mutants.py [--count 3000] [--seed 1] [--state FILE] [--only .pdf ...]

A sound example of each format is changed by chance: bytes exchanged, cut, doubled, zeroed, put in
from another format, brackets and tags repeated thousands of times. They are loaded one after the
other in a process with the limits of a worker; a file that ends it is loaded again as a sync does.
Violations, and exit status 1, are: a load that raises, that takes over 10 s of wall clock beyond
the limit on the processor, a worker over 1 GB, and a reason that is the text of a Python exception.
With --state FILE a run that was stopped goes on from where it was.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from qabot.config import Settings
from qabot.loaders import LOADERS, load, suffix_of
from qabot.loaders.confined import ConfinedLoader
from qabot.loaders.supervision import SUPERVISOR
from qabot.loaders.worker import Ledger, LimitedSupervisor, LoadRequest
from qabot.types import Article, SkippedFile

_SETTINGS = Settings()
_MOST_SECONDS = 10.0
_MOST_MEGABYTES = 1_000
_MOST_REASONS = 60
"""Reasons that are counted of each format."""
_BATCH = 20
"""Files of each format between two notes of how far a run is."""
_MOST_SILENT_SECONDS = 600
"""Wall clock without a word from the process that loads, on a machine that has other work, too."""
_PYTHON_WORDS = re.compile(
    r"\w+(?:Error|Exception|Warning)\b|Traceback|codec can't|object has no|NoneType|\bargument\b"
    r"|not subscriptable|list index|\bb'|<class|0x[0-9a-f]{6,}|\berrno\b",
    re.IGNORECASE,
)
"""What a message of Python has in it, and no reason that is written for a reader."""
_NESTED = (b"<div>", b"<table>", b"[[a|", b"{{a|", b"((", b"> ", b"<b>", b"{\\b ", b"[", b'{"a":')

Change = Callable[[bytearray, Random], bytearray]
Job = tuple[str, int]
"""An example's name, and the number of a mutant of it."""


def _exchanged(data: bytearray, random: Random) -> bytearray:
    for _ in range(random.choice((1, 5, 50))):
        data[random.randrange(len(data))] = random.randrange(256)
    return data


def _cut(data: bytearray, random: Random) -> bytearray:
    return data[: random.randrange(len(data))]


def _without_middle(data: bytearray, random: Random) -> bytearray:
    start, end = sorted(random.randrange(len(data)) for _ in range(2))
    return data[:start] + data[end:]


def _doubled(data: bytearray, random: Random) -> bytearray:
    start, end = sorted(random.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * random.choice((1, 20)) + data[end:]


def _zeroed(data: bytearray, random: Random) -> bytearray:
    start, end = sorted(random.randrange(len(data)) for _ in range(2))
    data[start:end] = bytes(end - start)
    return data


def _nested(data: bytearray, random: Random) -> bytearray:
    at = random.randrange(len(data))
    return data[:at] + random.choice(_NESTED) * random.choice((100, 3_000, 15_000)) + data[at:]


def _with_numbers(data: bytearray, random: Random) -> bytearray:
    """Numbers in the text exchanged for huge, negative or fractional ones."""
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return _exchanged(data, random)
    match = random.choice(numbers)
    value = random.choice((b"-1", b"99999999999999999999", b"0", b"1e999", b"9" * 5_000))
    return data[: match.start()] + value + data[match.end() :]


def _repacked(data: bytearray, random: Random) -> bytearray:
    """One stream of a PDF unpacked, changed and packed anew; other files as exchanged."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    random.shuffle(streams)
    for match in streams:
        try:
            content = bytearray(zlib.decompress(match[1]))
        except zlib.error:
            continue
        packed = zlib.compress(bytes(random.choice(_CHANGES[:-1])(content, random)))
        return data[: match.start(1)] + packed + data[match.end(1) :]
    return _exchanged(data, random)


_CHANGES: tuple[Change, ...] = (
    _exchanged,
    _cut,
    _without_middle,
    _doubled,
    _zeroed,
    _nested,
    _with_numbers,
    _repacked,
)


def mutant(name: str, number: int, seed: int, sound: dict[str, bytes]) -> bytes:
    """The bytes of one damaged file, always the same for the same number and seed."""
    random = Random(f"{seed} {name} {number}")
    data = bytearray(sound[name])
    if random.random() < 0.05:
        other = sound[random.choice(sorted(sound))]
        return bytes(data[: random.randrange(len(data))]) + other
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(_CHANGES)(data or bytearray(b" "), random)
    return bytes(data)


def outcomes(
    jobs: Sequence[Job], seed: int, sound: dict[str, bytes], folder: Path
) -> Iterator[tuple[Job, str, Counter[str]]]:
    """For each job what is wrong with how its file was read ("" if nothing), and what it gave."""
    rest = list(jobs)
    while rest:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.get_context("spawn").Process(
            target=_load_all, args=(rest, seed, sound, folder, theirs)
        )
        child.start()
        theirs.close()
        try:
            while rest and ours.poll(_MOST_SILENT_SECONDS):
                yield rest[0], *ours.recv()
                rest.pop(0)
        except EOFError:
            pass
        child.kill()
        child.join()
        if rest:  # what it died of
            name, number = job = rest.pop(0)
            (folder / name).write_bytes(mutant(name, number, seed, sound))
            with ConfinedLoader() as loader:
                yield job, *violation(folder / name, loader)


def _load_all(
    jobs: Sequence[Job], seed: int, sound: dict[str, bytes], folder: Path, parent: Connection
) -> None:
    """Load files in this process, limited as a worker is, and tell of each what came of it."""
    logging.disable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = int(_SETTINGS.sync.load_megabytes * 1e6)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115  (for what warcio prints)
    with tempfile.TemporaryFile() as noted, nowhere, redirect_stderr(nowhere):
        ledger = Ledger.on(noted.fileno())
        for name, number in jobs:
            file = folder / name
            file.write_bytes(mutant(name, number, seed, sound))
            SUPERVISOR.set(LimitedSupervisor(LoadRequest(file, name, _SETTINGS), ledger))
            try:
                parent.send(_come_of(load(file, name, _SETTINGS)))
            except MemoryError:
                os._exit(1)


def _come_of(items: Iterator[Article | SkippedFile]) -> tuple[str, Counter[str]]:
    """Whether a load raised or gave a reason in words of Python ("" if not), and what it gave."""
    outcome: Counter[str] = Counter()
    try:
        for item in items:
            outcome[item.reason if isinstance(item, SkippedFile) else "read"] += 1
    except MemoryError:
        raise
    except Exception:
        return traceback.format_exc(), outcome
    reasons = (reason for reason in outcome if _PYTHON_WORDS.search(reason))
    return next((f"reason: {reason}" for reason in reasons), ""), outcome


def violation(file: Path, loader: ConfinedLoader) -> tuple[str, Counter[str]]:
    """What is wrong with how a file was read as a sync does ("" if nothing), what came of it."""
    started = time.monotonic()
    spent = _processor_seconds()
    wrong, outcome = _come_of(loader.load(file, file.name, _SETTINGS))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = _processor_seconds() - spent
    if not wrong and spent > _SETTINGS.sync.load_seconds + _MOST_SECONDS:
        wrong = f"took {spent:.0f} s of the processor"
    if not wrong and after.ru_maxrss / 1_000 > _MOST_MEGABYTES * 1.1:
        wrong = f"a worker took {after.ru_maxrss / 1_000:.0f} MB"
    if not wrong and time.monotonic() - started > _MOST_SILENT_SECONDS:
        wrong = "hangs"
    return wrong, outcome


def _processor_seconds() -> float:
    """What all workers took so far, one that still runs included."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = 0
    for children in Path("/proc/self/task").glob("*/children"):
        for number in children.read_text().split():
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # in user mode, and in the kernel
    return ended.ru_utime + ended.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=3_000, help="files of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="how far a run is, to go on from there")
    parser.add_argument("--only", nargs="+", help="suffixes")
    options = parser.parse_args(arguments)
    from tests.loaders.examples import examples  # what writes them holds more memory than allowed

    sound = {one.name: one.data for one in examples()}
    state: dict[str, Any] = {"done": {}, "violations": [], "outcomes": {}}
    if options.state and options.state.exists():
        state = json.loads(options.state.read_text())
    names = [name for name in sound if not options.only or name.endswith(tuple(options.only))]
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, options.count, _BATCH):
            numbers = range(start, min(start + _BATCH, options.count))
            jobs = [
                (name, number)
                for name in names
                for number in numbers
                if state["done"].get(name, 0) <= number
            ]
            for job, wrong, outcome in outcomes(jobs, options.seed, sound, Path(folder)):
                _count(state, *job, wrong, outcome)
            if options.state and jobs:
                options.state.write_text(json.dumps(state, ensure_ascii=False, indent=1))
    left_out = sorted(set(LOADERS) - {suffix_of(name) for name in sound})
    print(json.dumps({**state, "formats without an example": left_out}, ensure_ascii=False))
    sys.exit(bool(state["violations"]))


def _count(
    state: dict[str, Any], name: str, number: int, wrong: str, outcome: Counter[str]
) -> None:
    """Add a file to what came of those before it."""
    state["done"][name] = number + 1
    totals = state["outcomes"].setdefault(name, {"read": 0, "told": 0, "reasons": {}})
    totals["read" if outcome["read"] else "told"] += 1
    for reason in outcome.keys() - {"read"}:
        if len(totals["reasons"]) < _MOST_REASONS or reason in totals["reasons"]:
            totals["reasons"][reason] = totals["reasons"].get(reason, 0) + 1
    if wrong:
        state["violations"].append([name, number, wrong])
        print(name, number, wrong, flush=True)


if __name__ == "__main__":
    main()
