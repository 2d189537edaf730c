"""Whether an index can be used, and what to say when it cannot."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from qabot.config import SCHEMA_VERSION, Settings
from qabot.errors import (
    FolderError,
    IndexIncompatible,
    IndexProblem,
)
from qabot.protocols import Encoder
from qabot.store import schema
from qabot.store.database import Database
from qabot.store.databases import database_of
from qabot.store.rows import Generation
from qabot.store.state import Store


def nothing_indexed(folder: Path) -> str:
    """What to say of an index without articles."""
    return f"the index at {folder} holds no articles; run: qabot index FOLDER --index {folder}"


def never_finished(folder: Path) -> str:
    """What to say of an index whose first sync was interrupted."""
    return f"the index at {folder} was never finished; run: qabot index FOLDER --index {folder}"


def existing_database(folder: Path) -> Database:
    """The database of an index.

    Raises:
        IndexMissing: there is none; a server's is only looked for when it is read.
        IndexUnreadable: this user may not enter the folder.
    """
    database = database_of(folder)
    database.check_there()
    return database


def published_identity(folder: Path) -> str | None:
    """The identity of the generation that is published now."""
    with existing_database(folder).reading() as connection:
        published = Store(connection).published()
    return published.identity if published else None


def recorded_model(folder: Path) -> str | None:
    """The model of the index in a folder, whatever its layout; None if it tells none."""
    models = _recorded(
        folder, "SELECT model FROM generations ORDER BY synced_at IS NULL, number DESC LIMIT 1"
    )
    return models[0] if models else None


def recorded_folders(folder: Path) -> tuple[Path, ...]:
    """The folders that the index in a folder is made of, whatever its layout.

    Raises:
        FolderError: it does not tell them, being damaged.
    """
    recorded = _recorded(folder, "SELECT path FROM folders ORDER BY id")
    if not recorded:
        raise FolderError(
            f"the index at {folder} cannot tell which folders it was made of; "
            f"run: qabot index --rebuild --index {folder} FOLDER (nothing was changed)"
        )
    return tuple(map(Path, recorded))


def has_articles(folder: Path) -> bool:
    """Whether anything was ever stored in the index in a folder, published or not."""
    return bool(_recorded(folder, "SELECT id FROM articles LIMIT 1"))


def _recorded(folder: Path, query: str) -> Sequence[str]:
    """What a query for one column finds in a database of any layout; nothing in a damaged one."""
    database = database_of(folder)
    if not database.exists():
        return ()
    try:
        with database.reading() as connection:
            return [row[0] for row in connection.execute(query)]
    except (IndexProblem, sqlite3.Error):
        return ()


def check_schema(found: int, folder: Path) -> None:
    """Raise IndexIncompatible for a database of another layout."""
    if found != SCHEMA_VERSION:
        raise IndexIncompatible(
            f"the index at {folder} was made by another version of qabot (layout {found}, "
            f"this one reads {SCHEMA_VERSION}); run: qabot index --rebuild --index {folder} FOLDER"
        )


def check_compatible(
    published: Generation, encoder: Encoder, settings: Settings, folder: Path
) -> None:
    """Raise IndexIncompatible unless model and settings are those of the index."""
    if published.model_fingerprint != encoder.fingerprint:
        raise IndexIncompatible(
            f"the index at {folder} was made with model {published.model} "
            f"({published.model_fingerprint}), not {encoder.name} ({encoder.fingerprint}); "
            f"run: qabot index --rebuild --model {encoder.name} --index {folder}"
        )
    if published.settings_fingerprint != settings.fingerprint:
        raise IndexIncompatible(
            f"the index at {folder} was made with other settings; "
            f"run: qabot index --rebuild --index {folder}"
        )


def has_unreadable(folder: Path) -> bool:
    """Whether the database in a folder is damaged or of another version."""
    database = database_of(folder)
    if not database.exists():
        return False
    if database.problem() is not None:
        return True
    with database.reading() as connection:
        return database.layout(connection) != SCHEMA_VERSION


def set_aside(folder: Path) -> None:
    """Take the database of a folder out of the way, so that a new one can be made."""
    database_of(folder).set_aside()
    shutil.rmtree(folder / schema.VIEWS, ignore_errors=True)


def size_on_disk(folder: Path) -> int:
    """Bytes of the database and what engines keep; a file with several names counts once."""
    walked = os.walk(folder / schema.VIEWS)
    views = (Path(parent, name) for parent, _, names in walked for name in names)
    sizes: dict[tuple[int, int], int] = {}
    for path in views:
        with suppress(OSError):  # a sync may have removed it since it was listed
            status = path.stat()
            sizes[status.st_dev, status.st_ino] = status.st_size
    return database_of(folder).size() + sum(sizes.values())
