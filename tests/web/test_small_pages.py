"""The empty page, light and dark, and what is said while there is no index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qabot.errors import IndexDamaged
from qabot.service.bot_service import BotService
from qabot.service.bot_source import IndexFolder
from qabot.service.events import OpeningFailed, SyncMoved
from qabot.sessions.session_store import SessionStore
from qabot.types import SyncProgress
from qabot.web.application import make_application
from qabot.web.pages import page_routes
from qabot.web.pages.addresses import address, local_address
from qabot.web.web_context import WebContext
from qabot.wording.web_links import web_link
from tests.web.conftest import ADDRESS, BEARER, TOKEN
from tests.web.page_reader import PageReader


class NothingYet(BotService):
    """A service whose index is on its way, and stays so."""

    @property
    def opening(self) -> bool:
        return True


@pytest.fixture
def waiting() -> Iterator[BotService]:
    with closing(NothingYet(IndexFolder(Path("index")), Path("articles"))) as service:
        yield service


@pytest.fixture
def early(waiting: BotService, tmp_path: Path) -> Iterator[PageReader]:
    context = WebContext(waiting, SessionStore(tmp_path / "s.db"), TOKEN, "127.0.0.1", 8000)
    application = make_application(context, page_routes=page_routes(context.service))
    with TestClient(application, ADDRESS, headers=BEARER) as client:
        yield PageReader(client)


def test_the_empty_page(client: TestClient) -> None:
    page = PageReader(client).get("/")
    assert page.found("//h1") == ["Ask 3 articles"]
    assert page.found("//p[@class='lead']")[0].startswith("From 1989. Every answer is a sentence")
    assert page.found("//section[@class='examples']/@data-later") == ["/examples"]
    examples = page.get("/examples").found("//a/@href")
    assert examples
    assert all(example.startswith("/ask?q=") for example in examples)
    page.get("/")
    assert page.found("//section[@class='examples']//a/@href") == examples
    assert page.found("//section[@class='examples']/@data-later") == []


def test_it_takes_a_question_and_filters_along(client: TestClient) -> None:
    page = PageReader(client).get("/", q="why?", outlet="post", session="4")
    assert page.found("//h1") == ["Ask 1 article"]
    assert page.found("//input[@id='q']/@value") == ["why?"]
    assert page.found("//input[@name='session']/@value") == ["4"]
    assert page.found("//a[@class='chip']/@href") == ["/?q=why%3F&session=4"]


def test_light_and_dark(client: TestClient) -> None:
    page = PageReader(client).get("/")
    assert page.found("/html/@data-theme") == []
    page.get("/theme", to="dark", back="/sessions?q=x")
    assert page.address == "/sessions?q=x"
    assert page.found("/html/@data-theme") == ["dark"]
    assert page.found("//button[@aria-pressed='true']/@title") == ["Dark"]
    assert page.get("/theme", to="", back="https://elsewhere.example").address == "/"
    assert page.found("/html/@data-theme") == []


def test_while_the_index_is_made(early: PageReader, waiting: BotService) -> None:
    early.get("/ask", q="who")
    assert early.status == 503
    assert early.found("//h1") == ["The index is being made"]
    assert early.found("//noscript/meta/@content") == ["3"]
    waiting._tell(SyncMoved(SyncProgress(3, 9, 1, 2, 40, 10.0, 5.0, share=0.25)))
    assert early.get("/").found("//h1") == ["Ask the articles"]
    assert early.found("//div[@id='progress']/p") == ["3/9 files, 40 passages"]
    assert early.found("//progress/@value") == ["0.250"]


def test_where_there_is_no_index_it_says_why(early: PageReader, waiting: BotService) -> None:
    early.get("/")
    waiting._tell(OpeningFailed(IndexDamaged("the index is <damaged>; run qabot index")))
    early.get("/ask", q="who")
    assert early.status == 503
    assert early.found("//p[@class='lead']") == ["the index is <damaged>; run qabot index"]


def test_nothing_is_done_about_an_index_that_is_there(client: TestClient) -> None:
    assert PageReader(client).get("/").found("//div[@id='progress']/@hidden") == [""]


def test_addresses_have_what_is_not_empty() -> None:
    assert address("/ask") == "/ask"
    assert address("/ask", q="a&b=c #1", session=None, since="", article=("x/ä", "y")) == (
        "/ask?q=a%26b%3Dc+%231&article=x%2F%C3%A4&article=y"
    )


@pytest.mark.parametrize(
    "given",
    ["", "ask", "//a.example", "/\\a.example", "https://a.example", "/a\nb", "javascript:1"],
)
def test_no_other_site_is_gone_back_to(given: str) -> None:
    assert local_address(given) == "/"
    assert local_address("/ask?q=a%20b") == "/ask?q=a%20b"


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "http:", "file:///x", "http://[x"]
)
def test_only_web_pages_are_linked(url: str | None) -> None:
    assert web_link(url) is None
    assert web_link("https://example.org/a?b") == "https://example.org/a?b"
