from __future__ import annotations

import gzip
import io

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import warc
from qabot.types import Article, SkippedFile
from tests.loaders import files
from tests.loaders.pdf_files import build_pdf
from tests.loaders.test_html import LONG, NEWS

BAY = "https://bay.example"
PAGE = f"<title>Boats</title><body>{LONG}<p>Träume.</p></body>"


def read(data: bytes) -> list[Article | SkippedFile]:
    settings = Settings.of(max_file_megabytes=0.1)
    return list(warc.captures(io.BytesIO(data), "a.warc", settings))


def test_pages_come_and_all_else_is_passed_over() -> None:
    data = files.warc(
        [
            (f"{BAY}/1", "text/html; charset=utf-8", NEWS.encode()),
            (f"{BAY}/a.png", "image/png", b"\x89PNG"),
            (f"{BAY}/robots.txt", "text/plain", b"User-agent: *"),
            (f"{BAY}/2", "text/html; charset=windows-1252", PAGE.encode("cp1252")),
            (f"{BAY}/1", "text/html", NEWS.encode()),
            (f"{BAY}/3", "application/pdf", build_pdf([["The tide turned."]])),
            (f"{BAY}/4", "text/html", b"<p>" + b"x" * 200_000),
        ]
    ) + files.warc([(f"{BAY}/5", "text/html", b"Not found.")], status="404 Not Found")
    news, boats, again, pdf, long = read(data)
    assert isinstance(news, Article)
    assert isinstance(boats, Article)
    assert (news.path, news.title) == (f"a.warc#{BAY}/1", "Tides turn at noon")
    assert (news.published, news.url) == ("2024-06-19", f"{BAY}/tides")
    assert (boats.title, boats.url, boats.text[-7:]) == ("Boats", f"{BAY}/2", "Träume.")
    assert again == SkippedFile(f"a.warc#{BAY}/1", f"duplicate id '{BAY}/1', first in record 1")
    assert pdf == Article(f"a.warc#{BAY}/3", "The tide turned.", url=f"{BAY}/3")
    assert long == SkippedFile(
        f"a.warc#{BAY}/4", "0.1 MB, over the limit of 0.1 MB; split it or raise --max-file-mb"
    )


def test_records_may_be_compressed_one_by_one() -> None:
    first, second = (files.warc([(f"{BAY}/{n}", "text/plain", b"Tides.")]) for n in (1, 2))
    found = read(gzip.compress(first) + gzip.compress(second))
    assert [item.path for item in found] == [f"a.warc#{BAY}/1", f"a.warc#{BAY}/2"]


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(LoadError, match="damaged, or not a web archive"):
        read(b"plain text\r\n\r\n")


def test_an_archive_without_pages_says_so() -> None:
    with pytest.raises(LoadError, match="no text"):
        read(files.warc([(f"{BAY}/a.png", "image/png", b"\x89PNG")]))


def test_a_record_without_an_address_is_damage() -> None:
    whole = files.warc([(f"{BAY}/a", "text/html", PAGE.encode())])
    with pytest.raises(LoadError, match="damaged, or not a web archive; fetch it anew"):
        read(whole.replace(b"WARC-Target-URI", b"WARC-Target-URL"))
