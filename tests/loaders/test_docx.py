from __future__ import annotations

from collections.abc import Callable

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import docx
from qabot.types import Article
from tests.loaders import files

BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Tides &amp; fish</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>The tide turned</w:t></w:r>"
    "<w:ins><w:r><w:t> at noon</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>midnight</w:delText></w:r></w:del>"
    '<w:r><w:footnoteReference w:id="2"/></w:r>'
    "<w:r><w:t>. Boats came home.</w:t></w:r></w:p>"
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a content control.</w:t></w:r></w:p></w:sdtContent>"
    "</w:sdt>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Day</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>High</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Monday</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>3 m</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
FOOTNOTES: dict[str, bytes | str] = {
    "word/footnotes.xml": '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r><w:t>By the harbour clock.</w:t>'
    "</w:r></w:p></w:footnote></w:footnotes>"
}
CORE = (
    "<dc:title>Tides &amp; fish</dc:title><dc:creator>Ann Lee;Bo Ek</dc:creator>"
    "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created><dc:language>en-GB</dc:language>"
)


def test_a_document_as_its_reader_sees_it() -> None:
    assert docx.parse(files.docx(BODY, CORE, FOOTNOTES), "a.docx", Settings()).article() == Article(
        path="a.docx",
        text="The tide turned at noon. Boats came home.\n\nIn a content control.\n\n"
        "Day | High\nMonday | 3 m\n\nBy the harbour clock.",
        title="Tides & fish",
        author="Ann Lee, Bo Ek",
        language="en-GB",
    )


def test_without_properties_there_is_no_title_but_all_the_text() -> None:
    body = files.word_paragraphs("The tide turned.", "<b>Boats</b> came home.")
    assert docx.parse(files.docx(body), "a.docx", Settings()).article() == Article(
        "a.docx", "The tide turned.\n\n<b>Boats</b> came home."
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04rest", "damaged, or not what its suffix says; save or fetch it anew"),
        (b"plain text", "damaged, or not what its suffix says; save or fetch it anew"),
        (
            files.docx("", further={"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "XML that declares entities, as an expansion bomb does; not read",
        ),
        (
            lambda: files.docx("", further={"word/media/a.bmp": b"\0" * 50_000_000}),
            "unpacks to over 200 times its size, as a zip bomb does; unpack it yourself, or --set"
            " max_expansion=N",
        ),
        (
            files.zip_of({"a.txt": "Text."}),
            "damaged, or not what its suffix says; save or fetch it anew",
        ),
        (
            files.xlsx(("title", "text"), ("Tides", "The tide turned.")),
            "damaged, or not what its suffix says; save or fetch it anew",
        ),
    ],
    ids=["cut", "text", "entities", "bomb", "zip", "spreadsheet"],
)
def test_what_cannot_be_read_says_why(data: bytes | Callable[[], bytes], reason: str) -> None:
    made = data if isinstance(data, bytes) else data()  # what is large is not made to be collected
    with pytest.raises(LoadError) as error:
        docx.parse(made, "a.docx", Settings())
    assert str(error.value) == reason
