from __future__ import annotations

import codecs
import unicodedata

import pytest

from qabot.loaders import text


@pytest.mark.parametrize(
    "content",
    [
        "Tides\r\n\r\n  The tide turned.  \r\n\r\n\r\n",
        unicodedata.normalize("NFD", "Café São Tomé\nZoë naïve\n"),
        "The o\ufb03ce of the \ufb01rst e\ufb00ort\n",
        "\n\n\t Tides \n\u2028separator\u00a0and\u200bzero width\x0c",
        "old Mac\rlines\rhere",
    ],
    ids=["crlf", "nfd", "ligatures", "odd spaces", "cr"],
)
def test_the_text_is_the_file_itself(content: str) -> None:
    assert text.parse(content.encode(), "a.txt").text == content
    assert text.parse(codecs.BOM_UTF8 + content.encode(), "a.txt").text == content


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("Tides turn at noon\n\nThe tide turned.", "Tides turn at noon"),
        ("\r\n  Tides turn at noon  \r\nThe tide turned.", "Tides turn at noon"),
        ("Tides turn at noon\rThe tide turned.", "Tides turn at noon"),
        ("The tide turned at noon.\nBoats came home.", ""),
        ("“The tide turned.”\nBoats came home.", ""),
        ("Is it noon?\nNobody knew.", ""),
        ("Can tides stop?\n\nNobody knew.", "Can tides stop?"),
        ("A wait...\n\nThe crowd waited.", "A wait..."),
        ("Tides turn at noon", ""),
        ("x" * 120 + "\nText.", "x" * 120),
        ("x" * 121 + "\nText.", ""),
        ("The tide that turned at noon on Friday was the highest that\nanyone had seen.", ""),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_the_title_is_a_first_line_that_looks_like_a_headline(content: str, title: str) -> None:
    assert text.headline(content) == title


def test_a_text_file_has_no_other_metadata() -> None:
    article = text.parse(b"Tides turn\n\nBy Ann Lee, 19 June 2024. The tide turned.", "a.txt")
    assert (article.title, article.author, article.published) == ("Tides turn", None, None)


@pytest.mark.parametrize(
    ("content", "title", "author", "url"),
    [
        (
            "https://a.example/tides\n\nTides turn\n\nBy Ann Lee\n\nThe tide turned.",
            "Tides turn", "Ann Lee", "https://a.example/tides",
        ),
        (
            "\n https://a.example/tides\r\nTitle: Tides turn\r\nAuthor: Ann Lee\r\n\r\nIt turned.",
            "Tides turn", "Ann Lee", "https://a.example/tides",
        ),
        (
            "https://a.example/1\nTitle: Tides\nURL: https://a.example/2\n\nIt turned.",
            "Tides", None, "https://a.example/2",
        ),
        ("See https://a.example\n\nThe tide turned.", "See https://a.example", None, None),
        ("https://a.example/tides", "", None, None),
    ],
)  # fmt: skip
def test_an_address_above_the_headline(
    content: str, title: str, author: str | None, url: str | None
) -> None:
    article = text.parse(content.encode(), "a.txt")
    assert (article.title, article.author, article.url) == (title, author, url)
    assert article.text == content


def test_what_stands_above_the_headline_of_a_press_release() -> None:
    head = "FOR IMMEDIATE RELEASE\n\nContact: Ann Lee, ann@bay.example\n\n"
    found = text.parse(f"{head}Fog in the bay\n\nIt is thick.\n".encode(), "a.txt")
    assert found.title == "Fog in the bay"
