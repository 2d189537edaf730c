"""The index: a folder with a database as the truth and two views of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Self

from qabot.config import SCHEMA_VERSION, Settings
from qabot.encoding import LazyEncoder
from qabot.errors import FolderError, IndexMissing, IndexUnfinished
from qabot.indexing import schema
from qabot.indexing.checks import (
    check_compatible,
    check_schema,
    existing_database,
    make_folder,
    never_finished,
    nothing_indexed,
    recorded_model,
    set_aside_unreadable,
    size_on_disk,
)
from qabot.indexing.lock import writer_lock
from qabot.indexing.migration import MIGRATED_FROM, layout, migrate, migrate_to_read
from qabot.indexing.rows import Generation
from qabot.indexing.scan import Scan, checked_folder, scan
from qabot.indexing.snapshot import Snapshot
from qabot.indexing.store import Store
from qabot.indexing.sync import Progress, Sync
from qabot.indexing.views import Views, build_views, open_views, remove_other_views
from qabot.indexing.writer import StoreWriter
from qabot.loaders import LOADERS
from qabot.protocols import Encoder
from qabot.types import IndexStatus, SyncReport


class Index:
    """An index of one or more folders of articles.

    Safe to use from several threads: each snapshot has its own connection.
    """

    def __init__(self, folder: Path, encoder: Encoder, settings: Settings) -> None:
        self.folder = folder
        self.encoder = encoder
        self.settings = settings
        self._views: Views | None = None
        self._views_lock = threading.Lock()

    @classmethod
    def open(
        cls,
        folder: str | Path,
        settings: Settings | None = None,
        *,
        encoder: Encoder | None = None,
        allow_download: bool = False,
    ) -> Self:
        """Open an existing index with the model that made it.

        Raises:
            IndexMissing: there is no index, or one whose first sync never got anywhere.
            IndexIncompatible: another version, other settings, or the model has changed; or an
                earlier version that cannot be brought up to date now.
            IndexDamaged: the database cannot be read.
        """
        folder = Path(folder)
        settings = settings or Settings()
        database = existing_database(folder)
        schema.check_whole(database)
        migrate_to_read(folder)
        with schema.reading(database) as connection:
            check_schema(layout(connection), folder)
            published = Store(connection).published()
        if published is None:
            raise IndexUnfinished(never_finished(folder))
        if encoder is None:
            encoder = LazyEncoder(
                published.model, settings.encode_batch, allow_download=allow_download
            )
        check_compatible(published, encoder, settings, folder)
        return cls(folder, encoder, settings)

    @classmethod
    def create(
        cls,
        folder: str | Path,
        settings: Settings | None = None,
        *,
        model: str | None = None,
        encoder: Encoder | None = None,
        allow_download: bool = False,
    ) -> Self:
        """An index to write to, new or existing; nothing is written before the first sync.

        Args:
            model: the model to embed with; an existing index keeps its own unless this names one.
        """
        folder = Path(folder)
        settings = settings or Settings()
        if encoder is None:
            name = model or recorded_model(folder) or settings.model
            encoder = LazyEncoder(name, settings.encode_batch, allow_download=allow_download)
        return cls(folder, encoder, settings)

    def __repr__(self) -> str:
        return f"Index({str(self.folder)!r}, model={self.encoder.name!r})"

    # -- reading -------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the index, unaffected by a sync that publishes meanwhile.

        Raises:
            IndexMissing: nothing is indexed.
        """
        with schema.reading(existing_database(self.folder)) as connection:
            store = Store(connection)
            published = store.published()
            if published is None:
                raise IndexMissing(nothing_indexed(self.folder))
            check_compatible(published, self.encoder, self.settings, self.folder)
            yield Snapshot(connection, self._views_of(store, published))

    def status(self) -> IndexStatus:
        """What the index holds, and which files changed since the last sync (none is read)."""
        with schema.reading(existing_database(self.folder)) as connection:
            store = Store(connection)
            published = store.published()
            if published is None:
                raise IndexMissing(never_finished(self.folder))
            new, changed, removed, missing = self._differences(store)
            return IndexStatus(
                folder=str(self.folder),
                folders=tuple(store.folders()),
                articles=published.articles,
                passages=published.passages,
                model=published.model,
                generation=published.number,
                synced_at=published.synced_at,
                bytes=size_on_disk(self.folder),
                skipped=store.skipped(),
                new_files=tuple(new),
                changed_files=tuple(changed),
                removed_files=tuple(removed),
                missing_folders=tuple(missing),
            )

    def _views_of(self, store: Store, published: Generation) -> Views:
        with self._views_lock:
            held = self._views and (self._views.identity, self._views.generation)
            if self._views is None or held != (published.identity, published.number):
                if not published.passages:
                    raise IndexMissing(nothing_indexed(self.folder))
                self._views = open_views(store, self.folder, published, self.settings)
            return self._views

    def _differences(self, store: Store) -> tuple[list[str], list[str], list[str], list[str]]:
        new: list[str] = []
        changed: list[str] = []
        removed: list[str] = []
        missing: list[str] = []
        for folder, folder_id in store.folders().items():
            if not Path(folder).is_dir():
                missing.append(folder)
                continue
            known = store.files(folder_id)
            found = {file.relative: file for file in scan(Path(folder), LOADERS, self.folder).files}
            new += sorted(found.keys() - known.keys())
            removed += sorted(known.keys() - found.keys())
            changed += [
                path
                for path in sorted(found.keys() & known.keys())
                if (known[path].size, known[path].mtime_ns)
                != (found[path].size, found[path].mtime_ns)
            ]
        return new, changed, removed, missing

    # -- writing -------------------------------------------------------------------------------

    def sync(
        self,
        folders: Sequence[str | Path] = (),
        *,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> SyncReport:
        """Bring the index in step with its folders.

        Afterwards the index holds exactly the articles of ``folders``; without any, those of the
        folders it already has. Committed in batches: a killed run is taken up by the next one.
        Readers see the old state until the end. KeyboardInterrupt publishes what is done so far,
        except in a rebuild, and is raised again.

        Raises:
            FolderError: a folder is missing, lies in the index, or none holds an article.
            IndexIncompatible: made by another model or other settings, and no ``rebuild``.
            IndexLocked: another process is writing.
            IndexWriteError: the disk is full; what was indexed before is kept.
        """
        chosen = [checked_folder(Path(folder), self.folder) for folder in folders]
        database = self.folder / schema.DATABASE
        if not chosen and not database.exists():
            raise FolderError(f"no folder given and no index at {self.folder}; name a folder")
        scans = self._scan(chosen) if chosen else {}
        make_folder(self.folder)
        with writer_lock(self.folder):
            if rebuild:
                set_aside_unreadable(database)
            if not database.exists():
                schema.create(database, SCHEMA_VERSION)
            with schema.writing(database) as connection:
                if MIGRATED_FROM <= layout(connection) < SCHEMA_VERSION:
                    migrate(connection)
                check_schema(layout(connection), self.folder)
                store = StoreWriter(connection)
                scans = scans or self._scan([Path(path) for path in store.folders()])
                generation = self._begin(connection, store, rebuild)
                run = Sync(
                    connection,
                    self.encoder,
                    self.settings,
                    generation=generation.number,
                    rebuild=generation.rebuild,
                    progress=progress,
                )
                try:
                    run.run(scans)
                except KeyboardInterrupt:
                    if not generation.rebuild:
                        self._publish(connection, store, generation.number, list(scans))
                    raise
                self._publish(connection, store, generation.number, list(scans))
                return run.report()

    def _scan(self, folders: Sequence[Path]) -> dict[Path, Scan]:
        for folder in folders:
            if any(folder.is_relative_to(other) for other in folders if other != folder):
                raise FolderError(f"{folder} lies inside another of the folders; name only one")
        scans = {
            folder: scan(checked_folder(folder, self.folder), LOADERS, self.folder)
            for folder in folders
        }
        if not any(listing.files for listing in scans.values()):
            names = ", ".join(map(str, folders)) or "the index"
            suffixes = sorted(suffix for suffix in LOADERS if suffix.count(".") == 1)
            raise FolderError(
                f"no articles in {names}; qabot reads {', '.join(suffixes)} (nothing was changed)"
            )
        return scans

    def _begin(self, connection: Connection, store: StoreWriter, rebuild: bool) -> Generation:
        """Open the next generation, or take up the one that an interrupted sync left."""
        published, pending = store.published(), store.pending()
        if published is None or rebuild:
            _ = self.encoder.tokenizer  # a model that is not there is told before anything is kept
        if published and not rebuild:
            check_compatible(published, self.encoder, self.settings, self.folder)
        wanted = Generation(
            number=published.number + 1 if published else 1,
            model=self.encoder.name,
            model_fingerprint=self.encoder.fingerprint,
            settings_fingerprint=self.settings.fingerprint,
            rebuild=rebuild and published is not None,
        )
        if pending == wanted:
            return pending
        with schema.transaction(connection):
            store.discard_pending()
            store.begin(wanted)
        return wanted

    def _publish(
        self,
        connection: Connection,
        store: StoreWriter,
        number: int,
        folders: Sequence[Path],
    ) -> None:
        """Make the generation the one that readers see, if it differs from the one before."""
        if store.published() is not None and not store.has_changes(number):
            with schema.transaction(connection):
                store.discard_pending()
                store.remove_empty_folders([str(folder) for folder in folders])
                store.note_sync()
            return
        if store.counts(number)[1]:
            build_views(store, self.folder, number, self.settings)
        with schema.transaction(connection):
            store.publish(number)
            store.remove_empty_folders([str(folder) for folder in folders])
        schema.checkpoint(connection)
        remove_other_views(self.folder, number)
