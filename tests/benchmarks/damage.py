"""Damage to every file of an index, one at a time, and what six questions come to.

Run: python tests/benchmarks/damage.py [--trials 2000] [--seconds 3600] [--seed 1]

A file is changed in one way: a bit, twenty bits, 4 KB of zeros, random bytes, another page, cut,
emptied, removed, lengthened; or random bytes for which the manifest is given the right checksum. Or
a value of a row, or of all rows of a table, becomes one that lies: another type, none, out of every
range, another row's, cut; or rows go. With --lies nothing else is done. A question has to be
answered by citations that the files print, or be told of damage. Any other exception, a crash and a
citation that no file prints are violations, and exit status 1. Answers that lack the right article
are counted, too: damage to what decides a ranking may cost one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import zlib
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import QabotError
from qabot.index import Index
from qabot.types import Answer
from tests.conftest import write_articles
from tests.doubles import WordEncoder

SETTINGS = Settings.of(flat_limit=30)  # so that there are inverted lists
TOWNS = ("Porto", "Lviv", "Galway", "Kelso", "Ostend")
KINDS = ("bit", "bits", "zeros", "garbage", "page", "cut", "empty", "removed", "longer", "agreed")
LIES = "NULL '' 'x' -1 0 1 99999999 9e999 x'' x'00' x'ff00ff' 'x;y' '2024-13-45' char(0)".split()
"""Values that a column may not have, or not there."""
_PAGE = 4096
_SECONDS = 60


def texts() -> dict[str, str]:
    """Sixty articles, each with a word that no other one has."""
    return {
        f"{number}.txt": (
            f"Report {number}\n\nThe zk{number} rocket is kept in {TOWNS[number % 5]}, Ada Byrne "
            f"said. It was moved there in {1900 + number}.\n\n"
            '"We are glad of the moon and the wall," Tom Okafor told reporters.\n'
        )
        for number in range(60)
    }


def damaged(data: bytes, kind: str, random: Random) -> bytes:
    """The bytes of a file after damage of some kind; none for a file that is removed."""
    changed, at = bytearray(data), random.randrange(len(data))
    if kind in ("bit", "bits"):
        for _ in range(1 if kind == "bit" else 20):
            changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    elif kind == "zeros":
        changed[at : at + _PAGE] = bytes(len(changed[at : at + _PAGE]))
    elif kind in ("garbage", "agreed"):
        length = min(random.randint(1, 400), len(data) - at)
        changed[at : at + length] = random.randbytes(length)
    elif kind == "page":
        start, other = (random.randrange(0, len(data), _PAGE) for _ in range(2))
        changed[start : start + _PAGE] = data[other : other + _PAGE]
    elif kind == "cut":
        del changed[at:]
    elif kind == "longer":
        changed += random.randbytes(5000)
    else:
        changed.clear()
    return bytes(changed)


def harm(file: Path, kind: str, random: Random) -> None:
    """Damage a file; where both are to agree, its manifest, too."""
    data = damaged(file.read_bytes(), kind, random)
    file.unlink()  # others may have the same inode
    if kind != "removed":
        file.write_bytes(data)
    if kind == "agreed":
        for manifest in (
            file.parents[0].glob("manifest.json"),
            file.parents[1].glob("manifest.json"),
        ):
            for path in manifest:
                _agree(path, file, data)


def lie(database: Path, random: Random) -> str:
    """Make a row or all rows of a table lie; the statement that did."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        table = random.choice(sorted(row[0] for row in tables if not row[0].startswith("sqlite_")))
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        column = random.choice(columns)
        others = (
            f"(SELECT {column} FROM {table} ORDER BY random() LIMIT 1)",
            f"substr({column}, 1, length({column}) - 1)",
            f"{column} || {column}",
            f"CAST({column} AS BLOB)",
        )
        where = random.choice(("TRUE", f"rowid = (SELECT MAX(rowid) FROM {table})"))
        said = f"UPDATE OR REPLACE {table} SET {column} = {random.choice((*LIES, *others))}"
        if random.random() < 0.1:
            said = f"DELETE FROM {table}"
        with suppress(sqlite3.IntegrityError, sqlite3.OperationalError):  # SQLite takes no such row
            connection.execute(f"{said} WHERE {where}")
    return f"{said} WHERE {where}"


