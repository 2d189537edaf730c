"""An index that is deleted or made again while it is served."""

from __future__ import annotations

import shutil
from pathlib import Path

from starlette.testclient import TestClient

from qabot.index import Index
from tests.web.conftest import PAGE


def test_an_index_that_is_deleted_and_made_again(
    client: TestClient, index: Index, folder: Path
) -> None:
    assert client.get("/api/articles").json()["total"] == 3
    shutil.rmtree(index.folder)
    for path in ("/api/articles", "/api/ask?question=the+wall", "/api/status"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["title"]) == (503, "Service Unavailable")
        assert answer.json()["detail"].startswith("no index at ")
        assert answer.headers["retry-after"] == "1"
    index.sync([folder])
    assert client.get("/api/articles").json()["total"] == 3
    index.sync(rebuild=True)
    assert client.get("/api/articles").json()["total"] == 3


def test_a_page_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/none", headers=PAGE)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "there is no such page" in answer.text
