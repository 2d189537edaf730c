"""The index: a folder with a database as the truth, and an engine that searches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qabot.config import Settings
from qabot.encoding import LazyEncoder
from qabot.engines.open_views import OpenViews
from qabot.errors import IndexClosed, IndexUnfinished
from qabot.opened_generations import OpenedGenerations
from qabot.protocols import EmbeddingPool, Encoder, Engine
from qabot.store.checks import (
    check_compatible,
    check_schema,
    existing_database,
    never_finished,
    recorded_model,
)
from qabot.store.chosen_store import index_folder
from qabot.store.snapshot import Snapshot
from qabot.store.soundness import told_of_damage
from qabot.store.state import Store
from qabot.types import IndexStatus, PassageEncoding, StoredPassage, SyncReport

if TYPE_CHECKING:
    from qabot.sync.telling import Progress


class Index:
    """An index of one or more folders of articles.

    ``engine`` is what searches it, by default the one that its folder names, or else files in it
    (:class:`~qabot.engines.local.LocalEngine`). A ``pool`` embeds what a sync finds, in place of
    ``encoder``. Safe to use from several threads: each snapshot has its own connection. What is
    open of one index in a process, model and views, all share who opened it.
    """

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        settings: Settings,
        engine: Engine | None = None,
        pool: EmbeddingPool | None = None,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.pool = pool
        self._encoder: Encoder | None = encoder
        self._views: OpenViews | None = (
            OpenViews.of(folder, settings) if engine is None else OpenViews(engine)
        )

    @property
    def encoder(self) -> Encoder:
        """The model that makes the vectors.

        Raises:
            IndexClosed: it was let go of.
        """
        if self._encoder is None:
            raise self._closed()
        return self._encoder

    @property
    def engine(self) -> Engine:
        """What searches it.

        Raises:
            IndexClosed: it was let go of.
        """
        return self._open_views().engine

    def _open_views(self) -> OpenViews:
        if self._views is None:
            raise self._closed()
        return self._views

    def _closed(self) -> IndexClosed:
        return IndexClosed(f"the index at {self.folder} was closed; open it again")

    @classmethod
    def open(
        cls,
        folder: str | Path,
        settings: Settings | None = None,
        *,
        encoder: Encoder | None = None,
        engine: Engine | None = None,
        allow_download: bool = False,
    ) -> Self:
        """Open an existing index with the model that made it.

        Args:
            folder: its folder, or the address of the server that keeps it.

        Raises:
            IndexMissing: there is no index, or one whose first sync never got anywhere.
            IndexIncompatible: another version, other settings, or the model has changed.
            IndexDamaged: the database cannot be read.
        """
        folder = index_folder(folder)
        settings = settings or Settings()
        database = existing_database(folder)
        database.check_whole()
        with told_of_damage(database), database.reading() as connection:
            check_schema(database.layout(connection), folder)
            published = Store(connection).published()
        if published is None:
            raise IndexUnfinished(never_finished(folder))
        if encoder is None:
            encoder = LazyEncoder.shared(
                published.model, settings.sync.encode_batch, allow_download=allow_download
            )
        check_compatible(published, encoder, settings, folder)
        return cls(folder, encoder, settings, engine)

    @classmethod
    def create(
        cls,
        folder: str | Path,
        settings: Settings | None = None,
        *,
        model: str | None = None,
        encoder: Encoder | None = None,
        engine: Engine | None = None,
        pool: EmbeddingPool | None = None,
        allow_download: bool = False,
    ) -> Self:
        """An index to write to, new or existing; nothing is written before the first sync.

        Args:
            model: the model to embed with; an existing index keeps its own unless this names one.
        """
        folder = index_folder(folder)
        settings = settings or Settings()
        if encoder is None:
            name = model or recorded_model(folder) or settings.index.model
            encoder = LazyEncoder.shared(
                name, settings.sync.encode_batch, allow_download=allow_download
            )
        return cls(folder, encoder, settings, engine, pool)

    def close(self) -> None:
        """Let go of model and views, which are freed with the last who holds them.

        The files need no closing: nothing is lost without it. What is asked of it later raises
        IndexClosed; a question that is being answered is answered.
        """
        self._encoder = self._views = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        model = f"model={self._encoder.name!r}" if self._encoder else "closed"
        return f"Index({str(self.folder)!r}, {model})"

    # -- reading -------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the index, unaffected by a sync that publishes meanwhile.

        Raises:
            IndexMissing: nothing is indexed.
        """
        views = OpenedGenerations(self.folder, self.encoder, self.settings, self._open_views())
        with views.current() as (connection, number, opened):
            yield Snapshot(connection, number, opened.engine, opened.selections, self._embed)

    def folders(self) -> tuple[str, ...]:
        """The folders that it was last brought in step with, or is being made of.

        Raises:
            IndexMissing: there is no index.
        """
        database = existing_database(self.folder)
        with told_of_damage(database), database.reading() as connection:
            check_schema(database.layout(connection), self.folder)
            return tuple(Store(connection).folders())

    def make_searchable(self) -> None:
        """Give the engine what it lacks of what is published, as when it was chosen just now.

        Raises:
            IndexMissing: nothing is indexed.
            EngineProblem: the engine cannot be reached.
        """
        with self.snapshot():
            pass

    def status(self) -> IndexStatus:
        """What the index holds, and which files changed since the last sync."""
        from qabot.sync.index_status import read_status  # a question asks for none

        return read_status(self.folder, self.settings)

    # -- writing -------------------------------------------------------------------------------

    def sync(
        self,
        folders: Sequence[str | Path] = (),
        *,
        rebuild: bool = False,
        check: bool = False,
        progress: Progress | None = None,
    ) -> SyncReport:
        """Bring the index in step with its folders.

        Afterwards the index holds exactly the articles of ``folders``; without any, those of the
        folders it already has. Committed in batches: a killed run is taken up by the next one.
        Readers see the old state until the end; in a first sync of a large folder, all its text,
        to be searched by terms, until all is embedded. KeyboardInterrupt, and SyncStopped from
        the progress callback, publish what is done so far, except in a rebuild, and are raised
        again. A file or folder that is there and cannot be reached keeps its articles, marked as
        stale, and so does a folder of several that the index has and nobody named.

        Args:
            check: compare the bytes of every file, to find changes that left its size and its
                time of change as they were.

        Raises:
            FolderError: a folder is missing, lies in the index, or none holds an article.
            IndexIncompatible: made by another model or other settings, and no ``rebuild``.
            IndexDamaged: the database is.
            IndexLocked: another process is writing.
            IndexWriteError: the disk is full; what was indexed before is kept.
        """
        from qabot.sync.index_sync import sync_index  # 40 ms that a question does not need

        return sync_index(
            self.folder,
            folders,
            encoder=self.encoder,
            engine=self.engine,
            settings=self.settings,
            pool=self.pool,
            rebuild=rebuild,
            check=check,
            progress=progress,
        )

    def _embed(self, passages: Sequence[StoredPassage]) -> list[PassageEncoding]:
        """Vectors of passages that wait for theirs, and are wanted now."""
        from qabot.sync.preparation import stored_text  # nearly no index has such passages

        return self.encoder.encode_passages(
            [stored_text(passage, self.encoder.tokenizer, self.settings) for passage in passages]
        )
