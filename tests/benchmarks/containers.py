"""Memory and speed of reading large files of many articles, run by hand:

    python tests/benchmarks/containers.py [--megabytes N] [--only SUFFIX ...] [--folder DIR]

Writes a file of each kind, ``N`` MB of text unpacked, reads it by ``qabot.loaders.load`` in a
process of its own, deletes it, and prints a line of JSON: megabytes (10^6) on disk, unpacked ones a
second of processor time, and the peak of resident memory after 1,000 articles and at the end. What
lies between, per article, is what grows with a container; whatever a caller keeps of its articles
comes on top.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

_ARTICLE = 4_000
"""Characters of an article: a news story."""
_WARM = 1_000
_WORDS = [
    f"{start}{middle}{end}"
    for start in ("b", "ch", "d", "fl", "gr", "m", "p", "st", "tr", "v")
    for middle in ("a", "ea", "i", "o", "u")
    for end in ("ck", "ding", "l", "n", "rest", "sh", "ter", "ved")
]


def texts(megabytes: float) -> Iterator[tuple[int, str]]:
    """Numbers and texts, none like another, of sentences that a parser takes for prose."""
    chance = random.Random(1)
    sentences = [" ".join(chance.choices(_WORDS, k=12)).capitalize() for _ in range(2_000)]
    for number in range(round(megabytes * 1e6 / _ARTICLE)):
        count = _ARTICLE // 75
        yield number, f"Story {number}. " + ". ".join(chance.choices(sentences, k=count)) + "."


def jsonl(file: IO[bytes], megabytes: float) -> None:
    for number, text in texts(megabytes):
        file.write(json.dumps({"id": f"story-{number:09}", "text": text}).encode() + b"\n")


def csv(file: IO[bytes], megabytes: float) -> None:
    file.write(b"id,text\n")
    for number, text in texts(megabytes):
        file.write(f'story-{number:09},"{text}"\n'.encode())


def mbox(file: IO[bytes], megabytes: float) -> None:
    for number, text in texts(megabytes):
        head = f"Subject: Story {number}\nMessage-ID: <story-{number:09}@bay.example>"
        file.write(f"From a@bay.example Sat Jan  4 10:00:00 2025\n{head}\n\n{text}\n\n".encode())


def mediawiki(file: IO[bytes], megabytes: float) -> None:
    file.write(b'<mediawiki xml:lang="en"><siteinfo><sitename>Bay</sitename></siteinfo>')
    for number, text in texts(megabytes):
        file.write(
            f"<page><title>Story {number:09}</title><ns>0</ns><revision><model>wikitext</model>"
            f"<text>'''Story''' [[of|a]] {text}</text></revision></page>\n".encode()
        )
    file.write(b"</mediawiki>")


def warc(file: IO[bytes], megabytes: float) -> None:
    for number, text in texts(megabytes):
        page = f"<html><title>Story {number}</title><body><p>{text}</p></body></html>"
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: https://bay.example/story-{number:09}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        member = head.encode() + http + b"\r\n\r\n"
        file.write(gzip.compress(member, 1))  # each record a member of its own, as crawlers do


def zipped(file: IO[bytes], megabytes: float) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, text in texts(megabytes):
            archive.writestr(f"{number // 1000:06}/story-{number:09}.txt", text)


WRITERS: dict[str, Callable[[IO[bytes], float], None]] = {
    ".jsonl": jsonl,
    ".jsonl.gz": jsonl,
    ".csv": csv,
    ".mbox": mbox,
    ".zip": zipped,
    ".xml.bz2": mediawiki,
    ".warc.gz": warc,
}


def opened(path: Path) -> IO[bytes]:
    if path.name.endswith(".jsonl.gz"):
        return gzip.open(path, "wb", 1)  # type: ignore[return-value]
    if path.name.endswith(".bz2"):
        return bz2.open(path, "wb", 1)
    return path.open("wb")


def read(path: Path, megabytes: float) -> dict[str, float | str]:
    """Read a container to its end and forget what was in it."""
    from qabot.config import Settings
    from qabot.loaders import load
    from qabot.types import Article

    def peak() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    articles, warm = 0, 0.0
    started = time.process_time()
    for item in load(path, path.name, Settings()):
        assert isinstance(item, Article), item
        articles += 1
        if articles == _WARM:
            warm = peak()
    seconds = time.process_time() - started
    grown = (peak() - warm) * 2**20 / max(articles - _WARM, 1)
    return {
        "kind": path.name.partition(".")[2],
        "disk_mb": round(path.stat().st_size / 1e6),
        "articles": articles,
        "mb_per_cpu_s": round(megabytes / seconds, 1),
        "warm_mb": round(warm),
        "peak_mb": round(peak()),
        "bytes_an_article": round(grown),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=20.0, help="of text in each file")
    parser.add_argument("--only", choices=WRITERS, nargs="+", default=list(WRITERS))
    parser.add_argument("--folder", type=Path, help="where the files are written for the moment")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        print(json.dumps(read(arguments.read, arguments.megabytes)), flush=True)
        return
    for suffix in arguments.only:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            path = Path(folder) / f"many{suffix}"
            with closing(opened(path)) as file:
                WRITERS[suffix](file, arguments.megabytes)
            again = [sys.executable, __file__, "--megabytes", str(arguments.megabytes)]
            subprocess.run([*again, "--read", str(path)], check=True)


if __name__ == "__main__":
    main()
