"""Choosing what keeps an index; nothing is moved from one place to the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qabot.store.checks import recorded_folders
from qabot.store.chosen_store import postgres_place, record_store, recorded_store
from qabot.store.databases import database_at, database_of

FILE = "file"
"""What is said for a file in the index's folder."""


def choose_store(index: Path, store: str, folders: Sequence[Path]) -> tuple[Path, ...]:
    """Have an index kept elsewhere from now on; what was there before stays there.

    Args:
        store: the address of a server, or :data:`FILE`.
        folders: those that the index is to hold.

    Returns:
        These folders; if there are none, those of the index where it was before.

    Raises:
        SettingsError: that is no address, or one with a password in it.
        FolderError: the index does not tell its folders.
        IndexUnreadable: the server cannot be reached.
    """
    place = None if store == FILE else postgres_place(store)
    if place == recorded_store(index):
        return tuple(folders)
    if not folders and database_of(index).exists():
        folders = recorded_folders(index)
    database_at(index, place).exists()  # a server that cannot be reached is not kept
    record_store(index, place)
    return tuple(folders)
