from __future__ import annotations

from typing import Any

import pytest

from qabot.loaders import markdown, text
from qabot.loaders.header_lines import header_of
from qabot.types import Article
from tests.growth import grows_too_fast

FOG = "Fog kept the boats in port until the bell rang."
KNOWN: dict[str, Any] = {
    "title": "Fog in the bay", "author": "Ann Lee", "published": "2024-06-19", "outlet": "The Bay",
    "url": "https://bay.example/fog", "published_from": "header lines",
}  # fmt: skip


def as_text(content: str) -> Article:
    return text.parse(content.encode(), "a")


def as_markdown(content: str) -> Article:
    return markdown.parse(content.encode(), "a")


HEADERS = [
    "Title: Fog in the bay\nAuthor: Ann Lee\nDate: June 19, 2024\nSource: The Bay\n"
    "URL: https://bay.example/fog",
    "TITLE: Fog in the bay\r\nBYLINE: By Ann Lee\r\nPUBLICATION DATE: 2024-06-19\r\n"
    "SECTION: Sea: news\r\nPUBLICATION: The Bay\r\nLINK: <https://bay.example/fog>",
    "**Title:** Fog in the bay\n**By**: Ann Lee\n*Published on:* 19 June 2024\n"
    "- __Outlet:__ The Bay\nURL: https://bay.example/fog",
]


@pytest.mark.parametrize("header", HEADERS)
def test_lines_at_the_top_are_read(header: str) -> None:
    content = f"\n{header}\n\n{FOG}\n"
    assert as_text(content) == Article("a", content, **KNOWN)
    assert as_markdown(content) == Article("a", FOG, **KNOWN)


@pytest.mark.parametrize("headline", ["Fog in the bay\n", "Fog in the bay\n\n"])
def test_they_may_follow_a_headline(headline: str) -> None:
    content = f"{headline}Author: Ann Lee\nDate: 2024-06-19\n\n{FOG}\n"
    found = as_text(content)
    assert (found.title, found.author, found.published) == (
        "Fog in the bay", "Ann Lee", "2024-06-19",
    )  # fmt: skip
    assert found.origins.title == "first line"
    marked = as_markdown(f"# {content}")
    assert (marked.title, marked.author, marked.text) == ("Fog in the bay", "Ann Lee", FOG)
    below = as_text(f"Author: Ann Lee\nDate: 2024-06-19\n\n{headline}\n{FOG}\n")
    assert (below.title, below.author) == ("Fog in the bay", "Ann Lee")


@pytest.mark.parametrize(
    "content",
    [
        f"Author: Ann Lee\n\n{FOG}",
        f"Date: June 19, 2024\nThe bell rang, and this is no header.\nAuthor: Ann Lee\n\n{FOG}",
        f"Reporter: Where is the fog?\nMayor: Everywhere.\nReporter: And the boats?\n\n{FOG}",
        f"{FOG}\n{FOG}\n\nAuthor: Ann Lee\nDate: June 19, 2024\n",
        "Author:\nDate:\n\n" + FOG,
        "12: one\n13: two\n\n" + FOG,
    ],
)
def test_what_is_no_header(content: str) -> None:
    assert header_of(content) is None
    assert as_text(content).published is None


def test_front_matter_goes_before() -> None:
    found = as_markdown(f"---\nauthor: Bo Ek\n---\nAuthor: Ann Lee\nDate: 2024-06-19\n\n{FOG}")
    assert (found.author, found.published) == ("Bo Ek", None)


@pytest.mark.parametrize(
    "line",
    [
        "**By Ann Lee** | *June 19, 2024* | The Bay",
        "*By Ann Lee* · 19 June 2024 · The Bay Observer",
        "**By:** Ann Lee, June 19, 2024",
    ],
)
def test_a_byline_in_bold_with_an_outlet_behind_it(line: str) -> None:
    found = as_markdown(f"# Fog in the bay\n\n{line}\n\n{FOG}\n")
    assert (found.author, found.published) == ("Ann Lee", "2024-06-19")
    assert found.outlet == ("The Bay Observer" if "Observer" in line else None)


@pytest.mark.parametrize("label", ["TEXT:", "Full text:", "Text: "])
def test_a_label_above_the_text_ends_the_header(label: str) -> None:
    header = "TITLE: Fog in the bay\nAUTHOR: Ann Lee\nDATE: 2024-06-19"
    between = "" if label.endswith(" ") else "\n"
    found = as_text(f"{header}\n{label}{between}{FOG * 20}\n")
    assert (found.title, found.author, found.published) == (
        "Fog in the bay", "Ann Lee", "2024-06-19",
    )  # fmt: skip
    note = as_markdown(f"{header}\n{label}{between}{FOG}\n")
    assert note.text == (f"{label}{FOG}" if between == "" else FOG)


@pytest.mark.parametrize("byline", ["**By** Ann Lee", "**Von** Ann Lee", "Par Ann Lee"])
def test_a_byline_among_other_lines_is_one_of_the_header(byline: str) -> None:
    found = as_markdown(f"{byline}\n**Source:** The Bay\n**Date:** 2024-06-19\n\n{FOG}\n")
    assert (found.author, found.outlet, found.text) == ("Ann Lee", "The Bay", FOG)


@pytest.mark.parametrize("unit", ["a: b\n", "\n", "**", "a "])
def test_a_long_text_takes_linear_time(unit: str) -> None:
    assert not grows_too_fast(lambda count: header_of(unit * count), 25_000)


def test_metadata_as_readwise_exports_it() -> None:
    found = as_markdown(
        "# Fog in the bay\n\n![cover](https://a.example/c.jpg)\n\n## Metadata\n"
        "- Author: [[Ann Lee]]\n- Full Title: Fog in the bay\n- URL: https://bay.example/fog\n\n"
        f"## Highlights\n- {FOG}\n"
    )
    assert (found.title, found.author, found.url) == (
        "Fog in the bay", "Ann Lee", "https://bay.example/fog",
    )  # fmt: skip
    assert found.text.endswith(FOG)
    assert "Metadata" not in found.text


def test_keys_in_portuguese() -> None:
    found = as_text(f"Título: Névoa\nAutor: Ann Lee\nData: 19/06/2024\nFonte: A Baía\n\n{FOG}")
    assert (found.title, found.author, found.published, found.outlet) == (
        "Névoa", "Ann Lee", "2024-06-19", "A Baía",
    )  # fmt: skip


def test_an_address_in_angle_brackets() -> None:
    found = as_markdown(f"---\ntitle: Fog\nurl: <https://bay.example/fog>\n---\n{FOG}")
    assert found.url == "https://bay.example/fog"


def test_a_link_is_its_words_and_authors_may_be_one_or_more() -> None:
    found = as_markdown(
        "Author(s): [Ann Lee](/ann)\nSource: [The Bay](https://bay.example)\n"
        f"Date: 2024-06-19\n\n{FOG}"
    )
    assert (found.author, found.outlet) == ("Ann Lee", "The Bay")
