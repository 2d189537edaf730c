"""What an index holds, and how far its folders have gone on since."""

from __future__ import annotations

from pathlib import Path

from qabot.config import Settings
from qabot.errors import IndexMissing
from qabot.store.checks import check_schema, existing_database, never_finished, size_on_disk
from qabot.store.chosen_engine import recorded_engine
from qabot.store.chosen_store import recorded_store
from qabot.store.duplicates import duplicate_count
from qabot.store.labels import labels_of
from qabot.store.soundness import told_of_damage
from qabot.store.state import Store
from qabot.store.waiting import unembedded
from qabot.sync.differences import differences
from qabot.types import IndexStatus


def read_status(folder: Path, settings: Settings) -> IndexStatus:
    """The status of the index in a folder.

    Raises:
        IndexMissing: there is no index, or one whose first sync never got anywhere.
        IndexIncompatible: of another layout.
        IndexDamaged: the database cannot be read.
    """
    database = existing_database(folder)
    place, kept = recorded_engine(folder), recorded_store(folder)
    with told_of_damage(database), database.reading() as connection:
        check_schema(database.layout(connection), folder)
        store = Store(connection)
        published = store.published()
        if published is None:
            raise IndexMissing(never_finished(folder))
        labels = labels_of(connection, published.number)
        found = differences(store, labels, folder, settings)
        return IndexStatus(
            folder=str(folder),
            folders=tuple(store.folders()),
            articles=published.articles,
            passages=published.passages,
            model=published.model,
            generation=published.number,
            synced_at=published.synced_at,
            bytes=size_on_disk(folder),
            skipped=labels.skipped(store.skipped()),
            duplicates=duplicate_count(connection, published.number),
            unembedded=unembedded(connection, published.number),
            new_files=tuple(found.new),
            changed_files=tuple(found.changed),
            removed_files=tuple(found.removed),
            moved_files=tuple(found.moved),
            missing_folders=tuple(found.missing_folders),
            stale_files=tuple(found.stale),
            engine=f"Milvus at {place.uri}, {place.collection}" if place else "",
            store=f"PostgreSQL at {kept.uri}" if kept else "",
        )
