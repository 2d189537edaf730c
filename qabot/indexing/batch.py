"""What a sync has read and not yet written: embedded and committed together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qabot.config import Settings
from qabot.indexing.preparation import PreparedArticle, embedded_text
from qabot.indexing.rows import FileRecord, NewPassage
from qabot.indexing.scan import FoundFile
from qabot.indexing.schema import transaction
from qabot.indexing.tally import Tally
from qabot.indexing.waiting import waiting
from qabot.indexing.writer import StoreWriter
from qabot.protocols import Encoder
from qabot.types import PassageEncoding, PassageInput, SkippedFile

_ENCODE_SLICE = 64
"""Passages between two calls of the progress callback: two seconds on a slow CPU."""

Tell = Callable[[int], None]
"""Called with the bytes of the batch in hand that are embedded."""


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


@dataclass(slots=True)
class BatchWriter:
    """Writes into one generation, each batch in one transaction.

    With ``text_first`` passages are written without vectors, but for those whose vectors are
    known; :meth:`embed_waiting` makes the others later, in the same rows. That changes nothing
    for a reader: a generation with passages that wait is one that is searched without vectors.
    Without ``reuse`` vectors of earlier generations count for nothing.
    """

    connection: sqlite3.Connection
    encoder: Encoder
    settings: Settings
    generation: int
    reuse: bool
    tally: Tally
    tell: Tell
    text_first: bool = False
    _items: list[AddArticle | FinishFile] = field(default_factory=list)
    _passages: int = 0

    def add(self, item: AddArticle | FinishFile) -> None:
        """Queue an article, or the record of a file."""
        self._items.append(item)
        if isinstance(item, AddArticle):
            self._passages += len(item.prepared.passages)

    def flush_if_full(self) -> None:
        """Write what is queued if it is a batch."""
        full = self.settings.batch_passages
        if self._passages >= full or len(self._items) >= 4 * full:
            self.flush()

    def flush(self) -> None:
        """Embed and commit what is queued."""
        additions = [item for item in self._items if isinstance(item, AddArticle)]
        finished = [item for item in self._items if isinstance(item, FinishFile)]
        size = sum(file.found.size for file in finished)
        encodings = self._encodings(additions, size)
        with transaction(self.connection):
            for addition in additions:
                self._write_article(addition, encodings)
            for file in finished:
                self._write_file(file)
        self.tally.files_done += len(finished)
        self.tally.bytes_done += 0 if self.text_first else size
        self._items, self._passages = [], 0
        self.tell(0)

    def embed_waiting(self, total: int) -> None:
        """Make the vectors of all passages that have none, ``total`` of them, in batches."""
        store = StoreWriter(self.connection)
        left = self.tally.bytes_total - self.tally.bytes_done
        done = 0
        self.tell(0)
        while batch := waiting(self.connection, self.settings.batch_passages):
            inputs: dict[bytes, PassageInput] = {}
            for article, spans, digest in batch.values():
                inputs[digest] = embedded_text(
                    article.title, article.text, spans, self.encoder.tokenizer, self.settings
                )
            encodings = store.known_encodings(list(inputs), 0)
            for part in self._encoded(inputs, encodings):
                self.tell(left * (done + len(part)) // max(total, done + len(part)))
            with transaction(self.connection):
                for number, (_, _, digest) in batch.items():
                    store.set_encoding(number, encodings[digest])
            done += len(batch)
            self.tell(left * done // max(total, done))
        self.tally.bytes_done += left
        self.tell(0)

    def _encodings(
        self, additions: Sequence[AddArticle], size: int
    ) -> dict[bytes, PassageEncoding]:
        """Encodings by input hash: from the database, else from the encoder, each once."""
        inputs = {
            passage.input_hash: passage.input
            for addition in additions
            for passage in addition.prepared.passages
        }
        since = 0 if self.reuse else self.generation
        encodings = StoreWriter(self.connection).known_encodings(list(inputs), since)
        if not self.text_first:
            missing = len(inputs) - len(encodings)
            for part in self._encoded(inputs, encodings):
                self.tell(size * len(part) // missing)
        return encodings

    def _encoded(
        self, inputs: dict[bytes, PassageInput], encodings: dict[bytes, PassageEncoding]
    ) -> Iterator[list[bytes]]:
        """Encode what is missing, like lengths together; yields all that is done so far."""
        missing = [digest for digest in inputs if digest not in encodings]
        missing.sort(key=lambda digest: len(inputs[digest].text))
        for start in range(0, len(missing), _ENCODE_SLICE):
            part = missing[start : start + _ENCODE_SLICE]
            vectors = self.encoder.encode_passages([inputs[digest] for digest in part])
            encodings.update(zip(part, vectors, strict=True))
            self.tally.embedded += len(part)
            yield missing[: start + len(part)]

    def _write_article(self, addition: AddArticle, encodings: dict[bytes, PassageEncoding]) -> None:
        store = StoreWriter(self.connection)
        if addition.replaces is not None:
            store.remove_article(self.generation, addition.replaces)
        passages = [
            NewPassage(item.passage.sentences, item.input_hash, encodings.get(item.input_hash))
            for item in addition.prepared.passages
        ]
        store.add_article(
            self.generation,
            addition.folder_id,
            addition.file,
            addition.prepared.article,
            passages,
            addition.prepared.attributions,
        )
        self.tally.passages += len(passages)

    def _write_file(self, file: FinishFile) -> None:
        store = StoreWriter(self.connection)
        for article_id in file.gone:
            store.remove_article(self.generation, article_id)
        found = file.found
        record = FileRecord(found.size, found.mtime_ns, file.hash, self.generation)
        file_id = store.replace_file(file.folder_id, found.relative, record)
        for skipped in file.skipped:
            store.skip(file_id, skipped)
