"""What pages of many forms give: headline, authors, date and the whole text."""

from __future__ import annotations

import time

import pytest

from qabot.loaders import html
from qabot.loaders.agency_names import agencies_in
from qabot.loaders.author_names import names_in, pen_names_in, people_in, posted_by, stated_in
from qabot.loaders.html_boxes import gather_boxes
from qabot.loaders.html_outlets import OutletNames
from qabot.loaders.html_titles import without_outlet
from qabot.loaders.html_tree import tree_of
from qabot.loaders.newsroom_names import newsrooms_in
from tests.loaders.page_forms import FIRST, FORMS, SECOND, PageForm

POST = OutletNames(["The Lensford Post", "lensfordpost.co.uk"])
PARAGRAPHS = [
    f"In year {number} of the works the county looked at girder {number} and found it to be sound."
    for number in range(12)
]


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_each_form_of_page_gives_what_a_reader_sees(form: PageForm) -> None:
    article = html.parse(form.html, "a.html")
    assert (article.title, article.author, article.published) == (
        form.title,
        form.author,
        form.published,
    )
    blocks = article.text.split("\n\n")
    assert blocks[0] != form.title
    assert [block for block in blocks if block in (FIRST, SECOND)] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Bridge closed - The Lensford Post", "Bridge closed"),
        ("Bridge closed | Lensford Post", "Bridge closed"),
        ("Lensford Post: Bridge closed", "Lensford Post: Bridge closed"),
        ("Lensford Post | Bridge closed", "Bridge closed"),
        ("Bridge closed – lensfordpost.co.uk", "Bridge closed"),
        ("Bridge closed for months | News | The Lensford Post", "Bridge closed for months"),
        ("Bridge closed - Lensford Post Online", "Bridge closed"),
        (
            "Bridge closed - what the Lensford Post saw",
            "Bridge closed - what the Lensford Post saw",
        ),
        ("Well-known bridge", "Well-known bridge"),
    ],
)
def test_a_title_without_the_outlet(title: str, headline: str) -> None:
    assert without_outlet(title, POST) == headline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("By Ann Lee, Staff Writer", ["Ann Lee"]),
        ("Ann Lee, Bo Ek & Cy de la Oz", ["Ann Lee", "Bo Ek", "Cy de la Oz"]),
        ("View all posts by Ann Lee", ["Ann Lee"]),
        ("Written by: Ann Lee | June 3, 2024", ["Ann Lee"]),
        ("Ann Lee in New York", ["Ann Lee"]),
        ("Von Ann Lee", ["Ann Lee"]),
        ("View all posts by admin", []),
        ("Admin", []),
        ("Username", []),
        ("The Lensford Post", []),
        ("Lensford Post Staff", []),
        ("Associated Press", []),
        ("June 3", []),
        ("3 June 2024", []),
        ("https://post.example/ann", []),
        ("annlee", []),
        ("王小明", ["王小明"]),
        ("الجمعة", []),
        ("Ann Lee Jr.", ["Ann Lee Jr."]),
        ("Lensford Post - Ann Lee", ["Ann Lee"]),
        ("Ann Lee im Gespräch mit Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Ann Lee, Chefredakteurin der Post", ["Ann Lee"]),
        ("Ann Lee Hace 3 horas", ["Ann Lee"]),
        ("Gesponserte Inhalte", []),
        ("Ein Interview von Ann Lee mit Bo Ek", ["Ann Lee"]),
        ('Ann "Nan" Lee', ['Ann "Nan" Lee']),
        ("Zur Artikelübersicht", []),
    ],
)
def test_names_in_a_byline(line: str, names: list[str]) -> None:
    assert names_in(line, POST) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("By Ann Lee, LBC News, New York", ["Ann Lee"]),
        ("3.6.2024 - Ann Lee", ["Ann Lee"]),
        ("Posted on June 3, 2024 by Ann Lee", ["Ann Lee"]),
        ("Eine Kolumne von Ann Lee", ["Ann Lee"]),
        ("Autoren Xyro Wohl und Ann Lee", ["Xyro Wohl", "Ann Lee"]),
        ("Blog Beitrag von Ann Lee", ["Ann Lee"]),
        ("Text von Christian Wohl Illustration von Bo Ek", ["Christian Wohl"]),
        ("Author: Ann Lee , Datum: 03.06.24", ["Ann Lee"]),
        ("3.6.2024 13:30 von Ann", ["Ann"]),
        ("By Xyro Wohl", []),
        ("By Ann Lee the bridge was called a risk", []),
        ("Ann Lee", []),
        ("3 June 2024 - Ann Lee opens the bridge", []),
        ("By The Lensford Post", []),
    ],
)
def test_a_line_that_says_by_itself_who_wrote(line: str, names: list[str]) -> None:
    assert stated_in(line, POST) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("gull42", ["gull42"]),
        ("Von Hafenkind", ["Hafenkind"]),
        ("Lensford Post", []),
        ("Redaktion", []),
        ("admin", []),
        ("kj", []),
        ("oz", ["oz"]),
        ("3.6.2024", []),
        ("read on", []),
        ("Posted by Ann lee", ["Ann lee"]),
    ],
)
def test_a_pen_name(line: str, names: list[str]) -> None:
    assert pen_names_in([line], POST) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Posted in Bridges by gull42 on June 3, 2024", "gull42"),
        ("Autor: gull42 am 03.06.2024, 13:36 Uhr", "gull42"),
        ("Veröffentlicht von Hafenkind am 3. Juni 2024", "Hafenkind"),
        ("Filed under: Bridges, Boats — gull42 @ 10:12", "gull42"),
        ("Verfasst von: Hafenkind | 3. Juni 2024", "Hafenkind"),
        ("Posted by admin on June 3, 2024", ""),
        ("Posted by gull42", ""),
        ("The bridge was crossed by gulls on June 3, 2024", ""),
    ],
)
def test_who_posted_on_a_day(line: str, name: str) -> None:
    assert posted_by(line, POST) == name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By The Associated Press", ["The Associated Press"]),
        ("Reuters Staff", ["Reuters"]),
        ("AFP/The Lensford Post", ["AFP"]),
        ("Por Agencia EFE", ["Agencia EFE"]),
        ("(dpa/lno)", ["dpa"]),
        ("Quelle: KNA", ["KNA"]),
        ("AP, Reuters", ["AP", "Reuters"]),
        ("Lensford Post", []),
        ("The Lensford Post avec AFP", ["AFP"]),
        ("Nadia with AFP", []),
        ("kj/dpa", ["dpa"]),
        ("Sid", []),
        ("Reuters was the first to tell", []),
        ("a line that tells at length what the county said, as the reporter learnt, dpa", []),
    ],
)
def test_agencies_in_a_byline(line: str, names: list[str]) -> None:
    assert agencies_in([line], POST) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Redaktion", ["Redaktion"]),
        ("By Courier Newsroom", ["Courier Newsroom"]),
        ("Die Redaktion von Gull Rock", ["Die Redaktion von Gull Rock"]),
        ("Redaktion 3. Juni 2024 10:29", ["Redaktion"]),
        ("Por Redacción", ["Redacción"]),
        ("Lensford Post Staff", ["Lensford Post Staff"]),
        ("The Lensford Post", []),
        ("Meet our editors", []),
        ("Our reporter met the staff on board", []),
        ("admin", []),
    ],
)
def test_a_newsroom_that_signs(line: str, names: list[str]) -> None:
    assert newsrooms_in([line], POST) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("作者：王小明", ["王小明"]),
        ("【纠错】 责任编辑： 王小明", ["王小明"]),
        ("作者：Lensford Post", []),
        ("王小明说", []),
    ],
)
def test_a_label_in_chinese(line: str, names: list[str]) -> None:
    assert stated_in(line, POST) == names


