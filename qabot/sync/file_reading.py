"""Reading one file in a sync: what of it is new or changed, and what it no longer holds."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from qabot.config import Settings
from qabot.loaders import is_container
from qabot.loaders.confined import ConfinedLoader
from qabot.protocols import Encoder
from qabot.store.rows import FileRecord, StoredVersion, article_hash, partly_read
from qabot.store.writer import StoreWriter
from qabot.sync.batch import AddArticle, BatchWriter, FinishFile
from qabot.sync.moves import Moves
from qabot.sync.preparation import prepare
from qabot.sync.scan import FoundFile, content_hash, readable_bytes, rewritten
from qabot.sync.tally import SyncTally
from qabot.sync.telling import Teller
from qabot.types import Article, SkippedFile


@dataclass(frozen=True, slots=True)
class FileReader:
    """Loads files and queues what they hold; ``remade_in`` is the generation of a rebuild."""

    store: StoreWriter
    encoder: Encoder
    settings: Settings
    loader: ConfinedLoader
    batch: BatchWriter
    tally: SyncTally
    tell: Teller
    remade_in: int | None

    def read(
        self, folder_id: int, found: FoundFile, record: FileRecord | None, moves: Moves
    ) -> None:
        """Load a file; queue its new and changed articles, and what it no longer holds."""
        digest = content_hash(found, self.settings)
        origin = moves.claim(digest) if record is None else None
        changes = self.tally.changes
        # Of a container's articles no more than the ids are kept: there may be millions.
        before = self.store.ids_of_file(folder_id, found.relative)
        kept = array("q")
        articles = 0
        skipped: list[SkippedFile] = []
        for item in self.loader.load(
            found.path, found.relative, self.settings, self.tally.read_so_far
        ):
            if isinstance(item, SkippedFile):
                skipped.append(item)
                continue
            articles += 1
            stored = self.store.version_of(folder_id, found.relative, item.path)
            if stored:
                kept.append(stored.id)
            self.tally.count_article(item, stored, moved=origin is not None)
            self._queue_article(folder_id, found.relative, item, stored)
            if is_container(found.name):  # else the file is finished in the same batch
                self.batch.flush_if_full()
                self.tell.now_and_then()
        self.tally.files_done += 1
        self.tally.bytes_done += readable_bytes(found, self.settings)
        self.tally.bytes_open = 0
        gone = tuple(np.setdiff1d(before, np.frombuffer(kept, dtype=np.int64)).tolist())
        if rewritten(found):
            digest, gone = "", ()  # where the old ends and the new begins, the next run finds
        elif any(item.retry for item in skipped):
            remembered = articles or any(item.costly for item in skipped)
            digest = partly_read(digest, self.settings.sync.limits) if remembered else ""
        if not (articles or gone) and self._still_unreadable(found, digest, record, skipped):
            return
        self.tally.removed += len(gone)
        place = (folder_id, found.relative)
        self.tally.finish_file(place, origin, changes, known=len(before) > 0)
        self.batch.add(FinishFile(folder_id, found, digest, gone, tuple(skipped)))
        self.batch.flush_if_full()

    def _queue_article(
        self, folder_id: int, file: str, article: Article, stored: StoredVersion | None
    ) -> None:
        same = stored is not None and stored.hash == article_hash(article)
        if stored and same and self.remade_in in (None, stored.added):
            return
        prepared = prepare(article, self.encoder.tokenizer, self.settings)
        self.batch.add(AddArticle(folder_id, file, prepared, stored.id if stored else None))

    def _still_unreadable(
        self,
        found: FoundFile,
        digest: str,
        record: FileRecord | None,
        skipped: list[SkippedFile],
    ) -> bool:
        """Whether the file could not be read before either, for the same reason."""
        if record is None or digest or record.hash:
            return False
        same = record.is_of(found.size, found.mtime_ns)
        return same and self.store.skipped_of(record.id) == skipped
