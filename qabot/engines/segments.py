"""Segments of passages with their vectors, each written once."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np

from qabot.engines.inverted_lists import HalfArray, lists_path, write_lists
from qabot.types import Document, IdArray

_NONE = np.empty((0, 0), dtype=np.float16)
_ROWS = 8192
"""Rows whose vectors are copied at once."""


@dataclass(frozen=True, slots=True, eq=False)
class SegmentRows:
    """What a segment holds, by row: passage and article ids, and fp16 vectors unless they wait.

    Passage ids ascend. ``vectors`` has the shape ``(n, dim)`` and may be mapped from its file.
    """

    passages: IdArray
    articles: IdArray
    vectors: HalfArray | None

    def __len__(self) -> int:
        return len(self.passages)

    @property
    def distinct_articles(self) -> IdArray:
        """The articles that rows are of, each at least once: as a rule they stand together."""
        distinct: IdArray = self.articles[np.diff(self.articles, prepend=-1) != 0]
        return distinct

    @classmethod
    def read(cls, folder: Path, number: int) -> Self:
        """The rows of a segment; its vectors are mapped, and stay when the folder goes."""
        ids = np.load(_ids_path(folder, number))
        vectors = None
        if len(ids) and vectors_path(folder, number).exists():
            stored = np.memmap(vectors_path(folder, number), dtype="<f2", mode="r")
            vectors = stored.reshape(len(ids), -1)
        return cls(ids[:, 0], ids[:, 1], vectors)


def merge(
    folder: Path, numbers: Sequence[int], removed: IdArray, number: int, flat_limit: int
) -> SegmentRows:
    """Write one segment of all rows of some that follow each other, but those of removed articles.

    Of vectors a few thousand at a time are in memory.
    """
    parts = [SegmentRows.read(folder, old) for old in numbers]
    kept = [~np.isin(part.articles, removed) for part in parts]
    ids = [
        np.stack([part.passages[left], part.articles[left]], axis=1)
        for part, left in zip(parts, kept, strict=True)
    ]
    np.save(_ids_path(folder, number), np.concatenate(ids))
    if all(part.vectors is not None or not len(part) for part in parts):
        with vectors_path(folder, number).open("wb") as file:
            for part, left in zip(parts, kept, strict=True):
                vectors = part.vectors if part.vectors is not None else _NONE
                for start in range(0, len(vectors), _ROWS):
                    here = slice(start, start + _ROWS)
                    file.write(vectors[here][left[here]].tobytes())
    rows = SegmentRows.read(folder, number)
    if rows.vectors is not None:
        largest = max(zip(map(len, parts), numbers, strict=True))[1]
        write_lists(rows.vectors, folder, number, flat_limit, largest)
    return rows


class SegmentWriter:
    """Writes the rows of one segment as they come, without holding their vectors."""

    def __init__(self, folder: Path, number: int, flat_limit: int) -> None:
        self._folder = folder
        self._number = number
        self._flat_limit = flat_limit
        self._ids = array("q")
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        if kind is None:
            self._finish()

    def add(self, document: Document) -> None:
        """Write a row."""
        self._ids.extend((document.passage, document.article))
        if document.vector is not None:
            if self._file is None:
                self._file = vectors_path(self._folder, self._number).open("wb")
            self._file.write(document.vector.astype("<f2").tobytes())

    def _finish(self) -> None:
        ids = np.frombuffer(self._ids, dtype=np.int64).reshape(-1, 2)
        np.save(_ids_path(self._folder, self._number), ids)
        rows = SegmentRows.read(self._folder, self._number)
        if rows.vectors is not None:
            write_lists(rows.vectors, self._folder, self._number, self._flat_limit)


def vectors_path(folder: Path, number: int) -> Path:
    """Where a segment's vectors are, row after row."""
    return folder / f"vectors-{number}.f16"


def segment_files(number: int) -> tuple[str, ...]:
    """The names of the files that a segment may have."""
    folder = Path()
    paths = (
        _ids_path(folder, number),
        vectors_path(folder, number),
        lists_path(folder, number),
    )
    return tuple(path.name for path in paths)


def _ids_path(folder: Path, number: int) -> Path:
    return folder / f"ids-{number}.npy"
