"""The local engine: FAISS and tantivy, in files beside the database."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from qabot.config import Settings
from qabot.engines.lexical import LexicalIndex
from qabot.engines.local_draft import LEXICAL, DraftLimits, LocalDraft
from qabot.engines.local_searcher import LocalSearcher
from qabot.engines.manifest import FileState, Manifest
from qabot.engines.segments import segment_files
from qabot.engines.vectors import VectorSegment
from qabot.errors import is_failure

_REWRITTEN = 2_000
"""Passages up to which a change writes everything anew: it takes a fifth of a second, and BM25's
statistics count nothing that was removed."""


class LocalEngine:
    """Keeps each generation in a folder of its own.

    Segments that a generation shares with the one opened before stay in memory.
    """

    def __init__(self, views: Path, settings: Settings, *, rewritten: int = _REWRITTEN) -> None:
        self._views = views
        self._title_boost = settings.retrieval.title_boost
        self._limits = DraftLimits(settings.index.flat_limit, rewritten)
        self._known: set[FileState] = set()
        self._segments: dict[tuple[object, ...], VectorSegment] = {}

    def open(self, generation: str) -> LocalSearcher | None:
        """A generation to search; None if it is not there, or is damaged."""
        folder = self._views / generation
        manifest = Manifest.read(folder)
        if manifest is None or not manifest.holds(folder, self._known):
            return None
        try:
            searcher = LocalSearcher.of(
                LexicalIndex.open(folder / LEXICAL, self._title_boost),
                tuple(self._opened(folder, manifest, number) for number in manifest.segments),
                np.array(manifest.removed, dtype=np.int64),
            )
        except BaseException as error:  # damage under a right checksum may raise anything
            if not is_failure(error):
                raise
            searcher = None
        if searcher is None or not manifest.holds(folder, self._known):
            return None  # another process forgot it just now
        opened = zip(manifest.segments, searcher.segments, strict=True)
        self._segments = {_print_of(manifest, number): segment for number, segment in opened}
        return searcher

    def draft(self, base: str | None) -> LocalDraft:
        """A new generation that holds what ``base`` does, or nothing if that is not there."""
        manifest = Manifest.read(self._views / base) if base is not None else None
        if manifest is None or not manifest.holds(self._views / str(base), self._known):
            return LocalDraft.begin(self._views, None, Manifest(), self._limits)
        return LocalDraft.begin(self._views, base, manifest, self._limits)

    def keep_only(self, generation: str) -> None:
        """Forget all other generations; what is open of them stays good."""
        for path in self._views.glob("*"):
            if path.name != generation:
                shutil.rmtree(path, ignore_errors=True)

    def _opened(self, folder: Path, manifest: Manifest, number: int) -> VectorSegment:
        known = self._segments.get(_print_of(manifest, number))
        return known or VectorSegment.open(folder, number)


def _print_of(manifest: Manifest, number: int) -> tuple[object, ...]:
    """What tells a segment from others: the names and checksums of its files."""
    return tuple((name, manifest.files.get(name)) for name in segment_files(number))
