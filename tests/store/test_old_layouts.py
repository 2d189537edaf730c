"""An index of an earlier layout is told to be rebuilt, in one line, and can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qabot.config import SCHEMA_VERSION, Settings
from qabot.errors import FolderError, IndexIncompatible, ModelError
from qabot.index import Index
from qabot.store import schema
from qabot.store.databases import database_of
from tests.doubles import WordEncoder
from tests.each_store import set_layout


@pytest.fixture
def old(index: Index, folder: Path) -> Path:
    """The folder of an index that says to be of layout 4."""
    index.sync([folder])
    set_layout(index.folder, 4)
    return index.folder


def created(folder: Path) -> Index:
    return Index.create(folder, encoder=WordEncoder())


def layout_of(folder: Path) -> int:
    database = database_of(folder)
    with database.reading() as connection:
        return database.layout(connection)


@pytest.mark.parametrize(
    "use",
    [
        lambda folder: Index.open(folder, encoder=WordEncoder()),
        lambda folder: created(folder).folders(),
        lambda folder: created(folder).status(),
        lambda folder: created(folder).sync(),
    ],
)
def test_every_use_names_the_rebuild(old: Path, use: Callable[[Path], object]) -> None:
    with pytest.raises(IndexIncompatible, match=r"layout 4.*run: qabot index --rebuild") as raised:
        use(old)
    assert "\n" not in str(raised.value)


@pytest.mark.sqlite
def test_a_rebuild_sets_it_aside(old: Path, folder: Path) -> None:
    (old / "lexical").mkdir()  # whatever else lies here is not the index's to delete
    report = created(old).sync([folder], rebuild=True)
    assert report.embedded == 3
    assert layout_of(old) == SCHEMA_VERSION
    assert (old / f"{schema.DATABASE}.old").exists()
    assert (old / "lexical").is_dir()
    (kept,) = (old / schema.VIEWS).iterdir()
    assert kept.name.startswith("1-")


def test_a_rebuild_that_names_no_folder_takes_those_of_the_index(old: Path) -> None:
    assert created(old).sync(rebuild=True).added == 3
    assert layout_of(old) == SCHEMA_VERSION


def test_a_rebuild_keeps_the_model_that_the_index_was_made_with(old: Path) -> None:
    assert Index.create(old).encoder.name == WordEncoder().name


@pytest.mark.model
@pytest.mark.sqlite
def test_a_rebuild_that_cannot_be_leaves_all_as_it_was(old: Path, folder: Path) -> None:
    def state() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in old.glob(f"{schema.DATABASE}*")}

    before = state()
    with pytest.raises(ModelError):
        Index.create(old, model="no-such-model").sync([folder], rebuild=True)
    assert state() == before
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(FolderError, match="no such folder"):
        created(old).sync(rebuild=True)
    assert state() == before


@pytest.mark.sqlite
def test_a_damaged_index_that_tells_no_folder_asks_for_one(old: Path, folder: Path) -> None:
    database = old / schema.DATABASE
    database.write_bytes(b"no database at all" * 100)
    with pytest.raises(FolderError, match=r"run: qabot index --rebuild --index \S+ FOLDER"):
        created(old).sync(rebuild=True)
    assert database.read_bytes() == b"no database at all" * 100
    assert created(old).sync([folder], rebuild=True).added == 3


def test_the_fingerprint_of_stored_vectors_has_not_changed() -> None:
    assert Settings().fingerprint == "1ab33bbec8fb6cfc"
