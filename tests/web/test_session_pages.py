"""Saved sessions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qabot.bot import QABot
from qabot.service.bot_service import BotService
from qabot.types import Filters
from qabot.web.web_context import WebContext
from tests.conftest import write_articles
from tests.web.page_reader import PageReader

WALL = "when was the wall opened"
MOULD = "what came from the mould"


@pytest.fixture
def page(client: TestClient) -> PageReader:
    client.headers["Origin"] = "http://127.0.0.1:8000"
    page = PageReader(client)
    page.get("/ask", q=WALL)
    page.get("/ask", q="who said it", session="1")
    page.get("/ask", q=MOULD)
    return page


def listed(page: PageReader) -> list[str]:
    return page.found("//ol[contains(@class, 'sessions')]//h2/a")


def test_they_are_listed_and_searched(page: PageReader) -> None:
    page.get("/sessions")
    assert listed(page) == [MOULD, WALL]
    assert page.found("//ol[contains(@class, 'sessions')]//p[1]/span[1]")[:2] == [
        "1 question",
        "2 questions",
    ]
    assert listed(page.get("/sessions", q="THURSDAY")) == [WALL]
    assert listed(page.get("/sessions", q="zeppelin")) == []
    assert page.found("//h2") == []
    assert page.get("/").found("//section[@class='recent']//a/@href") == [
        "/sessions/2",
        "/sessions/1",
    ]


def test_one_is_read_and_gone_on_with(page: PageReader) -> None:
    page.get("/sessions/1")
    assert page.found("//h1") == [WALL]
    assert page.found("//h2[@class='question']") == [WALL, "who said it"]
    assert page.found("//h2[@class='question']/a/@href")[0] == (
        "/ask?q=when+was+the+wall+opened&session=1"
    )
    assert page.found("//article[1]//blockquote") == ["The wall was opened on Thursday."]
    assert page.found("//form[@class='ask']//input[@name='session']/@value") == ["1"]


def test_one_is_renamed(page: PageReader, context: WebContext) -> None:
    sent = {"title": "The <wall>", "back": "/sessions/1"}
    answer = page.client.post("/sessions/1/rename", data=sent)
    assert (answer.status_code, answer.url.path) == (200, "/sessions/1")
    assert page.get("/sessions/1").found("//h1") == ["The <wall>"]
    away = page.client.post(
        "/sessions/1/rename", data={"back": "//elsewhere.example"}, follow_redirects=False
    )
    assert (away.status_code, away.headers["location"]) == (303, "/")
    assert context.sessions.sessions()[1].title == "The <wall>"


def test_one_is_deleted(page: PageReader) -> None:
    answer = page.client.post("/sessions/1/delete")
    assert (answer.status_code, answer.url.path) == (200, "/sessions")
    assert listed(page.get("/sessions")) == [MOULD]
    assert page.get("/sessions/1").status == 404
    assert page.client.post("/sessions/1/delete").status_code == 404
    assert page.client.get("/sessions/2/delete").status_code == 405


def test_one_is_exported(page: PageReader) -> None:
    answer = page.client.get("/sessions/1/export?format=markdown")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="qabot-when-was-the-wall-opened.md"'
    )
    assert answer.text.startswith(f"# {WALL}\n\n## {WALL}\n\n")
    values = json.loads(page.client.get("/sessions/2/export?format=json").text)
    assert [one["question"] for one in values["answers"]] == [MOULD]
    text = page.client.get("/sessions/2/export?format=text").text
    assert text.startswith(f"{MOULD}\n\n\n{MOULD}\n\n")
    assert page.client.get("/sessions/2/export?format=exe").status_code == 404
    assert page.client.get("/sessions/99/export?format=json").status_code == 404


def test_lists_of_the_chat_in_a_session(
    page: PageReader, context: WebContext, service: BotService, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = Filters(outlet="post")
    for question in ("which articles mention the wall", "/search the wall", "when"):
        context.sessions.asked(question, filters, "index", 2)
    page.get("/sessions/2")
    assert page.found("//article//h2/a/@href")[1:3] == [
        "/mentions?q=the+wall&session=2&outlet=post",
        "/search?q=the+wall&session=2&outlet=post",
    ]
    assert page.found("//article//p[@class='count']") == [
        "“the wall”: 3 mentions in 1 article (only articles with “post” as outlet)",
        "1 passage on “the wall”, best first (only articles with “post” as outlet)",
    ]
    assert page.found("//article[2]//h3") == ["The wall opens 3×"]
    assert page.found("//article[3]//h3/a/@href")[0].startswith("/article?path=news%2Fthe+wall")
    assert page.found("//article//p[@class='warning']") == [
        "The chat ended before this was answered.",
    ]
    mentions, passages = page.client.get("/sessions/2/export?format=json").json()["lists"]
    assert mentions["asked"] == "which articles mention the wall"
    assert mentions["total"] == {"articles": 1, "mentions": 3}
    assert passages["passages"][0]["article"]["path"] == "news/the wall #1.md"
    monkeypatch.setattr(BotService, "bot", None)
    text = page.client.get("/sessions/2/export?format=text").text
    assert "/search the wall\n\nthere is no index to make this list of\n" in text


def test_long_lists_and_many_of_them_in_a_session(
    page: PageReader, context: WebContext, folder: Path, bot: QABot
) -> None:
    write_articles(folder, {f"tide{n}.txt": f"Tide {n}\n\nThe tide is high.\n" for n in range(8)})
    bot.index.sync([folder])
    for _ in range(21):
        context.sessions.asked("/mentions tide", Filters(), "index", 2)
    page.get("/sessions/2")
    assert page.found("//article[2]/p/a") == ["Look at the list"]
    assert page.found("//article[3]/p/a") == ["The whole list, 3 more"]
    assert len(page.found("//article[3]//h3")) == 5


def test_a_file_that_is_damaged(client: TestClient, context: WebContext) -> None:
    context.sessions.path.write_bytes(b"no database" * 100)
    page = PageReader(client)
    assert page.get("/sessions").status == 503
    assert "is damaged" in page.of_class("lead")[0]
    assert page.get("/").found("//h1") == ["Ask 3 articles"]