def _agree(manifest: Path, file: Path, data: bytes) -> None:
    if file == manifest:
        return
    noted = json.loads(manifest.read_text(encoding="utf-8"))
    noted["files"][file.relative_to(manifest.parent).as_posix()] = [len(data), zlib.crc32(data)]
    manifest.write_text(json.dumps(noted), encoding="utf-8")


def outcome(index: Path, printed: dict[str, str], random: Random) -> str:
    """How six questions end: OK, MISSED, TOLD, WRONG or the exception, with what it was."""
    missed = 0
    try:
        bot = QABot(Index.open(index, SETTINGS, encoder=WordEncoder()), None)
        for path in random.sample(sorted(printed), 6):
            answer = bot.ask(f"Where is the zk{path.removesuffix('.txt')} rocket kept?")
            if not _is_printed(answer, printed):
                return f"WRONG {answer.citations}"
            missed += not any(one.article.path == path for one in answer.citations)
        said = bot.ask("who said we are glad of the moon and the wall")
        if said.text not in ("", "Tom Okafor") or not _is_printed(said, printed):
            return f"WRONG {said.text} {said.citations}"
    except QabotError as error:
        return f"TOLD {type(error).__name__}: {error}"
    except BaseException as error:
        return f"EXCEPTION {type(error).__name__}: {error}"
    return f"MISSED {missed}" if missed else "OK"


def _is_printed(answer: Answer, printed: dict[str, str]) -> bool:
    return all(
        one.span.of(printed.get(one.article.path, "")) == one.text for one in answer.citations
    )


def in_a_process(index: Path, printed: dict[str, str], random: Random) -> str:
    """The same in a forked process, which may crash."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(_SECONDS)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # panics of libraries print themselves
        os.write(writer, outcome(index, printed, random).encode(errors="replace")[:2000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return said or f"CRASH {os.waitstatus_to_exitcode(status)}"


def main() -> int:
    """Run the trials, print how they ended by file, and tell of violations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=3600.0, help="an end before all trials")
    parser.add_argument("--lies", action="store_true", help="rows that lie alone")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random, printed = Random(options.seed), texts()
    counts: Counter[tuple[str, str]] = Counter()
    violations = done = 0
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_articles(home / "articles", printed)
        Index.create(home / "sound", SETTINGS, encoder=WordEncoder()).sync([home / "articles"])
        files = sorted(
            path.relative_to(home / "sound")
            for path in (home / "sound").rglob("*")
            if path.is_file() and path.stat().st_size
        )
        for trial in range(options.trials):
            if time.monotonic() > end:
                break
            done += 1
            shutil.copytree(home / "sound", home / "index")
            file = (
                random.choice([*files, Path("articles.db")]) if trial % 2 else Path("articles.db")
            )
            kind = "lie" if options.lies else random.choice((*KINDS, "lie"))
            if kind == "lie":
                file = Path("articles.db")
                kind = lie(home / "index" / file, random)
            else:
                harm(home / "index" / file, kind, random)
            said = in_a_process(home / "index", printed, random)
            word = said.partition(" ")[0]
            counts["lie" if " " in kind else file.name.rpartition(".")[2], word] += 1
            if word not in ("OK", "MISSED", "TOLD"):
                violations += 1
                print(f"trial {trial}: {kind} of {file}: {said}", flush=True)
            shutil.rmtree(home / "index")
    for (file_kind, word), count in sorted(counts.items()):
        print(f"{file_kind:12} {word:10} {count:6}")
    print(f"{done} trials, {violations} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
