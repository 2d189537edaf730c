"""Title, author and date of documents that office programs save."""

from __future__ import annotations

import pytest

from qabot.config import Settings
from qabot.loaders import docx, odt, rtf
from qabot.loaders.properties import stated_author, stated_title
from qabot.types import Article
from tests.loaders import files

STORY = "The lamp on Gull Rock failed on Sunday."
TITLE = "Lighthouse goes dark"
SIGNED = ("By Ola Fernhill", "3 May 2021", STORY)
FOUND = (TITLE, "Ola Fernhill", "2021-05-03", "dateline")


def said(article: Article) -> tuple[str, str | None, str | None, str | None]:
    return article.title, article.author, article.published, article.published_from


def word(style: str, core: str, *paragraphs: str) -> Article:
    heading = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    data = files.docx(heading + files.word_paragraphs(*paragraphs), core)
    return docx.parse(data, "a.docx", Settings()).article()


@pytest.mark.parametrize("style", ["Title", "Heading1", "Normal"])
def test_a_word_document_is_who_it_says_it_is_by(style: str) -> None:
    core = "<dc:title>Word Document</dc:title><dc:creator>Research Assistant</dc:creator>"
    found = word(style, core, *SIGNED)
    assert said(found) == FOUND
    assert found.text == "\n\n".join(SIGNED)


def test_its_heading_goes_before_the_title_of_its_properties() -> None:
    core = "<dc:title>House style for letters</dc:title><dc:creator>Bo Ek</dc:creator>"
    assert said(word("Title", core, STORY)) == (TITLE, "Bo Ek", None, None)
    assert said(word("Normal", core, STORY))[0] == "House style for letters"


def test_an_opendocument_text() -> None:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in SIGNED)
    title = f'<text:p text:style-name="Title">{TITLE}</text:p>'
    meta = "<dc:title>a.odt</dc:title><meta:initial-creator>ofernhill</meta:initial-creator>"
    found = odt.parse(files.odt(title + paragraphs, meta), "a.odt", Settings()).article()
    assert said(found) == FOUND
    assert found.text == "\n\n".join(SIGNED)


def test_rich_text() -> None:
    lines = "\\par\n".join((TITLE, *SIGNED))
    info = "{\\info{\\title Document1}{\\author python-docx}}"
    data = f"{{\\rtf1{info} {lines}\\par}}".encode()
    assert said(rtf.parse(data, "a.rtf").article()) == FOUND


@pytest.mark.parametrize(
    "author",
    ["Research Assistant", "python-docx", "ofernhill", "OFernhill", "Windows User", "User 7",
     "admin", "Microsoft Office User", "ola@gull.example", "Editor", "News Desk", "LexisNexis", ""],
)  # fmt: skip
def test_an_account_is_no_author(author: str) -> None:
    assert stated_author(author) is None


@pytest.mark.parametrize(
    "author", ["Ola Fernhill", "Fernhill, Ola", "Bo Ek, Ola Fernhill", "Judge Ola King", "山田太郎"]
)
def test_a_name_is_an_author(author: str) -> None:
    assert stated_author(author) == author


@pytest.mark.parametrize(
    "title",
    ["Word Document", "10811.exe", "Untitled-1", "C:\\a\\b.doc", "https://gull.example/a",
     "lamp_v2", "s41586-020-2649-2", "PII: S0140-6736(20)30566-7", "2021", "x" * 301, ""],
)  # fmt: skip
def test_what_a_program_put_for_want_of_a_title(title: str) -> None:
    assert stated_title(title) == ""


@pytest.mark.parametrize("title", ["Lamps", "Covid-19", "Untouched", "Word on the street"])
def test_a_title_stands(title: str) -> None:
    assert stated_title(title) == title


KEYS = ("Source: The Bay", "Author: Ola Fernhill", "Date: 3 May 2021", "URL: https://bay.example/1")


def test_lines_with_keys_are_paragraphs_of_a_document() -> None:
    found = word("Title", "", *KEYS, STORY)
    assert said(found) == (TITLE, "Ola Fernhill", "2021-05-03", "header lines")
    assert (found.outlet, found.url) == ("The Bay", "https://bay.example/1")


def test_a_table_of_facts_at_the_top_of_a_document() -> None:
    cells = [[files.word_paragraphs(cell) for cell in line.split(": ")] for line in KEYS[:3]]
    rows = "".join(f"<w:tr><w:tc>{a}</w:tc><w:tc>{b}</w:tc></w:tr>" for a, b in cells)
    data = files.docx(f"<w:tbl>{rows}</w:tbl>{files.word_paragraphs(STORY)}", "")
    found = docx.parse(data, "a.docx", Settings()).article()
    assert (found.author, found.published, found.outlet) == (
        "Ola Fernhill",
        "2021-05-03",
        "The Bay",
    )
