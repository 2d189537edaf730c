from __future__ import annotations

import io
from typing import Any

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import epub
from qabot.types import Article, SkippedFile
from tests.loaders import files

METADATA = (
    "<dc:title>The Bay</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>"
    '<dc:date opf:event="modification">2020-01-01</dc:date>'
    '<dc:date opf:event="publication">2024-06-19</dc:date><dc:publisher>Bay Press</dc:publisher>'
    "<dc:language>en</dc:language><dc:identifier>urn:isbn:0</dc:identifier>"
    "<dc:source>https://bay.example/book</dc:source>"
    '<meta property="dcterms:modified">2024-08-01T00:00:00Z</meta>'
)
CHAPTERS = {
    "cover.xhtml": "<html><body><img src='c.jpg'/></body></html>",
    "one%20a.xhtml": "<html><head><title>x</title></head><body><h2>Tides</h2>"
    "<p>The tide turned.</p></body></html>",
    "two.xhtml": "<html><head><title>The Bay</title></head><body><p>Boats came.</p></body></html>",
}


def read(data: bytes) -> list[Article | SkippedFile]:
    return list(epub.chapters(io.BytesIO(data), "a.epub", Settings()))


def test_each_chapter_is_an_article_with_what_the_book_states() -> None:
    data = files.epub(
        CHAPTERS,
        METADATA,
        {"OEBPS/one a.xhtml": CHAPTERS["one%20a.xhtml"]},
    )
    stated: dict[str, Any] = {
        "author": "Ann Lee, Bo Ek", "published": "2024-06-19", "published_from": "epub",
        "outlet": "Bay Press", "language": "en", "url": "https://bay.example/book",
        "updated": "2024-08-01",
    }  # fmt: skip
    assert read(data) == [
        Article(
            "a.epub#OEBPS/one a.xhtml", "Tides\n\nThe tide turned.", "The Bay: Tides", **stated
        ),
        Article("a.epub#OEBPS/two.xhtml", "Boats came.", "The Bay", **stated),
    ]


def test_a_chapter_that_is_locked_or_missing_is_named() -> None:
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherData>'
        '<e:CipherReference URI="OEBPS/a.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
    )
    chapters = {"a.xhtml": "\x93\x94", "b.xhtml": "<p>Boats came.</p>"}
    book = files.epub(chapters, further={"META-INF/encryption.xml": encryption})
    assert read(book.replace(b"OEBPS/b.xhtml", b"OEBPS/c.xhtml")) == [
        SkippedFile(
            "a.epub#OEBPS/a.xhtml", "encrypted (DRM); it can be read only where it was bought"
        ),
        SkippedFile("a.epub#OEBPS/b.xhtml", "damaged: it has no OEBPS/b.xhtml"),
    ]


def test_a_zip_that_is_no_book_is_refused() -> None:
    with pytest.raises(LoadError, match=r"damaged: it has no META-INF/container\.xml"):
        read(files.zip_of({"a.txt": "Text."}))
