from __future__ import annotations

import pytest

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders import pdf
from tests.loaders.pdf_files import build_pdf

TWO_PAGES = [
    ["The tide turned at noon.", "Boats came home."],
    ["Nobody had seen so many fish."],
]
ENCRYPTED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
    f" /O <{'AB' * 32}> /U <{'CD' * 32}> >> /ID [<{'00' * 16}> <{'00' * 16}>]"
)


def test_pages_are_separated_by_a_blank_line() -> None:
    article = pdf.parse(build_pdf(TWO_PAGES), "tides.pdf", Settings())
    assert article.text == (
        "The tide turned at noon.\nBoats came home.\n\nNobody had seen so many fish."
    )
    assert article.path == "tides.pdf"


def test_title_and_author_are_read_and_the_date_of_making_is_not() -> None:
    info = "/Title (Tides and fish) /Author (Ann Lee) /CreationDate (D:20240619120000Z)"
    article = pdf.parse(build_pdf(TWO_PAGES, info), "tides.pdf", Settings())
    assert (article.title, article.author) == ("Tides and fish", "Ann Lee")
    assert (article.published, article.published_from) == (None, None)


@pytest.mark.parametrize(
    "title",
    ["untitled", "Microsoft Word - draft 3.docx", "report.indd", "(unspecified)", "Document1", "x"],
)
def test_what_a_program_put_for_want_of_a_title_is_none(title: str) -> None:
    escaped = title.replace("(", "\\(").replace(")", "\\)")
    info = f"/Title ({escaped}) /Author (anonymous)"
    article = pdf.parse(build_pdf(TWO_PAGES, info), "tides.pdf", Settings())
    assert (article.title, article.author) == ("", None)


def test_a_title_that_is_not_unicode_is_none() -> None:
    assert pdf.parse(build_pdf(TWO_PAGES, "/Title <FEFFD83D0041>"), "x.pdf", Settings()).title == ""


def test_words_broken_at_a_line_end_are_joined() -> None:
    lines = ["An inter-", "national meeting of the well-", "known Anglo-", "American union."]
    article = pdf.parse(build_pdf([[*lines, "It is well-known."]]), "x.pdf", Settings())
    assert article.text == (
        "An international meeting of the well-known Anglo-American union.\nIt is well-known."
    )


def test_ligatures_are_spelt_out_and_emoji_kept() -> None:
    characters = {0x41: "FB01", 0x42: "D83DDE00", 0x43: "006E", 0x44: "00650301"}
    article = pdf.parse(build_pdf([["ACD B"]], characters=characters), "x.pdf", Settings())
    assert "fin\u00e9" in article.text
    assert "\U0001f600" in article.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (build_pdf([[]]), "no text in the PDF (scanned images?); run OCR first"),
        (build_pdf(TWO_PAGES, trailer=ENCRYPTED), "encrypted PDF; decrypt it first"),
        (b"%PDF-1.4\nbroken", "damaged, or not a PDF; open it in a viewer and save it anew"),
        (b"plain text", "damaged, or not a PDF; open it in a viewer and save it anew"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(LoadError) as error:
        pdf.parse(data, "x.pdf", Settings())
    assert str(error.value) == reason


def test_an_empty_file_has_no_text() -> None:
    assert pdf.parse(b"", "x.pdf", Settings()).text == ""


def test_a_pdf_of_three_thousand_pages_is_refused_unless_the_limit_is_raised() -> None:
    data = build_pdf([["The tide turned."]] * 3_000)
    with pytest.raises(LoadRefused) as error:
        pdf.parse(data, "x.pdf", Settings())
    assert (
        str(error.value)
        == "3,000 pages, over the limit of 2,000; split it, or --set max_pdf_pages=N"
    )
    text = pdf.parse(data, "x.pdf", Settings.of(max_pdf_pages=3_000)).text
    assert text == "\n\n".join(["The tide turned."] * 3_000)
