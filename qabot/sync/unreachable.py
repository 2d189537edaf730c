"""What cannot be reached now stays in the index as it was last read, and is marked as stale.

A disk that is not mounted, a share that is away and a permission that was taken are no deletions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qabot.config import Settings
from qabot.protocols import Encoder
from qabot.store.connections import Connection, transaction
from qabot.store.rows import STALE, FileRecord
from qabot.store.writer import StoreWriter
from qabot.sync.batch import AddArticle, BatchWriter, FinishFile
from qabot.sync.preparation import prepare
from qabot.sync.scan import FoundFile, Scan, refusal
from qabot.sync.tally import SyncTally
from qabot.types import SkippedFile


@dataclass(frozen=True, slots=True)
class StaleKeeper:
    """Keeps the articles of files that one run cannot reach; ``remake`` embeds them anew."""

    connection: Connection
    encoder: Encoder
    settings: Settings
    generation: int
    remake: bool
    batch: BatchWriter
    tally: SyncTally

    def keep_listed(self, folder_id: int, listing: Scan, known: Mapping[str, FileRecord]) -> None:
        """Keep what a listing of a folder could not reach."""
        self._keep(folder_id, {name: known[name] for name in known if listing.misses(name)})

    def has_kept(self, folder_id: int, found: FoundFile, record: FileRecord | None) -> bool:
        """Whether a file was read once and cannot be now; then it is kept, and told."""
        reason = refusal(found) if record and record.digest else None
        if record is None or reason is None:
            return False
        self.tally.skipped.append((folder_id, SkippedFile(found.relative, reason)))
        self._keep(folder_id, {found.relative: record})
        return True

    def note_reached(self, record: FileRecord | None) -> None:
        """Take the mark off a file that is as it was when last read."""
        if record and record.is_stale:
            with transaction(self.connection):
                StoreWriter(self.connection).unmark_stale(record.id)

    def _keep(self, folder_id: int, records: Mapping[str, FileRecord]) -> None:
        if not records:
            return
        counts = StoreWriter(self.connection).article_counts(folder_id)
        self.tally.unchanged += sum(counts.get(name, 0) for name in records)
        if self.remake:
            for name, record in records.items():
                self._make_anew(folder_id, name, record)
        else:
            self._mark(records.values())

    def _mark(self, records: Iterable[FileRecord]) -> None:
        fresh = [record.id for record in records if not record.is_stale]
        if fresh:
            with transaction(self.connection):
                for number in fresh:
                    StoreWriter(self.connection).mark_stale(number)

    def _make_anew(self, folder_id: int, name: str, record: FileRecord) -> None:
        """Cut and embed the stored articles of a file again, as far as this run has not yet."""
        if record.added >= self.generation:
            return
        store = StoreWriter(self.connection)
        for version in store.articles_of_file(folder_id, name).values():
            if version.added < self.generation:
                article = store.stored_article(version.id).article
                prepared = prepare(article, self.encoder.tokenizer, self.settings)
                self.batch.add(AddArticle(folder_id, name, prepared, version.id))
                self.batch.flush_if_full()
        found = FoundFile(Path(), name, record.size, record.mtime_ns)
        skipped = tuple(store.skipped_of(record.id))
        digest = f"{record.hash.removesuffix(STALE)}{STALE}"
        self.batch.add(FinishFile(folder_id, found, digest, (), skipped))
