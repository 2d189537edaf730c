"""What took a file's place after it was listed is neither followed nor waited for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load
from qabot.sync.scan import FoundFile, content_hash, refusal
from qabot.types import Article, SkippedFile
from tests.conftest import write_articles

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
INSIDE, OUTSIDE = "The tide turned at noon.", "The key is under the mat."
LINK = "behind a link; links are not followed"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of articles that the user reaches by a link of their own."""
    write_articles(tmp_path, {"real/a/b.txt": INSIDE, "elsewhere/b.txt": OUTSIDE})
    (tmp_path / "articles").symlink_to(tmp_path / "real", target_is_directory=True)
    return tmp_path / "articles"


def read(articles: Path) -> Article | SkippedFile:
    """What a file that was listed as a/b.txt gives."""
    (found,) = load(articles / "a" / "b.txt", "a/b.txt", Settings())
    return found


def listed(articles: Path) -> FoundFile:
    return FoundFile(articles, "a/b.txt", len(INSIDE), 0)


def test_the_way_to_the_folder_may_have_links(articles: Path) -> None:
    found = read(articles)
    assert isinstance(found, Article)
    assert found.text == INSIDE
    assert content_hash(listed(articles), Settings())
    assert refusal(listed(articles)) is None


@pytest.mark.parametrize("swapped", ["a/b.txt", "a"])
def test_a_link_in_the_place_of_a_file_or_its_folder_is_not_followed(
    articles: Path, swapped: str
) -> None:
    place = articles / swapped
    place.rename(articles / "aside")
    place.symlink_to(articles.parent / "elsewhere" / ("b.txt" if place.suffix else ""))
    assert (articles / "a" / "b.txt").read_text() == OUTSIDE
    assert read(articles) == SkippedFile("a/b.txt", LINK, retry=True)
    assert content_hash(listed(articles), Settings()) == ""
    assert refusal(listed(articles)) is None


@pytest.mark.timeout(20)
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(articles: Path) -> None:
    (articles / "a" / "b.txt").unlink()
    os.mkfifo(articles / "a" / "b.txt")
    assert read(articles) == SkippedFile("a/b.txt", "not a regular file")
    assert content_hash(listed(articles), Settings()) == ""
    assert refusal(listed(articles)) is None


@pytest.mark.parametrize("gone", ["a/b.txt", "a"])
def test_what_is_gone_is_told_as_gone(articles: Path, gone: str) -> None:
    (articles / gone).rename(articles / "aside")
    assert read(articles) == SkippedFile("a/b.txt", "no such file or directory")
    assert refusal(listed(articles)) is None


def test_a_file_in_the_place_of_a_folder(articles: Path) -> None:
    (articles / "a").rename(articles / "aside")
    (articles / "a").write_text("no folder")
    assert read(articles) == SkippedFile("a/b.txt", "not a directory")
