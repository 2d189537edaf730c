"""What is done with a sentence that answers and with a file takes linear time, whatever repeats."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import pytest

from qabot.config import Settings
from qabot.loaders import mediawiki, odt
from qabot.loaders.html_boxes import gather_boxes
from qabot.loaders.html_bylines import PrintedBylines
from qabot.loaders.html_tree import tree_of
from qabot.questions.offices import office_asked
from qabot.reading.name_descriptions import description_in
from qabot.reading.office_holders import holder_in
from tests.growth import grows_too_fast
from tests.loaders import files

CHARACTERS = 2_000
SENTENCES = (
    "Ann Lee ",
    "Ann Lee is Ann's ",
    "Ann Lee, the president of the ",
    'Ann Lee, "the president of ',
    "a coach, Ann Lee ",
    "the president of Ukraine Ann Lee ",
    "the President of the ",
    "Ann, ",
    "“",
    "\t",
)
OFFICE = office_asked("who is the president of Ukraine?")
READING: dict[str, Callable[[str], object]] = {
    "descriptions": lambda text: description_in(text, "Ann Lee", person=True),
    "holders": lambda text: OFFICE and holder_in(text, OFFICE),
    "offices": lambda text: office_asked(f"who is the {text}"),
}


@pytest.mark.parametrize("name", READING)
def test_reading_takes_linear_time(name: str) -> None:
    def repeated(piece: str, characters: int) -> object:
        return READING[name](piece * (characters // len(piece)) + " Ann Lee")

    slow = [piece for piece in SENTENCES if grows_too_fast(partial(repeated, piece), CHARACTERS)]
    assert slow == []


def page(body: str, around: str = "") -> bytes:
    return f"<html><body><h1>Pier sold</h1><div {around}>{body}</div></body></html>".encode()


PARAGRAPH = "<p>The pier of Oldmouth was sold to its own fishermen, the harbour board said.</p>"
PAGES: dict[str, Callable[[int], bytes]] = {
    "many in a box with a long class": lambda n: page("<i>a</i>" * n, f"class='{'a ' * 100 * n}'"),
    "many behind a long text": lambda n: page("word " * 100 * n + "<i class='fn'>Ann Lee</i>" * n),
}
"""Pages of a size, in which many elements lie in one with much to look at."""


@pytest.mark.parametrize("name", PAGES)
def test_bylines_of_a_page_take_linear_time(name: str) -> None:
    def look(size: int) -> object:
        return PrintedBylines.of(tree_of(PAGES[name](size).decode()))

    assert not grows_too_fast(look, 300)


def test_paragraphs_in_a_box_with_a_long_class_take_linear_time() -> None:
    def gather(size: int) -> object:
        tree = tree_of(page(PARAGRAPH * size, f"class='{'a ' * 100 * size}'").decode())
        return gather_boxes(tree, "")

    assert not grows_too_fast(gather, 100)


def test_notes_of_an_opendocument_text_take_linear_time() -> None:
    note = "<text:note><text:note-body><text:p>a</text:p></text:note-body></text:note>"
    note += "some text " * 100

    def read(size: int) -> object:
        return odt.parse(files.odt(f"<text:p>{note * size}</text:p>"), "a.odt", Settings())

    assert not grows_too_fast(read, 200)


def test_pages_of_a_dump_behind_much_else_take_linear_time() -> None:
    def read(size: int) -> object:
        dump = f"<mediawiki>{'<logitem/>' * 50 * size}{'<page/>' * size}</mediawiki>"
        return list(mediawiki.pages(io.BytesIO(dump.encode()), "a.xml", Settings()))

    assert not grows_too_fast(read, 200)
