"""What a running sync has done so far, and how much is left."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from qabot.store.labels import Labels
from qabot.store.rows import Place, StoredVersion, article_hash
from qabot.sync.file_changes import FileChanges
from qabot.sync.pace import Pace
from qabot.types import Article, SkippedFile, SyncProgress, SyncReport, SyncStage

_WARM = 256
"""Passages up to which embedding is slower than later: the model is loaded, and what torch makes
for each length of a batch is new."""
_RECENT_SECONDS = 90.0
"""How long it is remembered how fast passages were embedded: what else the machine does changes."""

_UNTOLD = frozenset({SyncStage.COMPARING, SyncStage.WRITING})
"""Stages whose own end cannot be told."""


@dataclass(slots=True)
class SyncTally:
    """Counts of a running sync; ``skipped`` is what the scan left out, by folder.

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
    skipped: list[tuple[int, SkippedFile]] = field(default_factory=list)
    files: FileChanges = field(default_factory=FileChanges)
    pace: Pace = field(default_factory=Pace)
    _embedding: deque[tuple[float, int]] = field(default_factory=deque)
    _share: float = 0.0

    @property
    def changes(self) -> int:
        """How many articles came, went, moved or changed."""
        return self.added + self.changed + self.moved + self.removed

    def count_article(self, article: Article, stored: StoredVersion | None, *, moved: bool) -> None:
        """Count an article that was read beside the version that is stored, if there is one."""
        if stored is None:
            self.moved += moved
            self.added += not moved
        elif stored.hash == article_hash(article):
            self.unchanged += 1
        else:
            self.changed += 1

    def read_so_far(self, position: int) -> None:
        """Note how far the file is read that is open."""
        self.bytes_open = max(self.bytes_open, position)

    def finish_file(self, place: Place, origin: Place | None, before: int, *, known: bool) -> None:
        """Note a file that was read to its end, if there are more changes than ``before``.

        ``origin`` is where the file was until now, ``known`` tells that it held articles.
        """
        if self.changes > before:
            self.files.read(place, origin, known=known)

    def meet(self, passages: int) -> None:
        """Count passages that have to be embedded, out of all that was read so far."""
        self.met += passages
        self.waiting += passages
        self.bytes_met = self.bytes_done + self.bytes_open

    @property
    def is_warm(self) -> bool:
        """Whether the model is loaded and has run often enough for its pace to be the usual one."""
        return self.embedded >= _WARM

    def embed(self, passages: int) -> None:
        """Count passages that were embedded."""
        if not self.is_warm:
            self._embedding.clear()
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

    def report(
        self, labels: Labels, skipped: Sequence[tuple[int, SkippedFile]], duplicates: int
    ) -> SyncReport:
        """The result, with all that was skipped, by folder, and how many copies there are."""
        return SyncReport(
            added=self.added,
            changed=self.changed,
            moved=self.moved,
            removed=self.removed,
            unchanged=self.unchanged,
            skipped=labels.skipped(skipped),
            ignored=dict(self.ignored),
            duplicates=duplicates,
            passages=self.passages,
            embedded=self.embedded,
            seconds=self.pace.seconds,
            files=self.files.names(labels),
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

        Views are written at the end as long as they were for the text alone. How long copies are
        looked for cannot be told.
        """
        read = self.bytes_done + self.bytes_open
        unread, unmet = (max(self.bytes_total - done, 0) for done in (read, self.bytes_met))
        if unmet and not self.bytes_met:
            return None
        passages = self.waiting + (self.met * unmet / self.bytes_met if unmet else 0.0)
        rate = self._rate()
        if passages:
            embedding = passages / rate if rate else None
        else:
            embedding = None if self.pace.stage in _UNTOLD else 0.0
        if embedding is None:
            return None
        reading = self.pace.spent(SyncStage.READING) * unread / read if unread and read else 0.0
        return reading + embedding + self.pace.spent(SyncStage.WRITING)
