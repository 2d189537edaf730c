"""Sentences that begin or end with another's quotation mark, run by hand:

    python tests/benchmarks/sentences.py FOLDER [--show N]

Judged by white space alone, without pairing a mark with any other: a mark opens what stands
directly behind it and closes what stands directly before it. A sentence is wrong that ends with a
mark behind white space, begins with a mark before white space, or begins with a mark glued to the
sentence before. Where a text prints white space on both sides of a closing mark, that counts as
wrong although it is not, so the figure is an upper bound; ``--show`` prints N of those found.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from qabot.config import Settings
from qabot.loaders import LOADERS, load
from qabot.sync.scan import scan
from qabot.text.sentences import sentences
from qabot.types import Article, Span

_STRAIGHT = "\"'"
_OPENING = "“‘"
_CLOSING = "”’"


def articles(folder: Path) -> Iterator[Article]:
    settings = Settings()
    for file in scan(folder, LOADERS, Path("/nowhere")).files:
        for article in load(file.path, file.relative, settings):
            if isinstance(article, Article):
                yield article


def is_wrong(text: str, before: Span | None, sentence: Span) -> bool:
    first, last = text[sentence.start], text[sentence.end - 1]
    if len(sentence) > 1 and last in _STRAIGHT and text[sentence.end - 2].isspace():
        return True
    if last in _OPENING or first in _CLOSING:
        return True
    glued = before is not None and before.end == sentence.start
    return first in _STRAIGHT and (glued or text[sentence.start + 1 : sentence.start + 2].isspace())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    count, wrong, seconds, characters = 0, [], 0.0, 0
    for article in articles(arguments.folder):
        started = time.perf_counter()
        spans = sentences(article.text, article.language)
        seconds += time.perf_counter() - started
        count, characters = count + len(spans), characters + len(article.text)
        for before, span in pairwise([None, *spans]):
            if span is not None and is_wrong(article.text, before, span):
                wrong.append((article.path, span.of(article.text)))
    report = {
        "sentences": count,
        "wrong": len(wrong),
        "articles_with_wrong": len({path for path, _ in wrong}),
        "megacharacters_per_s": round(characters / seconds / 1e6, 2),
    }
    print(json.dumps(report, indent=2))
    for path, sentence in wrong[: arguments.show]:
        print(f"{path}: {sentence}")


if __name__ == "__main__":
    main()
