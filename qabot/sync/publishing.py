"""Generations: begun, written to by a sync, and made the one that readers see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qabot.config import Settings
from qabot.engines.catching_up import bring_up_to_date
from qabot.protocols import Encoder, Engine
from qabot.store.checks import check_compatible
from qabot.store.connections import Connection, transaction
from qabot.store.databases import database_of
from qabot.store.rows import Generation, Summary
from qabot.store.waiting import waiting_count
from qabot.store.writer import StoreWriter


@dataclass(frozen=True, slots=True)
class Publisher:
    """Opens and publishes the generations of an index whose writer's lock is held."""

    connection: Connection
    folder: Path
    encoder: Encoder
    engine: Engine
    settings: Settings
    folders: Sequence[Path]

    @property
    def has_nothing_complete(self) -> bool:
        """Whether readers see nothing, or only text whose passages wait for their vectors."""
        published = StoreWriter(self.connection).published()
        return published is None or published.unembedded > 0

    def begin(self, *, rebuild: bool) -> Generation:
        """Open the next generation, or take up the one that an interrupted sync left."""
        store = StoreWriter(self.connection)
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
        with transaction(self.connection):
            store.discard_pending()
            store.begin(wanted)
        return wanted

    def publish(self, number: int) -> None:
        """Make the generation the one that readers see, if it differs from the one before.

        It differs by articles and files, or by all its passages having their vectors now.
        """
        store = StoreWriter(self.connection)
        folders = [str(folder) for folder in self.folders]
        published = store.published()
        if published is not None and self._is_the_same(store, published, number):
            with transaction(self.connection):
                store.discard_pending()
                store.remove_empty_folders(folders)
                store.note_sync()
            self.engine.keep_only(published.identity)  # a killed sync may have left others
            return
        summary = store.summary(number)
        self._bring_up_to_date(store, number, summary)
        with transaction(self.connection):
            store.publish(number, summary)
            store.remove_empty_folders(folders)
        database_of(self.folder).tidy(self.connection)
        self.engine.keep_only(summary.identity)

    def _bring_up_to_date(self, store: StoreWriter, number: int, summary: Summary) -> None:
        """Give the engine the generation before readers see it, out of the one that they see."""
        published = store.published()
        complete = published is not None and not published.unembedded
        base = published.identity if published is not None and complete else None
        waiting = summary.unembedded > 0
        bring_up_to_date(self.engine, store, number, summary.identity, base, waiting=waiting)

    def _is_the_same(self, store: StoreWriter, published: Generation, number: int) -> bool:
        if store.has_changes(number):
            return False
        return not published.unembedded or waiting_count(self.connection) > 0
