"""Notes out of Evernote and Joplin: what a note prints is told, not who clipped it and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load
from qabot.types import Article, SkippedFile
from tests.loaders import files

NOTE = "6f1c0d2e3b4a5968778695a4b3c2d1e0"
BOOK = "0e1d2c3b4a5968778695a4b3c2d1e0f6"
ENML = '<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">'
CLIP = (
    "<note><title>Heron nests on the gasworks</title><created>20260320T080000Z</created>"
    "<note-attributes><author>Desk 4</author><source-url>https://echo.example/heron</source-url>"
    f"</note-attributes><content><![CDATA[{ENML}<en-note><h1>Heron nests on the gasworks</h1>"
    "<div>By Ines Duarte</div><div>11 January 2023</div><div>A pair of herons&nbsp;nests.</div>"
    "<en-crypt>c2VjcmV0</en-crypt></en-note>]]></content>"
    "<resource><data>AAAA</data></resource></note>"
)
OWN = (
    "<note><title>To ask the harbour master</title><created>20260321T080000Z</created>"
    f"<content><![CDATA[{ENML}<en-note><div>How deep is the channel?</div></en-note>]]></content>"
    "</note>"
)
EMPTY = "<note><title>Nothing</title><content><![CDATA[<en-note/>]]></content></note>"


def items(name: str, data: bytes, folder: Path) -> list[Article | SkippedFile]:
    (folder / name).write_bytes(data)
    return list(load(folder / name, name, Settings()))


def enex(*notes: str) -> bytes:
    head = '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">'
    return f'<?xml version="1.0"?>{head}<en-export>{"".join(notes)}</en-export>'.encode()


def joplin(title: str, body: str, kind: int = 1, name: str = NOTE, **more: str) -> str:
    known = {"id": name, "created_time": "2026-03-20T08:00:00.000Z", "author": "", **more}
    tail = "\n".join(f"{key}: {value}" for key, value in known.items())
    return f"{title}\n\n{body}\n\n{tail}\ntype_: {kind}"


def test_a_clip_has_the_author_and_the_day_that_it_prints(tmp_path: Path) -> None:
    clip, own, empty = items("n.enex", enex(CLIP, OWN, EMPTY), tmp_path)
    assert isinstance(clip, Article)
    assert isinstance(own, Article)
    assert (clip.path, clip.title) == ("n.enex#1", "Heron nests on the gasworks")
    assert (clip.author, clip.published) == ("Ines Duarte", "2023-01-11")
    assert clip.url == "https://echo.example/heron"
    assert clip.text == "By Ines Duarte\n\n11 January 2023\n\nA pair of herons nests."
    assert (own.path, own.title, own.author) == ("n.enex#2", "To ask the harbour master", None)
    assert (own.published, own.text) == (None, "How deep is the channel?")
    assert empty == SkippedFile("n.enex:3", "no text")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<notes/>", "not an export of Evernote"),
        (enex(), "no text"),
        (enex(OWN)[:-20], "not well-formed XML (line 1)"),
        (b"Just text", "not well-formed XML (line 1)"),
    ],
)
def test_what_is_no_export_of_evernote(data: bytes, reason: str, tmp_path: Path) -> None:
    assert items("n.enex", data, tmp_path)[-1] == SkippedFile("n.enex", reason)


STORY = "By Ines Duarte\n\n11 January 2023\n\nA pair of **herons** nests on the gasworks."
HERON = joplin("Heron nests", STORY, source_url="https://echo.example/heron")


def test_what_joplin_knows_of_a_note_is_no_text(tmp_path: Path) -> None:
    (note,) = items(f"{NOTE}.md", HERON.encode(), tmp_path)
    assert isinstance(note, Article)
    assert (note.title, note.author, note.published) == (
        "Heron nests", "Ines Duarte", "2023-01-11",
    )  # fmt: skip
    assert note.url == "https://echo.example/heron"
    assert note.text.split("\n\n")[2:] == ["A pair of herons nests on the gasworks."]


def test_an_archive_of_joplin_holds_notes_and_more(tmp_path: Path) -> None:
    book = joplin("Clippings", "", kind=2, name=BOOK)
    (note,) = items("n.jex", files.jex({NOTE: HERON, BOOK: book}), tmp_path)
    assert isinstance(note, Article)
    assert (note.path, note.title) == (f"n.jex#{NOTE}", "Heron nests")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (joplin("Birds", "", kind=5), "no note: what Joplin keeps of a notebook"),
        (joplin("Heron", STORY, encryption_applied="1"), "encrypted; export it from Joplin"),
    ],
)
def test_other_items_of_joplin_are_told(text: str, reason: str, tmp_path: Path) -> None:
    (told,) = items(f"{NOTE}.md", text.encode(), tmp_path)
    assert isinstance(told, SkippedFile)
    assert told.reason.startswith(reason)


def test_a_note_that_ends_in_lines_like_those_is_text(tmp_path: Path) -> None:
    (note,) = items("n.md", b"# Types\n\nAn example:\n\nid: 12\ntype_: 1", tmp_path)
    assert isinstance(note, Article)
    assert note.text.endswith("id: 12 type_: 1")


@pytest.mark.parametrize("data", [b"no tar at all" * 90, files.jex({NOTE: HERON})[:700]])
def test_a_damaged_archive_of_joplin_is_told(data: bytes, tmp_path: Path) -> None:
    told = items("n.jex", data, tmp_path)[-1]
    assert isinstance(told, SkippedFile)
    assert "Error" not in told.reason
