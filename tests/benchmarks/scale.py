"""A first sync of very many articles, run by hand:

    python tests/benchmarks/scale.py FOLDER [--split STORIES.jsonl.gz --files N]

With ``--split`` FOLDER is made first: N files of a few sentences, out of the stories. Prints as
JSON how long the sync took, the most memory that it had, from when on the text could be asked, by
how much its own estimate of the whole time was off after one, two, four ... minutes, and how long a
second sync takes that finds nothing changed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from qabot.types import SyncProgress

_CHARACTERS = 350
"""What a file of a split folder holds at most, in whole lines of its story where that goes."""
_FILES_IN_A_FOLDER = 20_000


class Estimates:
    """What a sync said of its end at given times."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.searchable: float | None = None
        self.totals: dict[int, float | None] = {}
        self._next = 60

    def __call__(self, progress: SyncProgress) -> None:
        passed = time.perf_counter() - self.started
        if progress.searchable and self.searchable is None:
            self.searchable = passed
        if passed >= self._next:
            left = progress.seconds_left
            self.totals[self._next] = None if left is None else passed + left
            self._next *= 2

    def errors(self, seconds: float) -> dict[str, float | None]:
        """Shares of the whole time by which the estimates were above or below it."""
        return {
            f"after_{at}_s": None if total is None else round(total / seconds - 1.0, 3)
            for at, total in self.totals.items()
        }


def split(stories: Path, folder: Path, files: int) -> None:
    """Write the stories' texts as files of a few lines each, until there are enough."""
    made = 0
    while made < files:
        with gzip.open(stories, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = f"{json.loads(line)['text']} ({made})"
                for start in range(0, len(text), _CHARACTERS):
                    if made == files:
                        return
                    place = folder / str(made // _FILES_IN_A_FOLDER)
                    place.mkdir(parents=True, exist_ok=True)
                    piece = text[start : start + _CHARACTERS]
                    (place / f"{made:06}.txt").write_text(piece, encoding="utf-8")
                    made += 1


def measured(folder: Path, index_folder: Path) -> dict[str, Any]:
    from qabot.index import Index

    index = Index.create(index_folder)
    estimates = Estimates()
    report = index.sync([folder], progress=estimates)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    second = index.sync([folder])
    assert (second.added, second.changed, second.removed) == (0, 0, 0)
    return {
        "articles": report.added,
        "passages": report.passages,
        "copies": report.duplicates,
        "seconds": round(report.seconds, 1),
        "text_searchable_s": estimates.searchable and round(estimates.searchable, 1),
        "peak_mb": round(peak),
        "estimate_off_by": estimates.errors(report.seconds),
        "unchanged_sync_s": round(second.seconds, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", type=Path, metavar="STORIES.jsonl.gz")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where to leave the index")
    arguments = parser.parse_args()
    if arguments.split:
        split(arguments.split, arguments.folder, arguments.files)
    with tempfile.TemporaryDirectory() as temporary:
        result = measured(arguments.folder, arguments.keep or Path(temporary))
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
