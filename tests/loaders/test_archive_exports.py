"""Archives that Notion, Substack and Omnivore export, and lists of links that are no articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load
from qabot.types import Article, SkippedFile
from tests.loaders import files

NOTION_PAGE = (
    "<html><head><title>Tides turn</title></head><body><article class='page sans'><header>"
    "<h1 class='page-title'>Tides turn</h1><table class='properties'><tbody>"
    "<tr><th>Author</th><td><span class='user'>Ann Lee</span></td></tr>"
    "<tr><th>Published</th><td><time>@June 5, 2024</time></td></tr>"
    "<tr><th>URL</th><td><a href='#'>https://bay.example/1</a></td></tr></tbody></table></header>"
    "<div class='page-body'><p>The tide turned at noon.</p></div></article></body></html>"
)


def read(folder: Path, name: str, data: bytes) -> list[Article | SkippedFile]:
    path = folder / name
    path.write_bytes(data)
    return list(load(path, name, Settings()))


def zipped(folder: Path, members: Mapping[str, bytes | str]) -> list[Article | SkippedFile]:
    return read(folder, "a.zip", files.zip_of(members))


def test_the_pages_of_notion_lie_in_an_inner_archive(tmp_path: Path) -> None:
    inner = {
        "Notes 1f.csv": "Name,Author\nTides,Ann Lee\n",
        "Notes 1f_all.csv": "Name,Author\nTides,Ann Lee\n",
        "Notes 1f/Tides 2a.html": NOTION_PAGE,
    }
    part = "Export-Part-1.zip"
    assert zipped(tmp_path, {part: files.zip_of(inner)}) == [
        Article(
            f"a.zip#{part}#Notes 1f/Tides 2a.html", "The tide turned at noon.", "Tides turn",
            author="Ann Lee", published="2024-06-05", published_from="page properties",
            url="https://bay.example/1",
        )
    ]  # fmt: skip


def test_no_archive_is_opened_deeper_than_that(tmp_path: Path) -> None:
    deepest = files.zip_of({"a.txt": "The tide turned."})
    nested = {"b.zip": files.zip_of({"c.zip": deepest})}
    assert zipped(tmp_path, nested) == [
        SkippedFile(
            "a.zip#b.zip#c.zip", "an archive in an archive in an archive; unpack it"
        )
    ]  # fmt: skip


def test_inner_archives_count_together_for_what_they_unpack_to(tmp_path: Path) -> None:
    nearly = files.zip_of({"a.txt": b"The tide turned." + b" " * 6_000_000})
    first, *others = zipped(tmp_path, {f"{number}.zip": nearly for number in range(3)})
    assert isinstance(first, Article)
    assert [one.path for one in others] == ["a.zip#1.zip", "a.zip#2.zip"]
    assert all(isinstance(one, SkippedFile) and "zip bomb" in one.reason for one in others)


def test_substack_tells_titles_and_dates_in_a_table(tmp_path: Path) -> None:
    table = (
        "post_id,post_date,is_published,title,subtitle\n"
        '12.tides,2024-06-03T10:00:00.000Z,true,"Tides, and boats","A\nsubtitle"\n'
        "13.rumour,,false,A rumour,\n"
    )
    members = {
        "posts.csv": table,
        "posts/12.tides.html": "<p>The tide turned.</p>",
        "posts/13.rumour.html": "<p>Unchecked.</p>",
        "posts/12.tides.opens.csv": "post_id,email\n12,a@bay.example\n",
        "email_list.ann.csv": "email,active\na@bay.example,true\n",
    }
    assert zipped(tmp_path, members) == [
        Article(
            "a.zip#posts/12.tides.html", "The tide turned.", "Tides, and boats",
            published="2024-06-03", published_from="posts.csv",
        ),
        SkippedFile("a.zip", "left out, not published: 1 draft"),
    ]  # fmt: skip


def test_omnivore_tells_of_pages_in_another_file(tmp_path: Path) -> None:
    saved = {
        "slug": "tides-1", "title": "Tides turn", "author": "Ann Lee", "savedAt": "2025-01-02",
        "publishedAt": "2024-06-03T00:00:00Z", "url": "https://bay.example/1",
    }  # fmt: skip
    members = {
        "metadata_0_to_20.json": json.dumps([saved]),
        "content/tides-1.html": "<p>The tide turned.</p>",
        "highlights/tides-1.md": "> The tide turned.\n\nMy own note.",
    }
    assert zipped(tmp_path, members) == [
        Article(
            "a.zip#content/tides-1.html", "The tide turned.", "Tides turn", author="Ann Lee",
            published="2024-06-03", published_from="metadata_0_to_20.json",
            url="https://bay.example/1",
        )
    ]  # fmt: skip


def test_a_damaged_table_takes_nothing_from_the_pages(tmp_path: Path) -> None:
    members = {"metadata_0_to_20.json": "[{", "content/a.html": "<p>The tide turned.</p>"}
    assert [one.path for one in zipped(tmp_path, members) if isinstance(one, Article)] == [
        "a.zip#content/a.html"
    ]


def test_the_records_of_wallabag(tmp_path: Path) -> None:
    record = {
        "id": 7, "title": "Tides turn", "url": "https://bay.example/1",
        "content": "<p>The tide turned.</p>", "created_at": "2025-01-02T00:00:00+0000",
        "published_at": "2024-06-03T00:00:00+0000", "published_by": ["Ann Lee"],
        "domain_name": "bay.example", "language": "en",
    }  # fmt: skip
    assert read(tmp_path, "a.json", json.dumps([record]).encode()) == [
        Article(
            "a.json#7", "The tide turned.", "Tides turn", author="Ann Lee",
            published="2024-06-03", published_from="json", outlet="bay.example", language="en",
            url="https://bay.example/1",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><DL><DT><A>Tides</A></DL>",
        "<html><head><title>Pocket Export</title></head><body><ul><li><a>Tides</a></ul></body>",
    ],
)
def test_a_list_of_links_is_no_article(tmp_path: Path, page: str) -> None:
    reason = "a list of saved links without their texts; save the pages themselves"
    assert read(tmp_path, "a.html", page.encode()) == [SkippedFile("a.html", reason)]


def test_a_table_of_links_is_no_article(tmp_path: Path) -> None:
    table = b"title,url,time_added,tags,status\nTides,https://bay.example/1,1717410000,,unread\n"
    (found,) = read(tmp_path, "a.csv", table)
    assert isinstance(found, SkippedFile)
    assert found.reason.endswith("; if these are links alone, save the pages")


def test_of_an_export_of_medium_what_was_published(tmp_path: Path) -> None:
    page = "<html><head><title>Fog</title></head><body><p>Fog came.</p></body></html>"
    members = ("posts/2024-06-19_Fog-1a.html", "posts/draft_Secret-2b.html", "profile/profile.html")
    file = tmp_path / "medium.zip"
    file.write_bytes(files.zip_of(dict.fromkeys((*members, "README.html"), page)))
    post, left_out = load(file, file.name, Settings())
    assert isinstance(post, Article)
    assert (post.path, post.published) == (f"medium.zip#{members[0]}", "2024-06-19")
    assert left_out == SkippedFile("medium.zip", "left out, not published: 1 draft")
