"""The index brought in step by programs and by the page, its progress told meanwhile."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from qabot.service.bot_service import BotService
from tests.conftest import write_articles
from tests.web.conftest import ADDRESS
from tests.web.page_reader import PageReader


def events(answer: str) -> list[tuple[str, Any]]:
    """The events of a stream, whose data is JSON."""
    found = []
    for block in answer.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_a_sync_tells_how_far_it_is_and_what_it_did(client: TestClient, folder: Path) -> None:
    write_articles(folder, {"speech.txt": "A speech\n\nThe speech was long. It was heard.\n"})
    answer = client.post("/api/sync")
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    *progress, last = events(answer.text)
    assert {name for name, _ in progress} <= {"progress"}
    assert last[0] == "done"
    assert (last[1]["added"], last[1]["unchanged"]) == (1, 3)
    assert last[1]["files"]["added"] == ["speech.txt"]
    assert client.get("/api/articles").json()["total"] == 4
    assert events(client.get("/api/sync").text) == [last]


def test_nothing_was_done_yet(client: TestClient) -> None:
    assert events(client.get("/api/sync").text) == [("idle", {})]


def test_a_sync_that_fails_says_why(client: TestClient, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    ((name, problem),) = events(client.post("/api/sync").text)
    assert (name, problem["status"]) == ("failed", 409)
    assert str(folder) in problem["detail"]
    assert client.get("/api/articles").json()["total"] == 3


def test_only_one_at_a_time(client: TestClient, service: BotService) -> None:
    following = service.follow()
    answer = client.post("/api/sync")
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "the index is being brought in step already; GET /api/sync follows that",
    )
    service.end_following()
    assert following is not None
    following.result(30)


# -- by the page ---------------------------------------------------------------------------------


def updated(client: TestClient) -> tuple[list[str], dict[str, Any]]:
    """What the list of articles says once the button was pressed, and what the stream did."""
    answer = client.post("/sync", headers={"Origin": ADDRESS}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles")
    (*progress, (_, last)) = events(client.get("/progress").text)
    assert all(told["words"] and 0 <= told["share"] <= 1 for _, told in progress)
    page = PageReader(client).get("/articles")
    first, *others = page.found("//div[@class='outcome']/p")
    return [re.sub(r"^[0-2]\d:[0-5]\d ", "", first), *others], last


def test_the_page_says_that_nothing_has_changed(client: TestClient) -> None:
    page = PageReader(client).get("/articles")
    assert page.found("//form[@action='/sync'][@method='post']/button") == ["Update"]
    assert page.found("//div[@class='outcome']") == []
    said = "Nothing has changed."
    assert updated(client) == ([said], {"ready": True, "words": said})


def test_the_page_says_what_changed_and_what_could_not_be_read(
    client: TestClient, folder: Path
) -> None:
    write_articles(folder, {"speech.txt": "A speech\n\nIt was heard.\n", "torn.json": '{"title'})
    lines, told = updated(client)
    assert lines[:3] == ["1 added; 1 file could not be read.", "added: speech.txt", "1 skipped:"]
    assert lines[3].startswith("torn.json: ")
    assert told["words"] == lines[0]
    assert "A speech" in PageReader(client).get("/articles").found("//h2/a")


def test_the_page_says_why_the_index_could_not_be_updated(client: TestClient, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    (line,), told = updated(client)
    assert str(folder) in line
    assert told["words"] == line


def test_the_page_shows_that_the_index_is_compared(
    client: TestClient, service: BotService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BotService, "syncing", True)
    page = PageReader(client).get("/articles")
    assert page.found("//div[@id='progress'][not(@hidden)]/p") == [
        "comparing the index with its folders …"
    ]
    assert page.found("//form[@action='/sync']/button/@disabled") == ["disabled"]
    assert page.found("//noscript/meta/@content") == ["3"]


def test_nothing_was_done_about_the_index_yet(client: TestClient) -> None:
    assert events(client.get("/progress").text) == [("idle", {"ready": True, "words": ""})]
