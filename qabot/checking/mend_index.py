"""Mending an index out of its files and of what is sound in its database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from qabot.checking.check_index import check_index
from qabot.config import Settings
from qabot.errors import FolderError, IndexDamaged
from qabot.index import Index
from qabot.protocols import Encoder
from qabot.store.checks import recorded_folders, set_aside
from qabot.store.connections import Connection, transaction
from qabot.store.database import Database
from qabot.store.databases import database_of
from qabot.store.lock import writer_lock
from qabot.store.repairs import drop_strays, read_again, recount
from qabot.sync.telling import Progress
from qabot.types import CheckReport, Finding, FindingKind

_MADE_ANEW = {FindingKind.DATABASE, FindingKind.LAYOUT}
"""Where nothing in the database is to be relied on."""
_ROWS = {FindingKind.ARTICLE, FindingKind.ARTICLES}


def mend_index(
    folder: Path,
    settings: Settings,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Check an index, mend what is wrong with it, and check again.

    An article that is damaged is read again from its file; so is all, where the database itself or
    its vectors are, and the damaged file stays as ``articles.db.old``. What is searched is made
    again without embedding anything.

    Raises:
        FolderError: articles have to be read again, and their folder is not there; nothing was
            changed.
        IndexProblem: as of :func:`check_index`; IndexLocked and IndexWriteError, too.
    """
    found = check_index(folder, settings, encoder)
    if found.is_sound:
        return found
    if any(one.kind is FindingKind.DATABASE for one in found.findings):
        with suppress(IndexDamaged):  # it may be damaged beyond that
            _change(folder, partial(_rebuild_indexes, database_of(folder)))
    again = check_index(folder, settings, encoder)
    _mend(Index.create(folder, settings, encoder=encoder), again.findings, progress)
    return check_index(folder, settings, encoder).mended_from(found)


def _mend(index: Index, findings: Iterable[Finding], progress: Progress | None) -> None:
    kinds = {finding.kind for finding in findings}
    if kinds & _MADE_ANEW:
        _make_anew(index, progress)
    elif FindingKind.VECTORS in kinds:
        _check_folders(index)
        index.sync(rebuild=True, progress=progress)
    elif kinds & _ROWS:
        _check_folders(index)
        damaged = [one.article for one in findings if one.article is not None]
        lost = FindingKind.ARTICLES in kinds
        _change(index.folder, partial(read_again, damaged=damaged, rows_are_lost=lost))
        index.sync(progress=progress)
    if kinds & {FindingKind.SEARCH, *_ROWS}:
        _change(index.folder, recount)
        index.engine.keep_only("")
        with index.snapshot():
            pass  # what is searched is missing, so that it is made


def _make_anew(index: Index, progress: Progress | None) -> None:
    """Make the index out of its folders, as if it were new; what there was is set aside."""
    folders = _check_folders(index)
    _ = index.encoder.tokenizer  # a model that is not there is told before anything is changed
    with writer_lock(index.folder):
        set_aside(index.folder)
    index.sync(folders, progress=progress)


def _check_folders(index: Index) -> tuple[Path, ...]:
    """The folders of the index, all of which are there."""
    folders = recorded_folders(index.folder)
    for folder in folders:
        if not folder.is_dir():
            raise FolderError(
                f"{folder} is not there, and what is damaged has to be read from it again; bring "
                f"it back, or name where the articles are: qabot index --rebuild FOLDER --index "
                f"{index.folder} (nothing was changed)"
            )
    return folders


def _change(folder: Path, change: Callable[[Connection], None]) -> None:
    """Change the database as one writer among others."""
    with (
        writer_lock(folder),
        database_of(folder).writing() as connection,
        transaction(connection),
    ):
        change(connection)


def _rebuild_indexes(database: Database, connection: Connection) -> None:
    database.rebuild_indexes(connection)
    drop_strays(connection)