def author_on(body: str, head: str = "", host: str = "post.example") -> str | None:
    """The author of a page with this below its headline."""
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS[:6])
    page = (
        f'<html><head><meta property="og:url" content="https://{host}/a">{head}</head><body>'
        f"<article><h1>Bridge closed</h1>{body.replace('TEXT', text)}</article></body></html>"
    )
    return html.parse(page.encode(), "a.html").author


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ("<p class='byline'>Redaktion</p>TEXT", "Redaktion"),
        ("<p class='byline'>Redaktion, dpa</p>TEXT", "dpa"),
        ("<p class='byline'>Redaktion</p><p class='author'>Ann Lee</p>TEXT", "Ann Lee"),
        ("<p>Redaktion</p>TEXT", None),
        ("<div class='meta'><b><a href='/users/gull42'>gull42</a></b></div>TEXT", "gull42"),
        ("<div class='meta'><a href='/users/sign-in'>kj</a></div>TEXT", None),
        ("<div><a href='/users/gull42'>gull42</a></div>TEXT", None),
        ("TEXT<p>The port is quiet. (Ann Lee)</p>", "Ann Lee"),
        ("TEXT<p>“We had no choice” (Ann Lee)</p>", None),
    ],
)
def test_who_signs_where_nobody_is_named_in_full(body: str, author: str | None) -> None:
    assert author_on(body) == author


