"""An index as it would answer if some articles were not in it: questions without an answer."""

from __future__ import annotations

import glob
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import numpy as np

from qabot.index import Index
from qabot.store.snapshot import Snapshot
from qabot.types import Filters, IdArray

_EVERYTHING = Filters(path="*")


class RemainingSnapshot(Snapshot):
    """A snapshot whose filters always leave some articles out.

    Nothing is embedded or built again. Document frequencies still count the missing articles.
    """

    def __init__(self, whole: Snapshot, removed: Collection[str]) -> None:
        self._articles, self._views = whole._articles, whole._views
        self._removed = removed

    def allowed(self, filters: Filters) -> IdArray:
        """Ids of the passages that the filters leave, those of the missing articles not among."""
        left = super().allowed(filters or _EVERYTHING)
        assert left is not None  # it is None only without a filter
        for path in self._removed:
            gone = super().allowed(Filters(path=glob.escape(path)))  # GLOB escapes as Python does
            left = np.setdiff1d(left, gone) if gone is not None else left
        return left


class RemainingIndex(Index):
    """An index without the articles at some paths; the index itself is not touched."""

    def __init__(self, whole: Index, removed: Collection[str]) -> None:
        super().__init__(whole.folder, whole.encoder, whole.settings)
        self._whole = whole
        self._removed = removed

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the whole index, of which only the remaining articles are searched."""
        with self._whole.snapshot() as snapshot:
            yield RemainingSnapshot(snapshot, self._removed)
