"""What a running sync has done so far, and how much is left."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from qabot.indexing.moves import Place
from qabot.indexing.pace import Pace
from qabot.types import FileNames, SkippedFile, SyncProgress, SyncReport, SyncStage

_RECENT_SECONDS = 90.0
"""How long it is remembered how fast passages were embedded: what else the machine does changes."""


@dataclass(slots=True)
class Tally:
    """Counts of a running sync; ``skipped`` are the paths that the scan left out.

    ``bytes_done`` are read, those of a container that is being read (``bytes_open``) apart.
    ``waiting`` passages have no vectors yet; ``met`` have been written or queued without, out of
    ``bytes_met`` bytes.
    """

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    passages: int = 0
    embedded: int = 0
    waiting: int = 0
    met: int = 0
    bytes_met: int = 0
    files_done: int = 0
    files_total: int = 0
    bytes_done: int = 0
    bytes_open: int = 0
    bytes_total: int = 0
    searchable: bool = False
    ignored: Counter[str] = field(default_factory=Counter)
    skipped: list[SkippedFile] = field(default_factory=list)
    files_added: list[str] = field(default_factory=list)
    files_changed: list[str] = field(default_factory=list)
    files_removed: list[str] = field(default_factory=list)
    files_moved: list[tuple[str, str]] = field(default_factory=list)
    pace: Pace = field(default_factory=Pace)
    _embedding: deque[tuple[float, int]] = field(default_factory=deque)
    _share: float = 0.0

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

    def meet(self, passages: int) -> None:
        """Count passages that have to be embedded, out of all that was read so far."""
        self.met += passages
        self.waiting += passages
        self.bytes_met = self.bytes_done + self.bytes_open

    def embed(self, passages: int) -> None:
        """Count passages that were embedded; the first ones had to wait for the model to load."""
        self.embedded += passages
        self.waiting = max(self.waiting - passages, 0)
        now = self.pace.spent(SyncStage.EMBEDDING)
        self._embedding.append((now, self.embedded))
        while len(self._embedding) > 1 and now - self._embedding[1][0] > _RECENT_SECONDS:
            self._embedding.popleft()

    def progress(self) -> SyncProgress:
        """How far the sync is."""
        left = self._seconds_left()
        seconds = self.pace.seconds
        if left is not None and seconds:
            self._share = max(self._share, seconds / (seconds + left))
        return SyncProgress(
            files_done=self.files_done,
            files_total=self.files_total,
            bytes_done=self.bytes_done + self.bytes_open,
            bytes_total=self.bytes_total,
            embedded=self.embedded,
            rate=self._rate(),
            seconds=seconds,
            searchable=self.searchable,
            stage=self.pace.stage,
            waiting=self.waiting,
            seconds_left=left,
            share=self._share,
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
            seconds=self.pace.seconds,
            files=FileNames(
                added=tuple(self.files_added),
                changed=tuple(self.files_changed),
                removed=tuple(self.files_removed),
                moved=tuple(self.files_moved),
            ),
        )

    def _rate(self) -> float:
        """Passages a second of late while they are embedded; 0 until it is known."""
        if not self._embedding:
            return 0.0
        since, before = self._embedding[0]
        seconds = self.pace.spent(SyncStage.EMBEDDING) - since
        return (self.embedded - before) / seconds if seconds else 0.0

    def _seconds_left(self) -> float | None:
        """As long as the rest takes if it is like what was done; None while too little was.

        Views are written at the end as long as they were for the text alone.
        """
        read = self.bytes_done + self.bytes_open
        unread = max(self.bytes_total - read, 0)
        if unread and not self.bytes_met:
            return None
        reading = self.pace.spent(SyncStage.READING) * unread / read if unread else 0.0
        passages = self.waiting + (self.met * unread / self.bytes_met if unread else 0.0)
        rate = self._rate()
        if passages and not rate:
            return None
        writing = self.pace.spent(SyncStage.WRITING)
        return reading + (passages / rate if passages else 0.0) + writing
