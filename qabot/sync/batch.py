"""What a sync has read and not yet written: embedded and committed together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from qabot.config import Settings
from qabot.encoding.slices import slices
from qabot.protocols import EmbeddingPool, Encoder
from qabot.store.connections import Connection, transaction
from qabot.store.rows import FileRecord, NewPassage
from qabot.store.writer import StoreWriter
from qabot.sync.leases import Leases
from qabot.sync.preparation import PreparedArticle
from qabot.sync.scan import FoundFile
from qabot.sync.tally import SyncTally
from qabot.sync.waiting_passages import WaitingBatch, WaitingPassages, without_known
from qabot.types import PassageEncoding, PassageInput, SkippedFile, SyncStage


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
    Without ``reuse`` vectors of earlier generations count for nothing. A ``pool`` makes the vectors
    that wait in place of the encoder.
    """

    connection: Connection
    encoder: Encoder
    settings: Settings
    generation: int
    reuse: bool
    tally: SyncTally
    tell: Callable[[], None]
    text_first: bool = False
    pool: EmbeddingPool | None = None
    _items: list[AddArticle | FinishFile] = field(default_factory=list)
    _passages: int = 0
    _early: int = 0

    def add(self, item: AddArticle | FinishFile) -> None:
        """Queue an article, or the record of a file."""
        self._items.append(item)
        if isinstance(item, AddArticle):
            self._passages += len(item.prepared.passages)

    def flush_if_full(self) -> None:
        """Write what is queued if it is a batch."""
        full = self.settings.sync.batch_passages
        if self._passages >= full or len(self._items) >= 4 * full:
            self.flush()

    def flush(self) -> None:
        """Embed and commit what is queued."""
        additions = [item for item in self._items if isinstance(item, AddArticle)]
        finished = [item for item in self._items if isinstance(item, FinishFile)]
        encodings = self._encodings(additions)
        with transaction(self.connection):
            for addition in additions:
                self._write_article(addition, encodings)
            for file in finished:
                self._write_file(file)
        self._items, self._passages = [], 0
        self.tell()
        due = self.settings.sync.text_first_seconds * (self._early + 1)
        if self.text_first and self.pool is None and self.tally.pace.seconds > due:
            self._early += 1
            with self.tally.pace.during(SyncStage.EMBEDDING):
                self._embed(next(self._waiting.batches(), None))

    def embed_waiting(self) -> None:
        """Make the vectors of all passages that have none, in batches."""
        self.tell()
        with self.tally.pace.during(SyncStage.EMBEDDING):
            if self.pool is not None:
                self._embed_elsewhere(self.pool)
                return
            for batch in self._waiting.batches():
                self._embed(batch)

    def _embed_elsewhere(self, pool: EmbeddingPool) -> None:
        """Make the vectors that wait by the workers of a pool."""
        waiting = self._waiting

        def store(batch: WaitingBatch, made: Mapping[bytes, PassageEncoding]) -> None:
            waiting.store(batch, made)
            self.tally.embed(len(made))

        with ExitStack() as until_done:
            with self.tally.pace.during(SyncStage.LOADING):
                self.tell()
                workers = until_done.enter_context(pool.opened(self.encoder))
            Leases(workers, self.settings.sync, store, self.tell).embed(waiting.batches())

    @property
    def _waiting(self) -> WaitingPassages:
        return WaitingPassages(
            self.connection, self.encoder.tokenizer, self.settings, self._since, self.tally
        )

    @property
    def _since(self) -> int:
        """The first generation whose vectors count."""
        return 0 if self.reuse else self.generation

    def _embed(self, batch: WaitingBatch | None) -> None:
        """Make the vectors of passages that are written."""
        if batch is None:
            return
        made: dict[bytes, PassageEncoding] = {}
        self._encode(batch.missing, made)
        self._waiting.store(batch, made)
        self.tell()

    def _encodings(self, additions: Sequence[AddArticle]) -> dict[bytes, PassageEncoding]:
        """Encodings by input hash: from the database, else from the encoder, each once."""
        inputs = {
            passage.input_hash: passage.input
            for addition in additions
            for passage in addition.prepared.passages
        }
        encodings = StoreWriter(self.connection).known_encodings(list(inputs), self._since)
        missing = without_known(inputs, encodings)
        self.tally.meet(len(missing))
        if not self.text_first:
            self._encode(missing, encodings)
        return encodings

    def _encode(
        self, inputs: dict[bytes, PassageInput], encodings: dict[bytes, PassageEncoding]
    ) -> None:
        """Encode passages, a slice after the other."""
        for part in slices(list(inputs)):
            stage = SyncStage.EMBEDDING if self.tally.is_warm else SyncStage.LOADING
            with self.tally.pace.during(stage):
                self.tell()
                vectors = self.encoder.encode_passages([inputs[digest] for digest in part])
            encodings.update(zip(part, vectors, strict=True))
            self.tally.embed(len(part))

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
