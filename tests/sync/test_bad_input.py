"""What can go wrong with folders, files and the index: one clear line, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.errors import (
    FolderError,
    IndexDamaged,
    IndexIncompatible,
    IndexLocked,
    IndexMissing,
    IndexWriteError,
)
from qabot.index import Index
from qabot.store import schema
from qabot.store.connections import transaction
from qabot.store.lock import writer_lock
from qabot.store.schema import DATABASE
from qabot.types import SyncProgress
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.each_store import set_layout
from tests.loaders import files
from tests.sync.test_sync import all_paths, paths

ALL = {"moon.txt", "wall.txt", "old/mould.txt"}


def reopened(index: Index) -> Index:
    return Index.open(index.folder, encoder=WordEncoder())


# -- folders -----------------------------------------------------------------------------------


@pytest.mark.sqlite
def test_no_such_folder(index: Index, tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"no such folder: .*nowhere; give the folder"):
        index.sync([tmp_path / "nowhere"])
    assert not index.folder.exists()


@pytest.mark.one_store
def test_a_file_instead_of_a_folder(index: Index, folder: Path) -> None:
    with pytest.raises(FolderError, match=r"moon\.txt is a file"):
        index.sync([folder / "moon.txt"])


def test_an_empty_folder_changes_nothing(index: Index, folder: Path, tmp_path: Path) -> None:
    index.sync([folder])
    (tmp_path / "empty").mkdir()
    with pytest.raises(FolderError, match=r"no articles in .*empty; qabot reads .*\.txt"):
        index.sync([tmp_path / "empty"])
    assert all_paths(index) == ALL


@pytest.mark.sqlite
def test_an_empty_folder_leaves_no_index_behind(index: Index, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FolderError, match="no articles in"):
        index.sync([tmp_path / "empty"])
    assert not index.folder.exists()


def test_a_folder_that_has_vanished_changes_nothing(index: Index, folder: Path) -> None:
    index.sync([folder])
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(FolderError, match=r"no such folder"):
        index.sync()
    assert all_paths(index) == ALL
    assert index.status().missing_folders == (str(folder),)


@pytest.mark.one_store
def test_a_folder_inside_the_index(index: Index, folder: Path) -> None:
    index.sync([folder])
    with pytest.raises(FolderError, match="lies inside the index"):
        index.sync([index.folder / "views"])


@pytest.mark.one_store
def test_an_index_inside_the_folder_is_not_indexed(folder: Path) -> None:
    index = Index.create(folder / "index", encoder=WordEncoder())
    write_articles(folder, {"index/README.md": "Not an article."})
    assert index.sync([folder]).added == 3
    assert index.sync([folder]).unchanged == 3


@pytest.mark.one_store
def test_links_are_reported_and_not_followed(index: Index, folder: Path, tmp_path: Path) -> None:
    write_articles(tmp_path, {"outside.txt": "Secrets from elsewhere."})
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    report = index.sync([folder])
    assert [(skipped.path, skipped.reason) for skipped in report.skipped] == [
        ("link.txt", "a link; links are not followed"),
        ("up", "a link; links are not followed"),
    ]
    assert all_paths(index) == ALL


@pytest.mark.one_store
def test_a_folder_inside_another(index: Index, folder: Path) -> None:
    with pytest.raises(FolderError, match=r"old lies inside another of the folders"):
        index.sync([folder, folder / "old"])


@pytest.mark.one_store
@pytest.mark.skipif(sys.platform != "linux", reason="needs named pipes")
def test_a_pipe_is_not_waited_for(index: Index, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    report = index.sync([folder])
    assert [(file.path, file.reason) for file in report.skipped] == [
        ("pipe.txt", "not a regular file")
    ]


# -- files -------------------------------------------------------------------------------------


@pytest.mark.one_store
def test_an_unreadable_file_is_skipped_until_it_can_be_read(index: Index, folder: Path) -> None:
    (folder / "odd.txt").mkdir()  # a folder is listed, not read
    (folder / "locked.txt").write_text("Locked away.")
    (folder / "locked.txt").chmod(0)
    if os.access(folder / "locked.txt", os.R_OK):
        pytest.skip("this user may read everything")
    report = index.sync([folder])
    assert [skipped.path for skipped in report.skipped] == ["locked.txt"]
    assert "ermission" in report.skipped[0].reason
    (folder / "locked.txt").chmod(0o600)
    assert index.sync([folder]).added == 1


@pytest.mark.one_store
def test_a_file_of_fifty_megabytes_is_skipped(index: Index, folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    report = index.sync([folder])
    assert report.added == 3
    assert [skipped.path for skipped in report.skipped] == ["huge.txt"]
    assert "50.0 MB" in report.skipped[0].reason
    assert "--max-file-mb" in report.skipped[0].reason


@pytest.mark.one_store
@pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are not text")
def test_a_name_that_is_not_text(index: Index, folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/bad\xff.txt")).write_text("Text.")
    report = index.sync([folder])
    assert [skipped.reason for skipped in report.skipped] == ["its name is not valid UTF-8"]
    json.dumps(report.to_dict()).encode()


# -- the index ---------------------------------------------------------------------------------


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"no index at .*; run: qabot index FOLDER --index"):
        Index.open(tmp_path / "none")


@pytest.mark.one_store
@pytest.mark.parametrize("damage", ["missing", "truncated", "flipped"])
@pytest.mark.parametrize("view", ["vectors", "ids", "lexical"])
def test_a_missing_or_damaged_view_is_built_again(
    index: Index, folder: Path, view: str, damage: str
) -> None:
    index.sync([folder])
    files = [
        path
        for path in index.folder.rglob("*")
        if path.is_file()
        and path.relative_to(index.folder).as_posix().startswith("views/")
        and (path.name.startswith(view) or path.parent.name == view)
        and path.stat().st_size
    ]
    assert files
    for path in files:
        data = path.read_bytes()
        middle = len(data) // 2
        if damage == "missing":
            path.unlink()
        elif damage == "truncated":
            path.write_bytes(data[:middle])
        else:
            path.write_bytes(data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :])
    fresh = reopened(index)
    assert all_paths(fresh) == ALL
    assert paths(fresh, "Fleming") == ["old/mould.txt"]
    assert isinstance(fresh.encoder, WordEncoder)
    assert fresh.encoder.seen == []
    again = reopened(index)
    assert all_paths(again) == ALL


@pytest.mark.sqlite
def test_a_truncated_database(index: Index, folder: Path) -> None:
    index.sync([folder])
    database = index.folder / DATABASE
    database.write_bytes(database.read_bytes()[:10_000])
    with pytest.raises(IndexDamaged, match=r"articles\.db is damaged .*qabot index --rebuild"):
        reopened(index)


@pytest.mark.sqlite
def test_a_database_that_is_none(index: Index, folder: Path) -> None:
    index.sync([folder])
    (index.folder / DATABASE).write_bytes(b"not a database, " * 1000)
    with pytest.raises(IndexDamaged, match="qabot index --rebuild"):
        reopened(index)


@pytest.mark.sqlite
def test_rebuilding_sets_a_damaged_database_aside(index: Index, folder: Path) -> None:
    index.sync([folder])
    database = index.folder / DATABASE
    damaged = database.read_bytes()[:10_000]
    database.write_bytes(damaged)
    fresh = Index.create(index.folder, encoder=WordEncoder())
    assert fresh.sync([folder], rebuild=True).added == 3
    assert all_paths(reopened(index)) == ALL
    assert (index.folder / "articles.db.old").read_bytes() == damaged


def test_another_model(index: Index, folder: Path) -> None:
    index.sync([folder])
    other = WordEncoder(fingerprint="words-2")
    with pytest.raises(IndexIncompatible, match=r"words-1.*words-2.*qabot index --rebuild"):
        Index.open(index.folder, encoder=other)
    with pytest.raises(IndexIncompatible, match="qabot index --rebuild"):
        Index.create(index.folder, encoder=other).sync([folder])
    assert all_paths(index) == ALL


def test_other_settings(index: Index, folder: Path) -> None:
    index.sync([folder])
    with pytest.raises(IndexIncompatible, match="other settings; run: qabot index --rebuild"):
        Index.open(index.folder, Settings.of(passage_tokens=60), encoder=WordEncoder())


def test_another_layout(index: Index, folder: Path) -> None:
    index.sync([folder])
    set_layout(index.folder, 99)
    with pytest.raises(IndexIncompatible, match=r"another version of qabot .*--rebuild"):
        reopened(index)


def test_a_second_writer_is_told_who_holds_the_lock(index: Index, folder: Path) -> None:
    index.sync([folder])
    with (
        writer_lock(index.folder),
        pytest.raises(IndexLocked, match=f"being written by process {os.getpid()} on"),
    ):
        index.sync([folder])
    assert all_paths(index) == ALL


@pytest.mark.one_store
def test_an_index_folder_that_cannot_be_made(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = Index.create(tmp_path / "file" / "index", encoder=WordEncoder())
    with pytest.raises(IndexWriteError, match="cannot make the index folder"):
        index.sync([folder])


@pytest.mark.sqlite
def test_a_transaction_that_sqlite_gave_up_is_a_full_disk(index: Index, folder: Path) -> None:
    index.sync([folder])
    database = index.folder / DATABASE
    with (
        pytest.raises(IndexWriteError, match="what was indexed before is kept"),
        schema.writing(database) as connection,
        transaction(connection),
    ):
        connection.execute("PRAGMA max_page_count = 1")
        connection.execute("INSERT INTO folders (path) VALUES (?)", ("x" * 2_000_000,))
    assert all_paths(index) == ALL


FULL_DISK = """
import resource, sys
from pathlib import Path
from qabot.errors import IndexWriteError
from qabot.index import Index
from tests.doubles import WordEncoder
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    Index.create(sys.argv[2], encoder=WordEncoder()).sync([sys.argv[1]])
except IndexWriteError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on file sizes")
@pytest.mark.parametrize("room", [80_000, 120_000, 160_000])
@pytest.mark.sqlite
def test_a_full_disk_loses_nothing(index: Index, folder: Path, room: int) -> None:
    index.sync([folder])
    lines = "".join(f"Sentence {n} tells of the moon and of rocket {n}.\n" for n in range(2000))
    write_articles(folder, {"long.txt": lines})
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(folder), str(index.folder), str(room)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "what was indexed before is kept" in run.stdout
    assert all_paths(reopened(index)) == ALL
    report = index.sync([folder])
    assert report.added + report.unchanged == 4
    assert paths(index, "Sentence")[0] == "long.txt"
    assert paths(index, "Fleming") == ["old/mould.txt"]


# -- files that take too much ------------------------------------------------------------------


@pytest.mark.one_store
def test_a_file_that_takes_too_long_is_named_and_left_until_more_is_allowed(
    folder: Path, tmp_path: Path
) -> None:
    pages = files.mediawiki(
        files.wiki_page("Good", "The tide turned."), files.wiki_page("Bad", "<b>a</b>" * 100_000)
    )
    (folder / "dump.xml").write_text(pages, encoding="utf-8")

    def indexed(seconds: float) -> Index:
        settings = Settings.of(load_seconds=seconds)
        return Index.create(tmp_path / "index", settings, encoder=WordEncoder())

    report = indexed(0.5).sync([folder])
    assert [(file.path, file.reason) for file in report.skipped] == [
        ("dump.xml:2", "took over 0.5 s to read; split it, or --set load_seconds=N")
    ]
    assert report.added == 4
    told: list[SyncProgress] = []
    again = indexed(0.5).sync(progress=told.append)
    assert again.skipped == report.skipped
    assert again.unchanged == 4
    assert {progress.bytes_total for progress in told} == {0}  # it was not read again
