"""Bringing an index in step with its folders: a set difference by content hash."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qabot.config import Settings
from qabot.indexing.preparation import PreparedArticle, prepare
from qabot.indexing.rows import FileRecord, NewPassage, StoredVersion, article_hash
from qabot.indexing.scan import FoundFile, Scan, content_hash, rewritten, vanished_folder
from qabot.indexing.schema import transaction
from qabot.indexing.tally import Tally
from qabot.indexing.writer import StoreWriter
from qabot.loaders import is_container, load
from qabot.protocols import Encoder
from qabot.types import Article, PassageEncoding, SkippedFile, SyncProgress, SyncReport

Progress = Callable[[SyncProgress], None]
"""Called as passages are embedded."""

_ENCODE_SLICE = 64
"""Passages between two calls of the progress callback: two seconds on a slow CPU."""


@dataclass(frozen=True, slots=True)
class AddArticle:
    """An article to store, in place of the version with id ``replaces``."""

    folder_id: int
    file: str
    prepared: PreparedArticle
    replaces: int | None


@dataclass(frozen=True, slots=True)
class FinishFile:
    """A file read to its end: its record, and the articles that it no longer holds."""

    folder_id: int
    found: FoundFile
    hash: str
    gone: tuple[int, ...]
    skipped: tuple[SkippedFile, ...]


class Sync:
    """One run over the folders, writing one generation.

    With ``rebuild`` every file is read and every passage embedded again, except what an
    interrupted run of the same rebuild has done already.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        encoder: Encoder,
        settings: Settings,
        *,
        generation: int,
        rebuild: bool,
        progress: Progress | None,
    ) -> None:
        self._connection = connection
        self._store = StoreWriter(connection)
        self._encoder = encoder
        self._settings = settings
        self._generation = generation
        self._rebuild = rebuild
        self._progress = progress
        self._batch: list[AddArticle | FinishFile] = []
        self._batch_passages = 0
        self.tally = Tally()

    def run(self, scans: dict[Path, Scan]) -> None:
        """Read what changed, embed it, write it in batches; each batch is one transaction."""
        for path, folder_id in self._store.folders().items():
            if Path(path) not in scans:
                counts = self._store.article_counts(folder_id)
                self._remove_files(folder_id, {*self._store.files(folder_id), *counts})
        with transaction(self._connection):
            ids = {folder: self._store.add_folder(str(folder)) for folder in scans}
        known = {folder: self._store.files(ids[folder]) for folder in scans}
        for folder, listing in scans.items():
            self.tally.files_total += len(listing.files)
            self.tally.bytes_total += sum(
                found.size
                for found in listing.files
                if not self._is_current(found, known[folder].get(found.relative))
            )
        self._tell()
        for folder, listing in scans.items():
            self._sync_folder(folder, ids[folder], listing, known[folder])
        self._flush()
        if self._rebuild:
            with transaction(self._connection):
                self._store.remove_older(self._generation)

    def report(self) -> SyncReport:
        """What was done so far."""
        return self.tally.report(self._store.skipped())

    # -- what changed --------------------------------------------------------------------------

    def _is_current(self, found: FoundFile, record: FileRecord | None) -> bool:
        """Whether the file need not even be opened."""
        return (
            record is not None
            and bool(record.hash)  # no hash: it could not be read last time
            and (record.size, record.mtime_ns) == (found.size, found.mtime_ns)
            and not (self._rebuild and record.added < self._generation)
        )

    def _sync_folder(
        self, folder: Path, folder_id: int, listing: Scan, known: dict[str, FileRecord]
    ) -> None:
        self.tally.skipped += listing.skipped
        self.tally.ignored += listing.ignored
        present = {found.relative for found in listing.files}
        article_counts = self._store.article_counts(folder_id)
        # An interrupted sync may have taken articles from a file without finishing it.
        self._remove_files(folder_id, {*known, *article_counts} - present)
        vanished: Path | None = None
        for found in listing.files:
            record = known.get(found.relative)
            if vanished and found.path.is_relative_to(vanished):
                continue  # what is indexed of it stays until the next sync
            if self._is_current(found, record) or self._only_touched(found, record):
                self.tally.unchanged += article_counts.get(found.relative, 0)
                self.tally.files_done += 1
            elif vanished := vanished_folder(folder, found):
                name = "" if vanished == folder else f"{vanished.relative_to(folder).as_posix()}/"
                reason = "vanished during the run; run qabot index again"
                self.tally.skipped.append(SkippedFile(name or str(folder), reason))
            else:
                self._read(folder_id, found, record)

    def _only_touched(self, found: FoundFile, record: FileRecord | None) -> bool:
        """Whether the file's time changed but not its bytes; the new time is noted."""
        if record is None or self._rebuild or not record.hash:
            return False
        if content_hash(found, self._settings) != record.hash:
            return False
        with transaction(self._connection):
            self._store.touch_file(record.id, found.size, found.mtime_ns)
        self.tally.bytes_done += found.size
        return True

    def _remove_files(self, folder_id: int, paths: Collection[str]) -> None:
        if not paths:
            return
        with transaction(self._connection):
            for path in paths:
                stored = self._store.articles_of_file(folder_id, path)
                for version in stored.values():
                    self._store.remove_article(self._generation, version.id)
                self._store.remove_file_record(self._generation, folder_id, path)
                self.tally.removed += len(stored)

    def _read(self, folder_id: int, found: FoundFile, record: FileRecord | None) -> None:
        """Load a file; queue its new and changed articles, and what it no longer holds."""
        digest = content_hash(found, self._settings)
        # Of a container's articles no more than the ids are kept: there may be millions.
        before = self._store.ids_of_file(folder_id, found.relative)
        kept = array("q")
        articles = 0
        skipped: list[SkippedFile] = []
        for item in load(found.path, found.relative, self._settings):
            if isinstance(item, SkippedFile):
                skipped.append(item)
                continue
            articles += 1
            stored = self._store.version_of(folder_id, found.relative, item.path)
            if stored:
                kept.append(stored.id)
            self._queue_article(folder_id, found.relative, item, stored)
            if is_container(found.path.name):  # else the file is finished in the same batch
                self._flush_if_full()
        gone = tuple(np.setdiff1d(before, np.frombuffer(kept, dtype=np.int64)).tolist())
        if rewritten(found):
            digest, gone = "", ()  # where the old ends and the new begins, the next run finds
        elif not articles and any(item.retry for item in skipped):
            digest = ""
        if not (articles or gone) and self._still_unreadable(found, digest, record, skipped):
            self.tally.files_done += 1
            return
        self.tally.removed += len(gone)
        self._batch.append(FinishFile(folder_id, found, digest, gone, tuple(skipped)))
        self._flush_if_full()

    def _queue_article(
        self, folder_id: int, file: str, article: Article, stored: StoredVersion | None
    ) -> None:
        same = stored is not None and stored.hash == article_hash(article)
        if same:
            self.tally.unchanged += 1
        elif stored:
            self.tally.changed += 1
        else:
            self.tally.added += 1
        if stored and same and (not self._rebuild or stored.added == self._generation):
            return
        prepared = prepare(article, self._encoder.tokenizer, self._settings)
        self._batch.append(AddArticle(folder_id, file, prepared, stored.id if stored else None))
        self._batch_passages += len(prepared.passages)

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
        same = (record.size, record.mtime_ns) == (found.size, found.mtime_ns)
        return same and self._store.skipped_of(record.id) == skipped

    # -- writing -------------------------------------------------------------------------------

    def _flush_if_full(self) -> None:
        full = self._settings.batch_passages
        if self._batch_passages >= full or len(self._batch) >= 4 * full:
            self._flush()

    def _flush(self) -> None:
        """Embed and commit the batch."""
        additions = [item for item in self._batch if isinstance(item, AddArticle)]
        finished = [item for item in self._batch if isinstance(item, FinishFile)]
        encodings = self._encode(additions, sum(file.found.size for file in finished))
        with transaction(self._connection):
            for addition in additions:
                self._write_article(addition, encodings)
            for file in finished:
                self._write_file(file)
        self.tally.files_done += len(finished)
        self.tally.bytes_done += sum(file.found.size for file in finished)
        self._batch, self._batch_passages = [], 0
        self._tell()

    def _encode(
        self, additions: Sequence[AddArticle], file_bytes: int
    ) -> dict[bytes, PassageEncoding]:
        """Encodings by input hash: from the database, else from the encoder, each once."""
        inputs = {
            passage.input_hash: passage.input
            for addition in additions
            for passage in addition.prepared.passages
        }
        since = self._generation if self._rebuild else 0
        encodings = self._store.known_encodings(list(inputs), since)
        missing = [digest for digest in inputs if digest not in encodings]
        missing.sort(key=lambda digest: len(inputs[digest].text))  # like lengths, little padding
        for start in range(0, len(missing), _ENCODE_SLICE):
            part = missing[start : start + _ENCODE_SLICE]
            vectors = self._encoder.encode_passages([inputs[digest] for digest in part])
            encodings.update(zip(part, vectors, strict=True))
            self.tally.embedded += len(part)
            self._tell(file_bytes * (start + len(part)) // len(missing))
        return encodings

    def _write_article(self, addition: AddArticle, encodings: dict[bytes, PassageEncoding]) -> None:
        if addition.replaces is not None:
            self._store.remove_article(self._generation, addition.replaces)
        passages = [
            NewPassage(item.passage.sentences, item.input_hash, encodings[item.input_hash])
            for item in addition.prepared.passages
        ]
        self._store.add_article(
            self._generation,
            addition.folder_id,
            addition.file,
            addition.prepared.article,
            passages,
            addition.prepared.attributions,
        )
        self.tally.passages += len(passages)

    def _write_file(self, file: FinishFile) -> None:
        for article_id in file.gone:
            self._store.remove_article(self._generation, article_id)
        found = file.found
        record = FileRecord(found.size, found.mtime_ns, file.hash, self._generation)
        file_id = self._store.replace_file(file.folder_id, found.relative, record)
        for skipped in file.skipped:
            self._store.skip(file_id, skipped)

    def _tell(self, bytes_under_way: int = 0) -> None:
        if self._progress is not None:
            self._progress(self.tally.progress(bytes_under_way))