def test_an_account_that_the_metadata_calls_the_author() -> None:
    head = '<meta name="twitter:creator" content="@gull42">'
    assert author_on("<div><a href='/profile/7'>gull42</a></div>TEXT", head) == "gull42"


@pytest.mark.parametrize(
    ("head", "host", "author"),
    [
        ("", "harbourkind.wordpress.com", "Harbourkind"),
        ("", "post.example", None),
        (
            '<script type="application/ld+json">{"@type": ["Person", "Organization"],'
            ' "name": "Harbourkind"}</script>',
            "harbourkind.example",
            "Harbourkind",
        ),
    ],
)
def test_the_name_of_a_site_of_ones_own_is_a_byline(
    head: str, host: str, author: str | None
) -> None:
    site = '<meta property="og:site_name" content="Harbourkind">'
    assert author_on("<a rel='author' href='/a'>Harbourkind</a>TEXT", site + head, host) == author


def test_of_names_in_a_card_the_one_behind_by_is_the_author() -> None:
    cards = (
        "<p class='vcard'><a class='fn' href='/'>Harbour-Archive</a></p>"
        "<p class='vcard'>by <span class='fn'>Gullwatcher</span></p>"
    )
    assert author_on(f"{cards}TEXT") == "Gullwatcher"


@pytest.mark.parametrize(
    ("outlet", "line"),
    [
        ("Reuters", "By Reuters Staff"),
        ("AP News", "The Associated Press"),
        ("Yonhap News Agency", "Yonhap"),
        ("Agence France-Presse", "AFP"),
    ],
)
def test_an_agency_is_no_author_on_its_own_pages(outlet: str, line: str) -> None:
    assert agencies_in([line], OutletNames([outlet])) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee, Xyro Wohl and Bo Ek", ["Ann Lee", "Xyro Wohl", "Bo Ek"]),
        ("Ann Lee, Xyro Wohl, Tom Miller", ["Ann Lee", "Xyro Wohl", "Tom Miller"]),
        ("Xyro Wohl, Ann Lee", ["Ann Lee"]),
        ("Gàbor Wohl", ["Gàbor Wohl"]),
    ],
)
def test_people_among_names_that_may_be_firms(line: str, names: list[str]) -> None:
    assert people_in([line], POST) == names


