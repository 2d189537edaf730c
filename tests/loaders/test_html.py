from __future__ import annotations

import logging

import pytest

from qabot.loaders import html

NEWS = """\
<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Tides turn at noon | The Bay</title>
<meta property="og:title" content="Tides turn at noon">
<meta property="og:site_name" content="eBay Watch">
<meta property="article:modified_time" content="2024-08-01T00:00:00Z">
<link rel="canonical" href="https://bay.example/tides">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Bay"},
 {"@type": "NewsArticle", "datePublished": "2024-06-19T23:30:00-05:00",
  "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}]}]}
</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
<article><h1>Tides turn at noon</h1>
<p>The tide turned at noon on Friday, and the boats that had been out since dawn
came home with &ldquo;more fish than anyone had seen&rdquo;,
the <a href="/h">harbour master</a> said.</p>
<h2>Heights</h2>
<table><tr><th>Day</th><th>High</th></tr><tr><td>Monday</td><td>3 m</td></tr></table>
<ul><li>The pier was closed for the whole of the afternoon.</li></ul>
<blockquote><p>Nobody had expected the water to rise so quickly.</p></blockquote></article>
<div class="comments">
<p class="comment">I saw it on 2023-01-01, a truly great day for all of us.</p></div>
<footer><p>Copyright 2021 The Bay. All rights reserved.</p></footer></body></html>
"""
LONG = "<p>The tide turned at noon on Friday, and the boats came home with more fish than ever.</p>"


def page(head: str = "", body: str = LONG) -> bytes:
    return f"<html><head><title>Tides</title>{head}</head><body>{body}</body></html>".encode()


def test_a_news_page_gives_its_text_and_nothing_else() -> None:
    article = html.parse(NEWS.encode(), "a.html")
    assert article.text == (
        "The tide turned at noon on Friday, and the boats that had been out since dawn came home"
        " with “more fish than anyone had seen”, the harbour master said.\n\n"
        "Heights\n\nDay | High\nMonday | 3 m\n\n"
        "The pier was closed for the whole of the afternoon.\n\n"
        "Nobody had expected the water to rise so quickly."
    )


def test_a_news_page_gives_its_metadata() -> None:
    article = html.parse(NEWS.encode(), "a.html")
    assert article.title == "Tides turn at noon"
    assert article.author == "Ann Lee, Bo Ek"
    assert (article.published, article.published_from) == ("2024-06-19", "JSON-LD")
    assert article.outlet == "eBay Watch"
    assert article.language == "en-GB"
    assert article.url == "https://bay.example/tides"
    assert article.updated == "2024-08-01"


@pytest.mark.parametrize(
    ("head", "updated"),
    [
        ('<script type="application/ld+json">{"dateModified": "2024-08-02"}</script>'
         '<meta property="article:modified_time" content="2024-08-01">', "2024-08-02"),
        ('<meta property="og:updated_time" content="2024-08-01T00:00:00Z">', "2024-08-01"),
        ('<meta property="article:modified_time" content="soon">', None),
    ],
)  # fmt: skip
def test_the_date_of_the_last_change(head: str, updated: str | None) -> None:
    assert html.parse(page(head), "a.html").updated == updated


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:published_time" content="2024-06-19T10:00:00Z">'
         '<meta name="date" content="2020-01-01">', LONG, ("2024-06-19", "article:published_time")),
        ("", f'<article><time datetime="2024-06-19">Wednesday</time>{LONG}</article>',
         ("2024-06-19", "time")),
        ("", '<time class="updated" datetime="2025-01-01">x</time>'
         f'<time class="published" datetime="2024-06-19">y</time>{LONG}', ("2024-06-19", "time")),
        ('<meta name="dc.date" content="2024-06-19">', LONG, ("2024-06-19", "html")),
        ("", f'<span class="date">19 June 2024</span>{LONG}', ("2024-06-19", "html")),
        ('<script type="application/ld+json">{"datePublished": "soon"}</script>'
         '<meta property="article:published_time" content="2024-06">', LONG,
         ("2024-06", "article:published_time")),
        ('<script type="application/ld+json">{broken</script>', LONG, (None, None)),
    ],
    ids=["meta", "time", "marked time", "dublin core", "class", "bad date", "broken JSON-LD"],
)  # fmt: skip
def test_where_the_date_stands(
    head: str, body: str, expected: tuple[str | None, str | None]
) -> None:
    article = html.parse(page(head, body), "a.html")
    assert (article.published, article.published_from) == expected


@pytest.mark.parametrize(
    "body",
    [
        LONG + "<footer>Copyright 2021</footer>",
        LONG + "<p>Copyright 2021-05-06 The Bay</p>",
        LONG + "<p>On 2011-05-06 the pier burnt down, and it took three years to build it.</p>",
        LONG + '<p>The fair, which opens on <time datetime="2031-05-06">6 May</time>, has been held'
        " every ten years for as long as anybody on the pier can remember, and longer.</p>",
        LONG + '<div class="comments"><time datetime="2023-01-01">1 January</time> Great!</div>',
        LONG + '<aside><time datetime="2023-01-01">1 January</time> Other news</aside>',
        LONG + '<img src="/2019/03/04/tide.jpg">',
    ],
    ids=["footer", "copyright", "sentence", "time in a sentence", "comment", "aside", "image"],
)
def test_a_date_of_something_else_is_not_the_articles(body: str) -> None:
    head = '<meta property="article:modified_time" content="2024-08-01T00:00:00Z">'
    assert html.parse(page(head, body), "a.html").published is None


