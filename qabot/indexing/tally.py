"""What a running sync has done so far."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from qabot.indexing.moves import Place
from qabot.types import FileNames, SkippedFile, SyncProgress, SyncReport


@dataclass(slots=True)
class Tally:
    """Counts of a running sync; ``skipped`` are the paths that the scan left out."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    passages: int = 0
    embedded: int = 0
    files_done: int = 0
    files_total: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    searchable: bool = False
    ignored: Counter[str] = field(default_factory=Counter)
    skipped: list[SkippedFile] = field(default_factory=list)
    files_added: list[str] = field(default_factory=list)
    files_changed: list[str] = field(default_factory=list)
    files_removed: list[str] = field(default_factory=list)
    files_moved: list[tuple[str, str]] = field(default_factory=list)
    started: float = field(default_factory=time.perf_counter)
    _warm_since: tuple[float, int] | None = None

    @property
    def changes(self) -> int:
        """How many articles came, went, moved or changed."""
        return self.added + self.changed + self.moved + self.removed

    def name_file(self, path: str, origin: Place | None, changes: int, *, known: bool) -> None:
        """Note a file that was read to its end, if ``changes``, as it was before, is behind.

        ``origin`` is where it was before, ``known`` tells that it held articles.
        """
        if self.changes == changes:
            return
        if origin is not None:
            self.files_moved.append((origin[1], path))
        else:
            (self.files_changed if known else self.files_added).append(path)

    def progress(self, bytes_under_way: int) -> SyncProgress:
        """How far the sync is, bytes of the batch in hand that are embedded included."""
        now = time.perf_counter()
        return SyncProgress(
            files_done=self.files_done,
            files_total=self.files_total,
            bytes_done=self.bytes_done + bytes_under_way,
            bytes_total=self.bytes_total,
            embedded=self.embedded,
            rate=self._rate(now),
            searchable=self.searchable,
            seconds=now - self.started,
        )

    def report(self, skipped: Sequence[SkippedFile], duplicates: int) -> SyncReport:
        """The result, with what the index has on record as skipped and as copies."""
        return SyncReport(
            added=self.added,
            changed=self.changed,
            moved=self.moved,
            removed=self.removed,
            unchanged=self.unchanged,
            skipped=(*skipped, *self.skipped),
            ignored=dict(self.ignored),
            duplicates=duplicates,
            passages=self.passages,
            embedded=self.embedded,
            seconds=time.perf_counter() - self.started,
            files=FileNames(
                added=tuple(self.files_added),
                changed=tuple(self.files_changed),
                removed=tuple(self.files_removed),
                moved=tuple(self.files_moved),
            ),
        )

    def _rate(self, now: float) -> float:
        """Passages a second since the first ones, which had to wait for the model to load."""
        if not self.embedded:
            return 0.0
        if self._warm_since is None:
            self._warm_since = now, self.embedded
        started, embedded = self._warm_since
        return (self.embedded - embedded) / (now - started) if now > started else 0.0
