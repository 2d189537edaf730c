from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.loaders import markdown
from qabot.types import Article

YAML = """\
---
title: Tides turn at noon
authors: [Ann Lee, Bo Ek]
publication: The Bay
date: 2024-06-19
lang: no
link: https://bay.example/1
---
The tide turned.
"""
EVERYTHING = Article(
    path="a.md", text="The tide turned.", title="Tides turn at noon", author="Ann Lee, Bo Ek",
    published="2024-06-19", published_from="front matter", outlet="The Bay", language="no",
    url="https://bay.example/1",
)  # fmt: skip
TOML = """\
+++
title = "Tides turn at noon"
author = ["Ann Lee", "Bo Ek"]
outlet = "The Bay"
published = 2024-06-19T10:00:00Z
language = "no"
url = "https://bay.example/1"
+++
The tide turned.
"""


def text_of(body: str) -> str:
    return markdown.parse(body.encode(), "a.md").text


@pytest.mark.parametrize("content", [YAML, TOML], ids=["yaml", "toml"])
def test_front_matter_is_read(content: str) -> None:
    assert markdown.parse(content.encode(), "a.md") == EVERYTHING


@pytest.mark.parametrize("content", [YAML, TOML], ids=["yaml", "toml"])
def test_front_matter_after_a_byte_order_mark_and_with_crlf(content: str) -> None:
    data = codecs.BOM_UTF8 + content.replace("\n", "\r\n").encode()
    assert markdown.parse(data, "a.md") == EVERYTHING


@pytest.mark.parametrize(
    ("value", "published"),
    [("2024", "2024"), ("2024-06", "2024-06"), ("19 June 2024", "2024-06-19"),
     ("2024-13-45", None), ("soon", None), ("", None), ("null", None)],
)  # fmt: skip
def test_a_date_in_front_matter_keeps_its_precision(value: str, published: str | None) -> None:
    article = markdown.parse(f"---\ntitle: T\ndate: {value}\n---\nText.".encode(), "a.md")
    assert (article.title, article.published) == ("T", published)
    assert article.published_from == ("front matter" if published else None)


def test_broken_front_matter_is_read_line_by_line() -> None:
    content = '---\ntitle: Tides: a history\nauthor: "Ann Lee"\ntags: [a, b\n---\nThe tide turned.'
    article = markdown.parse(content.encode(), "a.md")
    assert (article.title, article.author) == ("Tides: a history", "Ann Lee")
    assert article.text == "The tide turned."


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    assert (
        text_of("---\n\nThe tide turned.\n\n---\n\nBoats came.")
        == "The tide turned.\n\nBoats came."
    )
    assert text_of("---\nno end: here\n\nThe tide turned.").endswith("The tide turned.")


@pytest.mark.parametrize("block", ["", "# only a comment\n"])
def test_front_matter_may_be_empty(block: str) -> None:
    assert markdown.parse(f"---\n{block}---\nText.".encode(), "a.md") == Article("a.md", "Text.")


def test_the_title_is_the_first_heading_and_not_repeated() -> None:
    article = markdown.parse(b"# Tides *turn*\n\nThe tide turned.\n\n# Tides *turn*\n", "a.md")
    assert article.title == "Tides turn"
    assert article.text == "The tide turned.\n\nTides turn"


def test_a_heading_unlike_the_title_stays() -> None:
    article = markdown.parse(b"---\ntitle: Tides\n---\n# The bay\n\nText.", "a.md")
    assert (article.title, article.text) == ("Tides", "The bay\n\nText.")
    article = markdown.parse(b"---\ntitle: Tides\n---\n# Tides\n\nText.", "a.md")
    assert (article.title, article.text) == ("Tides", "Text.")


def test_blocks_are_separated_by_a_blank_line() -> None:
    body = """\
Intro
goes on.

## Boats

- First *boat*
- Second boat
  1. Its mast

> A quote
> in two lines.

| Day | High |
|-----|------|
| Mon | 3 m  |

```python
x = 1

y = 2
```

Setext
======
"""
    assert text_of(body) == (
        "Intro goes on.\n\nBoats\n\nFirst boat\n\nSecond boat\n\nIts mast\n\n"
        "A quote in two lines.\n\nDay | High\nMon | 3 m\n\nx = 1\n\ny = 2"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "A [link](https://x.example 'title') and <https://y.example>.",
            "A link and https://y.example.",
        ),
        ("A [reference][r].\n\n[r]: https://x.example", "A reference."),
        ("See ![a *map*](map.png) here.", "See a map here."),
        ("**Bold**, _soft_, `code`, ~~gone~~.", "Bold, soft, code, gone."),
        ("One  \ntwo\\\nthree<br>four", "One\ntwo\nthree\nfour"),
        ("Snow &amp; ice &mdash; caf\u00e9 \\*star\\*", "Snow & ice \u2014 caf\u00e9 *star*"),
        ("&lt;br&gt; breaks", "<br> breaks"),
        ("A <b>bold</b> word<!-- note -->.", "A bold word."),
        ("<div class='x'>\n<p>In a <i>div</i>.</p><script>no()</script>\n</div>", "In a div."),
        ("un\u00adbroken", "unbroken"),
    ],
)
def test_inline_marks_are_gone(body: str, text: str) -> None:
    assert text_of(body) == text


def test_deep_lists_keep_their_text() -> None:
    body = "\n".join("  " * depth + f"- item {depth}" for depth in range(15))
    assert text_of(body).split("\n\n") == [f"item {depth}" for depth in range(15)]


@pytest.mark.parametrize("content", ["", " \n\n", "---\ntitle: T\n---\n", "<!-- only this -->"])
def test_a_file_without_text(content: str) -> None:
    assert text_of(content) == ""


@given(st.text("---\n+:=#*_`[]()!<>|&; aéA1\t\r~", max_size=60))
def test_any_markup_is_read(body: str) -> None:
    article = markdown.parse(body.encode(), "a.md")
    assert article.title == " ".join(article.title.split())
