"""Nothing of an article or of a question is ever markup, whatever page it is on."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.conftest import write_articles
from tests.web.page_reader import PageReader, served

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"
FILE = "<img src=x onerror=alert(3)>'\" &amp;.json"
PATH = f"{FILE}#1"
QUESTION = "did the <script>rocket</script> reach the moon"
ARTICLE = {
    "title": f"Moon {EVIL}",
    "author": "<b>A. Writer</b>",
    "outlet": '"><script>alert(4)</script>',
    "published": "2024-06-03",
    "url": "https://example.org/?a=1&b='",
    "text": f"The rocket {EVIL} reached the moon in June 2024.\n\n"
    "“<i>The moon</i> is near,” said Ann <u>Lee</u>.",
}


pytestmark = pytest.mark.xdist_group("escapes")  # one page is made for all


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageReader]:
    folder = tmp_path_factory.mktemp("escape")
    write_articles(folder / "articles", {FILE: json.dumps(ARTICLE)})
    with served(folder) as page:
        page.get("/ask", q=QUESTION)
        for listed in ("/search moon <script>", "/about moon", "/timeline moon", "/mentions <b>"):
            page.get("/ask", q=listed, session="1")
        yield page


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/ask?q=did+the+<script>rocket</script>+reach+the+moon",
        "/why?q=did+the+<script>rocket</script>+reach+the+moon&session=1",
        "/sessions/1",
        "/article?path=%3Cimg%20src%3Dx%20onerror%3Dalert(3)%3E'%22%20%26amp%3B.json%231&start=5&end=40",
        "/article?path=<script>",
        "/articles?q=%3Cscript%3E",
        "/articles?q=moon&author=<b>",
        "/mentions?q=moon&outlet=<script>",
        "/mentions?q=<script>",
        "/timeline?q=moon",
        "/timeline?q=<script>",
        "/about?q=moon",
        "/about?q=<script>",
        "/search?q=moon+<script>&session=<b>",
        "/sessions?q=<script>",
        "/articles?since=<script>",
    ],
)
def test_all_is_text(page: PageReader, address: str) -> None:
    page.get(address)
    assert page.found("//script/@src") == ["/static/page.js"]
    assert page.found("//script[not(@src)] | //img | //b | //u | //i") == []
    assert page.found("//@onerror | //@style") == []


def test_the_words_are_there(page: PageReader) -> None:
    page.get("/ask", q=QUESTION)
    assert page.found("//h1") == [QUESTION]
    assert page.found("//ol[@class='citations']//blockquote")[0] == (
        f"The rocket {EVIL} reached the moon in June 2024."
    )
    assert page.found("//aside//h2") == [f"Moon {EVIL}"]
    assert page.found("//aside//p[@class='path']") == [PATH]
    page.get("/article", path=PATH)
    assert page.found("//a[@data-open]/@href") == ["https://example.org/?a=1&b='"]
    assert page.found("//a[@data-open]/@rel") == ["noreferrer"]
