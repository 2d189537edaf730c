"""The index brought in step over HTTP, its progress told meanwhile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from qabot.service.bot_service import BotService
from tests.conftest import write_articles


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
