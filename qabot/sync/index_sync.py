"""Bringing an index in step with its folders: files looked through, a writer's lock, a generation.

Imported when the first sync is run: a question needs none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qabot.config import SCHEMA_VERSION, Settings
from qabot.errors import FolderError
from qabot.loaders import LOADERS
from qabot.protocols import EmbeddingPool, Encoder, Engine
from qabot.store.checks import check_schema, has_unreadable, recorded_folders, set_aside
from qabot.store.databases import database_of
from qabot.store.soundness import told_of_damage
from qabot.store.stubs import writing_to
from qabot.store.writer import StoreWriter
from qabot.sync.generation_writing import write_generation
from qabot.sync.publishing import Publisher
from qabot.sync.scan import checked_folder, scan_all
from qabot.sync.telling import Progress
from qabot.types import SyncReport


def sync_index(
    index: Path,
    folders: Sequence[str | Path],
    *,
    encoder: Encoder,
    engine: Engine,
    settings: Settings,
    pool: EmbeddingPool | None,
    rebuild: bool,
    check: bool,
    progress: Progress | None,
) -> SyncReport:
    """Bring the index in a folder in step with folders of articles.

    What it does and raises is told by :meth:`qabot.index.Index.sync`.
    """
    chosen = [checked_folder(Path(folder), index) for folder in folders]
    database = database_of(index)
    if not chosen and not database.exists():
        raise FolderError(f"no folder given and no index at {index}; name a folder")
    scans = scan_all(chosen, LOADERS, index) if chosen else {}
    with writing_to(index):
        if rebuild and has_unreadable(index):
            scans = scans or scan_all(recorded_folders(index), LOADERS, index)
            _ = encoder.tokenizer  # a model that is not there is told first, too
            set_aside(index)
        if not database.exists():
            database.create(SCHEMA_VERSION)
        with told_of_damage(database), database.writing() as connection:
            check_schema(database.layout(connection), index)
            store = StoreWriter(connection)
            scans = scans or scan_all(map(Path, store.folders()), LOADERS, index, named=False)
            publisher = Publisher(connection, index, encoder, engine, settings, tuple(scans))
            return write_generation(
                publisher, scans, progress, rebuild=rebuild, check=check, pool=pool
            )