def test_the_outermost_json_ld_date_is_the_articles() -> None:
    related = '{"@type": "NewsArticle", "datePublished": "2019-01-01"}'
    head = (
        '<script type="application/ld+json">[{"@type": "ItemList", "itemListElement": '
        f'[{related}]}}, {{"@type": "Article", "datePublished": "2024-06-19"}}]</script>'
    )
    assert html.parse(page(head), "a.html").published == "2024-06-19"


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1250">', "cp1250"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso-8859-2"),
        ('<meta charset="shift_jis">', "utf-8"),
        ('<meta charset="utf-8">', "utf-16"),
        ("", "cp1252"),
    ],
)
def test_the_charset_of_a_page(declaration: str, encoding: str) -> None:
    place = "Café" if encoding == "cp1252" else "Říp, Łódź"
    data = page(declaration, f"<p>{place} is where the tide turned.</p>").decode()
    assert html.parse(data.encode(encoding), "a.html").text == f"{place} is where the tide turned."


def test_xhtml_with_a_declaration_and_its_own_language() -> None:
    data = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0'
        ' Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Tides</title></head>'
        f"<body><h1>Tides</h1>{LONG}<p>Prix: caf\u00e9.</p></body></html>"
    )
    article = html.parse(data.encode("latin-1"), "a.xhtml")
    assert article.title == "Tides"
    assert article.text.endswith("ever.\n\nPrix: caf\u00e9.")


def test_a_short_page_is_its_text_without_the_menu() -> None:
    body = (
        '<nav><a href="x">Home</a><a href="y">News</a></nav><main><h1>Tides</h1><p>The tide\n'
        "turned.</p><p>Boats came.</p></main><footer>The Bay</footer>"
    )
    article = html.parse(page(body=body), "a.html")
    assert (article.title, article.text) == ("Tides", "The tide turned.\n\nBoats came.")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<p>A fragment.</p>", "A fragment."),
        (b"No tags at all.", "No tags at all."),
        (b"<body>Bare text.<br><br>More of it.</body>", "Bare text.\n\nMore of it."),
    ],
)
def test_what_is_hardly_html_still_has_text(data: bytes, text: str) -> None:
    assert html.parse(data, "a.html").text == text


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"<html></html>", b"<script>alert(1)</script>", b"<!-- nothing -->"]
)
def test_a_page_without_text(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert html.parse(data, "a.html").text == ""
    assert caplog.records == []


def test_a_page_too_large_for_trafilatura_gives_all_its_visible_text() -> None:
    rows = "".join(f"<p>Line <b>{number}</b>.</p>" for number in range(12_000))
    data = page('<meta property="article:published_time" content="2024-06-19">', rows)
    article = html.parse(data, "a.html")
    assert article.text.split("\n\n") == [f"Line {number}." for number in range(12_000)]
    assert (article.title, article.published) == ("Tides", "2024-06-19")


def test_deeply_nested_elements_keep_their_text() -> None:
    article = html.parse(page(body="<font>" * 600 + LONG), "a.html")
    assert "more fish than ever" in article.text


def test_visible_text_of_a_fragment() -> None:
    fragment = (
        "<div>One <b>two</b>\n three<p hidden>no</p><style>p {}</style><ul><li>four<li>five</ul>"
        "<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>six<br>se&shy;ven</div>"
    )
    assert html.visible_text(fragment) == (
        "One two three\n\nfour\n\nfive\n\na | b\nc | d\n\nsix\nseven"
    )


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0034)https://bay.example/2024/06/19/fog -->",
        "<!--\n Page saved with SingleFile \n url: https://bay.example/2024/06/19/fog \n saved -->",
    ],
)
def test_the_address_that_a_browser_notes_in_a_saved_page(note: str) -> None:
    found = html.parse(f"<!DOCTYPE html>{note}<title>Fog</title><p>Fog came.</p>".encode(), "a")
    assert (found.url, found.outlet) == ("https://bay.example/2024/06/19/fog", "bay.example")


def test_a_page_without_a_title_has_the_line_above_its_byline() -> None:
    lines = ("Fog in the bay", "By Ann Lee", "19 June 2024", "Fog came in at noon, and stayed.")
    page = "".join(f"<p><span>{line}</span></p>" for line in lines)
    found = html.parse(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert (found.title, found.author, found.published) == (lines[0], "Ann Lee", "2024-06-19")
    assert found.text == "\n\n".join(lines[1:])
    assert html.parse(f"<p>{lines[0]}</p><p>{lines[3]}</p>".encode(), "a.html").title == ""
