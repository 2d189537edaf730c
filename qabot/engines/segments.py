"""Segments of passages with their vectors, each written once."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np

from qabot.engines.inverted_lists import HalfArray, lists_path, write_lists
from qabot.types import Document, IdArray


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

    def kept(self, removed: IdArray) -> SegmentRows:
        """Those whose article is not removed."""
        left = ~np.isin(self.articles, removed)
        vectors = self.vectors[left] if self.vectors is not None else None
        return SegmentRows(self.passages[left], self.articles[left], vectors)

    @classmethod
    def joined(cls, parts: list[SegmentRows]) -> SegmentRows:
        """All rows of some segments that follow each other."""
        vectors = [part.vectors for part in parts if part.vectors is not None]
        return cls(
            np.concatenate([part.passages for part in parts]),
            np.concatenate([part.articles for part in parts]),
            np.concatenate(vectors) if len(vectors) == len(parts) else None,
        )

    @classmethod
    def read(cls, folder: Path, number: int) -> Self:
        """The rows of a segment; its vectors are mapped, and stay when the folder goes."""
        ids = np.load(_ids_path(folder, number))
        vectors = None
        if len(ids) and vectors_path(folder, number).exists():
            stored = np.memmap(vectors_path(folder, number), dtype="<f2", mode="r")
            vectors = stored.reshape(len(ids), -1)
        return cls(ids[:, 0], ids[:, 1], vectors)

    def write(self, folder: Path, number: int, flat_limit: int) -> None:
        """Write a segment that holds these rows."""
        np.save(_ids_path(folder, number), np.stack([self.passages, self.articles], axis=1))
        if self.vectors is not None:
            vectors_path(folder, number).write_bytes(self.vectors.tobytes())
            write_lists(self.vectors, folder, number, flat_limit)


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
