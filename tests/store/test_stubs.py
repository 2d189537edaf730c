"""What is left of an index that could not be made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qabot.errors import IndexWriteError, ModelError
from qabot.index import Index
from qabot.types import PassageEncoding, PassageInput
from tests.doubles import WordEncoder


class NoEncoder(WordEncoder):
    """A model that is not there, which is noticed when something is to be embedded."""

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        raise ModelError("there is no model")


def index_in(place: Path, encoder: WordEncoder) -> Index:
    return Index.create(place, encoder=encoder)


@pytest.mark.sqlite
def test_nothing_is_left_of_an_index_that_failed(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        index_in(tmp_path / "index", NoEncoder()).sync([folder])
    assert not (tmp_path / "index").exists()


@pytest.mark.sqlite
def test_what_the_folder_held_before_stays(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "index"
    place.mkdir()
    (place / "articles.db.old").write_text("set aside")
    with pytest.raises(ModelError):
        index_in(place, NoEncoder()).sync([folder])
    assert [path.name for path in place.iterdir()] == ["articles.db.old"]


def test_an_index_with_articles_stays(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "index"
    index_in(place, WordEncoder()).sync([folder])
    (folder / "more.txt").write_text("More of the moon.")
    with pytest.raises(ModelError):
        index_in(place, NoEncoder()).sync([folder])
    assert index_in(place, WordEncoder()).status().articles == 3


@pytest.mark.sqlite
def test_an_index_that_was_interrupted_is_gone_on_with(folder: Path, tmp_path: Path) -> None:
    class Interrupted(WordEncoder):
        def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
            raise KeyboardInterrupt

    index = Index.create(tmp_path / "index", encoder=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        index.sync([folder])
    assert not (tmp_path / "index").exists()  # nothing was stored yet
    assert index_in(tmp_path / "index", WordEncoder()).sync([folder]).added == 3


@pytest.mark.sqlite
def test_an_index_whose_name_is_no_text_is_not_begun(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexWriteError, match=r"is not text; give another --index"):
        index_in(tmp_path / "odd\udcff", WordEncoder()).sync([folder])
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]