@pytest.mark.parametrize(
    ("stated", "shown", "published"),
    [
        ("2024-06-04T01:49:09Z", "June 3, 2024 5:49 pm", "2024-06-03"),
        ("2024-06-04T01:49:09+00:00", "3. Juni 2024", "2024-06-03"),
        (
            "2024-06-04T01:49:09Z",
            "<time datetime='2024-06-03 17:49:09'>Monday</time>",
            "2024-06-03",
        ),
        ("2024-06-02T22:05:00Z", "<span>03.06.2024</span>", "2024-06-03"),
        ("2024-06-04T01:49:09Z", "Yesterday", "2024-06-04"),
        ("2024-06-04T01:49:09Z", "June 4, 2024, after the vote of June 3, 2024", "2024-06-04"),
        ("2024-06-04T01:49:09+02:00", "June 3, 2024", "2024-06-04"),
        ("2024-06-04T12:00:00Z", "June 3, 2024", "2024-06-04"),
        ("2024-06-04T01:49:09Z", "June 5, 2024", "2024-06-04"),
        ("2024-06-04T01:49:09Z", "<nav>June 3, 2024</nav>", "2024-06-04"),
        ("2024-06-04", "June 3, 2024", "2024-06-04"),
        ("9999-12-31T23:00:00Z", "June 3, 2024", "9999-12-31"),  # there is no day behind it
    ],
)
def test_the_day_is_that_of_the_page_and_not_of_utc(
    stated: str, shown: str, published: str
) -> None:
    page = (
        f'<html><head><meta property="article:published_time" content="{stated}"></head><body>'
        f"<article><div>{shown}</div><p>{FIRST}</p></article></body></html>"
    )
    assert html.parse(page.encode(), "a.html").published == published


def test_the_day_in_the_address_is_that_of_the_page() -> None:
    page = (
        '<html><head><meta property="article:published_time" content="2024-06-04T01:49:09Z">'
        '<meta property="og:url" content="https://post.example/2024/06/03/bridge"></head>'
        f"<body><p>{FIRST}</p></body></html>"
    )
    assert html.parse(page.encode(), "a.html").published == "2024-06-03"


def test_a_day_in_a_sentence_stays_in_it_and_one_in_a_date_line_does_not() -> None:
    sentence = "The pier of Oldmouth was sold on <time>@June 5, 2024</time> to its own fishermen."
    page = (
        "<html><body><article><h1>Pier sold</h1><p>Saved <time>June 9, 2024</time></p>"
        f"<p>{sentence}</p><p>{SECOND}</p></article></body></html>"
    )
    text = html.parse(page.encode(), "a.html").text
    assert "The pier of Oldmouth was sold on @June 5, 2024 to its own fishermen." in text
    assert "June 9" not in text


def test_a_day_in_a_short_sentence_or_a_list_stays_in_it() -> None:
    page = (
        f"<html><body><article><h1>Pier sold</h1><p>{FIRST}</p><p>It reopens on"
        " <time>June 5, 2024</time>.</p><ul><li>Shut since <b><time>May 2</time></b>, as the"
        " harbour master wrote to all who have boats there.</li></ul></article></body></html>"
    )
    text = html.parse(page.encode(), "a.html").text
    assert "It reopens on June 5, 2024." in text
    assert "Shut since May 2, as" in text
    assert "June 9" not in text


@pytest.mark.parametrize(
    ("lang", "head", "published"),
    [
        ("en-US", "", "2024-06-03"),
        ("en-GB", "", "2024-03-06"),
        ("fr", "", "2024-03-06"),
        ("en", "", None),
        ("en", '<meta property="og:locale" content="en_GB">', "2024-03-06"),
        ("en", '<meta property="og:locale" content="en_US">', None),
        ("", "", None),
    ],
)
@pytest.mark.parametrize("place", ["time", "meta", "span"])
def test_a_date_of_two_readings_is_read_as_it_is_where_the_page_comes_from(
    lang: str, head: str, published: str | None, place: str
) -> None:
    marks = {
        "time": ("", '<time datetime="06/03/2024">x</time>'),
        "meta": ('<meta name="date" content="06/03/2024">', ""),
        "span": ("", '<span class="date">06/03/2024</span>'),
    }
    meta, printed = marks[place]
    page = (
        f'<html lang="{lang}"><head>{head}{meta}</head><body><article>{printed}<p>{FIRST}</p>'
        "</article></body></html>"
    )
    assert html.parse(page.encode(), "a.html").published == published


