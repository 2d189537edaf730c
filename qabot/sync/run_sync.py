"""Bringing an index in step with its folders: a set difference by content hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from qabot.config import Settings
from qabot.errors import SyncStopped
from qabot.loaders import has_named_fields
from qabot.loaders.confined import ConfinedLoader
from qabot.protocols import EmbeddingPool, Encoder
from qabot.store.connections import Connection, transaction
from qabot.store.duplicates import duplicate_count, link_copies, sign
from qabot.store.labels import labels_of
from qabot.store.rows import FileRecord, Place
from qabot.store.waiting import waiting_count
from qabot.store.writer import StoreWriter
from qabot.sync.batch import AddArticle, BatchWriter
from qabot.sync.boilerplate import cut_again
from qabot.sync.file_reading import FileReader
from qabot.sync.moves import Moves, find_vanished
from qabot.sync.preparation import prepare
from qabot.sync.scan import (
    FoundFile,
    Scan,
    content_hash,
    readable_bytes,
    vanished_folder,
)
from qabot.sync.tally import SyncTally
from qabot.sync.telling import Progress, Teller
from qabot.sync.unreachable import StaleKeeper
from qabot.types import SkippedFile, SyncReport, SyncStage


class Sync:
    """One run over the folders, writing one generation.

    With ``rebuild`` every file is read and every passage embedded again, except what an
    interrupted run of the same rebuild has done already. With ``check`` the bytes of every file are
    compared, whatever its size and time of change say. With ``text_first`` a large folder is
    stored before any of it is embedded: see :meth:`embed`. With ``named_anew`` files of records
    are read again, because their fields are called otherwise now. With a ``pool`` all text is
    stored first, too, and its workers embed it.
    """

    def __init__(
        self,
        connection: Connection,
        encoder: Encoder,
        settings: Settings,
        *,
        generation: int,
        rebuild: bool,
        text_first: bool,
        progress: Progress | None,
        named_anew: bool = False,
        check: bool = False,
        pool: EmbeddingPool | None = None,
    ) -> None:
        self._connection = connection
        self._store = StoreWriter(connection)
        self._encoder = encoder
        self._settings = settings
        self._limits = settings.sync.limits
        self._generation = generation
        self._rebuild = rebuild
        self._text_first = text_first
        self._named_anew = named_anew
        self._check = check
        self._moves = Moves({}, ())
        self._folders: dict[int, str] = {}
        self._named: frozenset[int] = frozenset()
        self.tally = SyncTally()
        self._tell = Teller(self.tally, progress)
        self._loader = ConfinedLoader(self._tell.now_and_then)
        self._batch = BatchWriter(
            connection,
            encoder,
            settings,
            generation=generation,
            reuse=not rebuild,
            tally=self.tally,
            tell=self._tell,
            pool=pool,
        )
        self._stale = StaleKeeper(
            connection, encoder, settings, generation, rebuild, self._batch, self.tally
        )
        self._files = FileReader(
            self._store, encoder, settings, self._loader, self._batch, self.tally, self._tell,
            remade_in=generation if rebuild else None,
        )  # fmt: skip

    def run(self, scans: dict[Path, Scan]) -> None:
        """Read what changed, embed it, write it in batches; each batch is one transaction."""
        with transaction(self._connection):
            ids = {folder: self._store.add_folder(str(folder)) for folder in scans}
        self._named = frozenset(ids.values())  # first: what is not named may be taken out
        self._folders = {number: path for path, number in self._store.folders().items()}
        files = {number: self._store.files(number) for number in self._folders}
        known = {folder: files[ids[folder]] for folder in scans}
        vanished, self._moves = find_vanished(self._store, scans, files)
        self._remove_files(place for place in vanished if not self._moves.may_have_moved(place))
        outdated = self._expect(scans, known)
        with self._loader:
            for folder, listing in scans.items():
                self._sync_folder(folder, ids[folder], listing, known[folder], outdated[folder])
        self._batch.flush()
        self._remove_files(place for place in vanished if self._moves.may_have_moved(place))
        if self._rebuild:
            with transaction(self._connection):
                self._store.remove_older(self._generation)
        with self.tally.pace.during(SyncStage.COMPARING):
            self._compare()

    @property
    def generation(self) -> int:
        """The generation that is written."""
        return self._generation

    @property
    def waiting(self) -> int:
        """How many passages have no vectors yet."""
        return waiting_count(self._connection)

    def embed(self, generation: int) -> None:
        """Make the vectors that wait, as part of a generation; the text can be asked meanwhile."""
        self._generation = self._batch.generation = generation
        self.tally.searchable = True
        self.tally.waiting = self.waiting
        self._batch.embed_waiting()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While views are written, which is told and cannot be stopped."""
        with self.tally.pace.during(SyncStage.WRITING):
            with suppress(SyncStopped, KeyboardInterrupt):
                self._tell()
            yield

    def leave_others(self) -> None:
        """Take out what is left of folders that are not named, before an unfinished run is kept.

        Of a run to its end they are gone; until then a file of theirs may yet be found moved.
        """
        for number in self._folders.keys() - self._named:
            names = {*self._store.files(number), *self._store.article_counts(number)}
            self._remove_files((number, name) for name in names)

    def report(self) -> SyncReport:
        """What was done so far."""
        copies = duplicate_count(self._connection, self._generation)
        skipped = [*self._store.skipped(), *self.tally.skipped]
        labels = labels_of(self._connection, self._generation)
        # Of files that went with their folder the names are asked for, too.
        labels = replace(labels, folders={**self._folders, **labels.folders})
        return self.tally.report(labels, skipped, copies)

    def _expect(
        self, scans: dict[Path, Scan], known: dict[Path, dict[str, FileRecord]]
    ) -> dict[Path, set[str]]:
        """Count what there is to read, and decide whether all text comes first.

        Returns:
            The names of the files in each folder that have to be looked into.
        """
        size = 0
        outdated: dict[Path, set[str]] = {folder: set() for folder in scans}
        for folder, listing in scans.items():
            self.tally.files_total += len(listing.files)
            for found in listing.files:
                readable = readable_bytes(found, self._settings)
                size += readable
                if not self._is_current(found, known[folder].get(found.relative)):
                    outdated[folder].add(found.relative)
                    self.tally.bytes_total += readable
        large = size >= self._settings.sync.text_first_megabytes * 1e6
        self.tally.waiting = self.waiting
        pooled = self._batch.pool is not None
        self._batch.text_first = pooled or (self._text_first and large)
        self._tell()
        return outdated

    def _is_current(self, found: FoundFile, record: FileRecord | None) -> bool:
        """Whether the file need not even be opened."""
        return (
            record is not None
            and record.was_read(self._limits)
            and record.is_of(found.size, found.mtime_ns)
            and not (self._check or self._is_named_anew(found))
            and not (self._rebuild and record.added < self._generation)
        )

    def _is_named_anew(self, found: FoundFile) -> bool:
        return self._named_anew and has_named_fields(found.name)

    def _sync_folder(
        self,
        folder: Path,
        folder_id: int,
        listing: Scan,
        known: dict[str, FileRecord],
        outdated: set[str],
    ) -> None:
        self.tally.skipped += [(folder_id, file) for file in listing.skipped]
        self.tally.ignored += listing.ignored
        self._stale.keep_listed(folder_id, listing, known)
        article_counts = self._store.article_counts(folder_id)
        vanished: Path | None = None
        for found in listing.files:
            record = known.get(found.relative)
            if vanished and found.path.is_relative_to(vanished):
                self._pass_over(found, record)  # what is indexed of it stays until the next sync
                continue
            if found.relative not in outdated or self._only_touched(found, record):
                self.tally.unchanged += article_counts.get(found.relative, 0)
                self.tally.files_done += 1
                self._stale.note_reached(record)
            elif vanished := vanished_folder(folder, found):
                name = "" if vanished == folder else f"{vanished.relative_to(folder).as_posix()}/"
                reason = "vanished during the run; run qabot index again"
                self.tally.skipped.append((folder_id, SkippedFile(name, reason)))
                self._pass_over(found, record)
            elif self._stale.has_kept(folder_id, found, record):
                self._pass_over(found, record)
            else:
                self._files.read(folder_id, found, record, self._moves)
            self._tell.now_and_then()

    def _pass_over(self, found: FoundFile, record: FileRecord | None) -> None:
        """Count a file that will not be read in this run as done with."""
        self.tally.files_done += 1
        if not self._is_current(found, record):
            self.tally.bytes_done += readable_bytes(found, self._settings)

    def _only_touched(self, found: FoundFile, record: FileRecord | None) -> bool:
        """Whether the file's time changed but not its bytes; the new time is noted."""
        if record is None or self._rebuild or self._is_named_anew(found):
            return False
        if not record.was_read(self._limits):
            return False
        if content_hash(found, self._settings) != record.digest:
            return False
        with transaction(self._connection):
            self._store.touch_file(record.id, found.size, found.mtime_ns)
        self.tally.bytes_done += readable_bytes(found, self._settings)
        return True

    def _remove_files(self, places: Iterable[Place]) -> None:
        with transaction(self._connection):
            for place in places:
                stored = self._store.articles_of_file(*place)
                for version in stored.values():
                    self._store.remove_article(self._generation, version.id)
                self._store.remove_file_record(self._generation, *place)
                if not self._moves.has_moved(place):
                    self.tally.removed += len(stored)
                    if stored:
                        self.tally.files.removed.append(place)

    def _compare(self) -> None:
        """Find copies, and the lines that recur over the pages of a site."""
        sign(self._connection, self._tell.now_and_then)
        for article_id, left_out in list(cut_again(self._connection, self._settings)):
            self._cut_again(article_id, left_out)
        self._batch.flush()
        link_copies(self._connection, self._tell.now_and_then)

    def _cut_again(self, article_id: int, left_out: frozenset[int]) -> None:
        """Replace an article by itself in other passages, unless they are the same."""
        stored = self._store.stored_article(article_id)
        tokenizer = self._encoder.tokenizer
        prepared = prepare(stored.article, tokenizer, self._settings, left_out)
        if [item.passage.sentences for item in prepared.passages] != stored.passages:
            if stored.added == self._generation:  # counted already
                self.tally.passages -= len(stored.passages)
            self._batch.add(AddArticle(stored.folder_id, stored.file, prepared, article_id))
            self._batch.flush_if_full()
