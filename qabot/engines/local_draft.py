"""A generation of the local engine in the making: the files of the one before, and new ones."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np

from qabot.engines.lexical import LexicalWriter
from qabot.engines.manifest import Manifest, checksums
from qabot.engines.segments import SegmentRows, SegmentWriter, merge, segment_files
from qabot.errors import IndexWriteError
from qabot.types import Document, IdArray

LEXICAL = "lexical"
_MOST_REMOVED = 0.1
"""Share of removed passages from which everything is written anew: till then they take room, and
count in BM25's statistics."""
_GROWTH = 4
"""A segment is at least so many times as large as the next one: there are few of them."""


@dataclass(frozen=True, slots=True)
class DraftLimits:
    """What decides how a draft is written.

    ``flat`` are the passages up to which a segment is searched exhaustively, ``rewritten`` those
    up to which a removal writes everything anew.
    """

    flat: int
    rewritten: int


class LocalDraft:
    """Writes beside the published generations, and appears among them by one rename.

    Files that do not change are hard links to those of the generation before, so that each
    generation's folder is whole and costs the disk what is new in it.
    """

    def __init__(self, views: Path, folder: Path, manifest: Manifest, limits: DraftLimits) -> None:
        self._views = views
        self._folder = folder
        self._limits = limits
        self._recorded = manifest.files
        self._segments = list(manifest.segments)
        self._removed = np.array(manifest.removed, dtype=np.int64)
        self._lexical: LexicalWriter | None = None

    @classmethod
    def begin(cls, views: Path, base: str | None, manifest: Manifest, limits: DraftLimits) -> Self:
        """A draft with what is in the base, of this manifest, if there is a base.

        Raises:
            IndexWriteError: the disk is full or not writable.
        """
        folder = views / f".draft-{secrets.token_hex(8)}"  # containers may share a process's id
        draft = cls(views, folder, manifest, limits)
        with draft._written():
            folder.mkdir(parents=True)
            if base is not None:
                for name in manifest.files:
                    _link(views / base / name, folder / name)
        return draft

    @property
    def articles(self) -> IdArray:
        """Ids of the articles whose passages it holds, ascending."""
        rows = [SegmentRows.read(self._folder, number) for number in self._segments]
        held = [part.distinct_articles for part in rows]
        every = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *held]))
        return np.setdiff1d(every, self._removed, assume_unique=True)

    def remove(self, articles: IdArray) -> None:
        """Take articles out; all of them, if too little were left or it is little anyway."""
        rows = [SegmentRows.read(self._folder, number) for number in self._segments]
        removed = np.union1d(self._removed, articles)
        total = sum(map(len, rows))
        gone = sum(int(np.isin(part.articles, removed).sum()) for part in rows)
        if total <= self._limits.rewritten or gone > _MOST_REMOVED * total:
            self._start_anew()
            return
        self._removed = removed
        with self._written():
            self._lexical_writer().remove(articles.tolist())

    def add(self, documents: Iterable[Document]) -> None:
        """Put passages in, as one new segment."""
        coming = iter(documents)
        first = next(coming, None)
        if first is None:
            return
        number = max(self._segments, default=0) + 1
        with self._written():
            lexical = self._lexical_writer()
            with SegmentWriter(self._folder, number, self._limits.flat) as segment:
                for document in chain([first], coming):
                    segment.add(document)
                    lexical.add(document)
        self._segments.append(number)

    def publish(self, generation: str) -> None:
        """Make it a generation that can be opened, in one step."""
        with self._written():
            self._lexical_writer_done()
            self._merge()
            Manifest(
                tuple(self._segments),
                tuple(self._removed.tolist()),
                checksums(self._folder, self._recorded),
            ).write(self._folder)
            shutil.rmtree(self._views / generation, ignore_errors=True)
            self._folder.rename(self._views / generation)

    def discard(self) -> None:
        """Leave nothing of it, unless it was published."""
        self._lexical = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start_anew(self) -> None:
        self._lexical = None
        with self._written():
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir()
        self._segments, self._removed = [], np.empty(0, dtype=np.int64)

    def _lexical_writer(self) -> LexicalWriter:
        if self._lexical is None:
            self._lexical = LexicalWriter(self._folder / LEXICAL)
        return self._lexical

    def _lexical_writer_done(self) -> None:
        if self._lexical is None and not self._segments:
            self._lexical_writer()  # an index of nothing is one, too
        if self._lexical is not None:
            self._lexical.commit()
            self._lexical = None

    def _merge(self) -> None:
        """Make one of the last segments, and forget what is removed in none of them any more."""
        rows = [SegmentRows.read(self._folder, number) for number in self._segments]
        last = merged([len(part) for part in rows])
        if last > 1:
            number = self._segments[-1] + 1
            own = self._segments[-last:]
            joined = merge(self._folder, own, self._removed, number, self._limits.flat)
            rows[-last:] = [joined]  # the files of the others are mapped no more
            for old in self._segments[-last:]:
                for name in segment_files(old):
                    (self._folder / name).unlink(missing_ok=True)
            self._segments[-last:] = [number]
        held = [part.articles for part in rows]
        self._removed = np.intersect1d(
            self._removed, np.concatenate([np.empty(0, dtype=np.int64), *held])
        )

    @contextmanager
    def _written(self) -> Iterator[None]:
        """What goes wrong while writing, as one error; nothing of the draft is left then."""
        try:
            yield
        except (OSError, ValueError) as error:  # tantivy raises ValueError for I/O errors
            self.discard()
            raise IndexWriteError(
                f"cannot write to {self._views.parent} ({error}); free some space or check the "
                "permissions, then run qabot index again: what was indexed before is kept"
            ) from error


def merged(sizes: Sequence[int]) -> int:
    """How many of the last segments, by their sizes in rows, become one.

    Each row is written anew a few times in all, and a hundred thousand rows make ten segments.
    """
    last, total = 1, sum(sizes[-1:])
    while last < len(sizes) and sizes[-last - 1] < _GROWTH * total:
        total += sizes[-last - 1]
        last += 1
    return last


def _link(old: Path, new: Path) -> None:
    """The same file under another name, or a copy where the system has no hard links."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