@pytest.mark.parametrize(
    ("below", "published"),
    [
        ("<time>3 de junio de 2024</time>", "2024-06-03"),
        ("<div>Jun 3, 2024 | Updated Jun 5, 2024</div>", "2024-06-03"),
        ("<p>Publié le 3 juin 2024</p>", "2024-06-03"),
        ("<aside><time>June 3, 2024</time></aside>", None),
        ("<p>The vote of June 3, 2024</p>", None),
    ],
)
def test_a_date_that_is_printed_below_the_headline(below: str, published: str | None) -> None:
    page = f"<html><body><article><h1>Bridge closed</h1>{below}<p>{FIRST}</p></article></body>"
    assert html.parse(page.encode(), "a.html").published == published


def test_a_date_with_one_reading_is_read_whatever_the_language() -> None:
    page = f'<html><body><article><span class="date">06/23/2024</span><p>{FIRST}</p></article>'
    assert html.parse(page.encode(), "a.html").published == "2024-06-23"


def boxes(opening: str, closing: str, between: str = "") -> bytes:
    """A page whose paragraphs stand four to a box."""
    parts = ["".join(f"<p>{line}</p>" for line in PARAGRAPHS[at : at + 4]) for at in (0, 4, 8)]
    body = between.join(f"{opening}{part}{closing}" for part in parts)
    return (
        f"<html><body><main><article><h1>Works</h1>{body}</article></main></body></html>".encode()
    )


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="article__body">',
        '<div class="grid"><div class="body article-body"><div class="inner">',
        '<div class="grid"><div class="article__body">',
    ],
)
def test_a_body_in_several_boxes_is_read_whole(opening: str) -> None:
    advert = '<div class="ad-slot"><div class="ad">Advertisement</div></div>'
    page = boxes(opening, "</div>" * opening.count("<div"), advert)
    assert html.parse(page, "a.html").text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("heading", ["", "<h2>Another story</h2>"])
def test_boxes_with_headlines_between_them_are_other_stories(heading: str) -> None:
    tree = tree_of(boxes('<div class="post-content">', "</div>", heading).decode())
    assert gather_boxes(tree, "\n\n".join(PARAGRAPHS[:4])) is not bool(heading)


@pytest.mark.parametrize("count", [1_600, 20_000])
@pytest.mark.parametrize("tag", ["<table>", "<div>", "<table><tr><td>"])
def test_elements_that_are_not_closed_take_no_time_and_lose_no_text(tag: str, count: int) -> None:
    page = f"<html><head><title>Works</title></head><body>{tag * count}<p>{FIRST}</p>"
    before = time.process_time()
    article = html.parse(page.encode(), "a.html")
    assert time.process_time() - before < 4
    assert (article.title, article.text) == ("Works", FIRST)


@pytest.mark.parametrize(
    "body",
    [
        "a<svg></svg>" * 60_000,
        "<script>a</script><style>a</style>b" * 20_000,
        "<p>" + "<time datetime=x>y</time> words of a sentence " * 3_000,
        "<table>" + "<tr><td rowspan=9000 colspan=9000>a b</td></tr>" * 900 + "</table>",
        '<script type="application/ld+json">{' + '"author": x ' * 50_000 + "</script><p>a</p>",
    ],
    ids=["invisible", "scripts", "times", "spans", "JSON-LD"],
)
def test_pages_whose_time_would_grow_with_their_square(body: str) -> None:
    before = time.process_time()
    article = html.parse(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert time.process_time() - before < 6
    assert article.text
