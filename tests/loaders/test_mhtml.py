from __future__ import annotations

import pytest

from qabot.errors import LoadError
from qabot.loaders import mhtml
from tests.loaders import files
from tests.loaders.test_html import LONG, NEWS


def test_a_saved_page_is_read_as_the_page() -> None:
    found = mhtml.page_in(files.mhtml(NEWS.encode(), "https://bay.example/saved")).article(
        "a.mhtml"
    )
    assert found.text.startswith("The tide turned at noon on Friday, and the boats")
    assert found.title == "Tides turn at noon"
    assert (found.published, found.published_from) == ("2024-06-19", "JSON-LD")
    assert found.url == "https://bay.example/tides"


def test_what_a_page_does_not_state_its_envelope_does_but_for_the_date() -> None:
    page = f"<body>{LONG}<p>Träume.</p></body>".encode("cp1252")
    found = mhtml.page_in(files.mhtml(page, "https://bay.example/saved", "windows-1252")).article(
        "a.mhtml"
    )
    assert found.text.endswith("Träume.")
    assert (found.title, found.url) == ("Saved page", "https://bay.example/saved")
    assert found.published is None


def test_mail_without_a_page_is_refused() -> None:
    with pytest.raises(LoadError, match="no web page in it"):
        mhtml.page_in(files.mail("Text."))


FRAMED = (
    f"<article><h1>Ferry timetable</h1><p>{'The ferry leaves at nine. ' * 25}</p></article>"
).encode()
ADVERT = b"<body><h1>Buy a boat</h1><p>Now at half the price.</p></body>"


def _archive(*pages: tuple[str, bytes], start: str = "", saved_from: str = "") -> bytes:
    """An archive of pages, each with its headers."""
    named = f'; start="<{start}>"' if start else ""
    location = f"Snapshot-Content-Location: {saved_from}\r\n" if saved_from else ""
    head = (
        f"Subject: Saved page\r\n{location}MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="X"{named}\r\n\r\n'
    )
    parts = (
        f"--X\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n\r\n".encode() + page
        for headers, page in pages
    )
    return head.encode() + b"\r\n".join(parts) + b"\r\n--X--\r\n"


FRAME = ("Content-ID: <frame@x>\r\nContent-Location: cid:frame@x", ADVERT)
PAGE = ("Content-ID: <main@x>\r\nContent-Location: https://bay.example/tides", NEWS.encode())


@pytest.mark.parametrize(
    "told", [{"start": "main@x"}, {"saved_from": "https://bay.example/tides"}], ids=str
)
def test_the_page_is_the_part_that_the_archive_calls_its_own(told: dict[str, str]) -> None:
    found = mhtml.page_in(_archive(FRAME, PAGE, **told)).article("a.mhtml")
    assert (found.title, found.url) == ("Tides turn at noon", "https://bay.example/tides")
    assert "half the price" not in found.text


def test_else_it_is_the_first() -> None:
    assert mhtml.page_in(_archive(PAGE, FRAME)).article("a.mhtml").title == "Tides turn at noon"


def test_an_article_in_a_frame_is_read_behind_the_page() -> None:
    alone = mhtml.page_in(_archive(PAGE)).article("a.mhtml").text
    framed = ("Content-ID: <frame@x>", FRAMED)
    found = mhtml.page_in(_archive(PAGE, framed, FRAME)).article("a.mhtml")
    assert found.title == "Tides turn at noon"
    assert found.text == f"{alone}\n\n{' '.join(['The ferry leaves at nine.'] * 25)}"


def test_a_page_of_frames_has_what_its_article_says() -> None:
    frameset = ("Content-ID: <main@x>", b"<frameset><frame src='cid:frame@x'></frameset>")
    found = mhtml.page_in(_archive(frameset, ("Content-ID: <f@x>", FRAMED))).article("a.mhtml")
    assert found.title == "Ferry timetable"
    assert found.text.startswith("The ferry leaves at nine.")
