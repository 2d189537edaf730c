"""What programs get from the API, and what they are told where it cannot be had."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from qabot.bot import QABot
from qabot.types import Filters
from tests.web.conftest import BEARER

QUESTION = "who opened the wall on Thursday"
SAID = "“We shall keep the gates of the wall open,” said Hans Weber, the mayor."


def found(client: TestClient, path: str, **parameters: Any) -> Any:
    answer = client.get(path, params=parameters)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    return answer.json()


def without_times(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "milliseconds"}


def test_ask_gives_what_the_command_line_gives(client: TestClient, bot: QABot) -> None:
    answer = found(client, "/api/ask", question=QUESTION, outlet="post")
    expected = bot.ask(QUESTION, filters=Filters(outlet="post")).to_dict()
    assert without_times(answer) == without_times(expected)
    assert answer["citations"][0]["text"] == "The wall was opened on Thursday."


def test_a_question_as_json_with_those_before_it(client: TestClient, bot: QABot) -> None:
    history = ["what did Fleming find", "what came from it"]
    asked = {"question": "and where", "history": history, "dates": False, "today": "2024-02-29"}
    answer = client.post("/api/ask", json=asked)
    assert answer.status_code == 200
    expected = bot.ask("and where", history=history, dates=False).to_dict()
    assert without_times(answer.json()) == without_times(expected)
    parameters = {"question": "and where", "history": history, "dates": "false"}
    assert without_times(found(client, "/api/ask", **parameters)) == without_times(expected)


def test_last_week_is_counted_from_the_day_that_is_given(client: TestClient) -> None:
    answer = found(client, "/api/ask", question="what was opened last week", today="1989-11-15")
    (dates,) = answer["dates"]
    assert (dates["since"], dates["until"]) == ("1989-11-06", "1989-11-12")


def test_search(client: TestClient, bot: QABot) -> None:
    passages = found(client, "/api/search", query="the mould", limit=1)["passages"]
    assert passages == [passage.to_dict() for passage in bot.search("the mould", 1)]
    assert passages[0]["article"]["path"] == "old/mould.txt"


def test_mentions(client: TestClient) -> None:
    listed = found(client, "/api/mentions", phrase="the wall", limit=1)
    assert listed["total"] == {"articles": 1, "mentions": 3}
    assert listed["by_outlet"] == [{"outlet": "The Post", "articles": 1, "mentions": 3}]
    assert listed["by_month"] == [{"month": "1989-11", "articles": 1, "mentions": 3}]
    assert listed["articles"][0]["citation"]["text"] == "The wall was opened on Thursday."
    after = found(client, "/api/mentions", phrase="the wall", offset=1)
    assert (after["total"], after["articles"]) == (listed["total"], [])


def test_timeline(client: TestClient, bot: QABot) -> None:
    assert found(client, "/api/timeline", phrase="wall") == bot.timeline("wall", limit=30).to_dict()


def test_articles_in_parts(client: TestClient) -> None:
    listed = found(client, "/api/articles", limit=2, offset=1)
    assert (listed["total"], listed["offset"]) == (3, 1)
    assert [one["path"] for one in listed["articles"]] == ["news/the wall #1.md", "old/mould.txt"]
    only = found(client, "/api/articles", since="1989", author="writer")
    assert [one["path"] for one in only["articles"]] == ["news/the wall #1.md"]


def test_an_article_and_a_span_of_it(client: TestClient) -> None:
    path = "/api/articles/news/the%20wall%20%231.md"
    whole = found(client, path)
    text = f"The wall was opened on Thursday.\n\n{SAID}"
    assert (whole["text"], whole["start"], whole["end"]) == (text, 0, len(text))
    assert whole["characters"] == len(text)
    assert whole["article"]["outlet"] == "The Post"
    start = text.index(SAID)
    part = found(client, path, start=start, end=99_999)
    assert (part["text"], part["start"], part["end"]) == (SAID, start, len(text))
    assert found(client, "/api/articles/news%2Fthe%20wall%20%231.md") == whole


def test_status(client: TestClient, bot: QABot) -> None:
    assert found(client, "/api/status") == bot.index.status().to_dict()


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("ask", 400, "this cannot be called so: Object missing required field `question`"),
        ("ask?question=%20", 400, "the question is empty; ask something in plain words"),
        ("ask?question=a&question=b", 400, "question is given 2 times; give it once"),
        ("ask?question=a&k=3", 400, "this cannot be called so: Object contains unknown field `k`"),
        ("ask?question=a&today=now", 400, "today 'now' is not a day; write YYYY-MM-DD"),
        (
            "ask?question=a&since=soon",
            400,
            "since 'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            "search?query=a&limit=0",
            400,
            "this cannot be called so: Expected `int` >= 1 - at `$.limit`",
        ),
        ("articles/moon.txt?path=b", 400, "path stands in the path; do not give it again"),
        (
            "articles/moon.txt?start=9&end=3",
            400,
            "there is nothing from 9 to 3; the article has 78 characters",
        ),
        (
            "articles/none.txt?start=-1",
            400,
            "this cannot be called so: Expected `int` >= 0 - at `$.start`",
        ),
        ("none", 404, "there is no such page"),
    ],
)
def test_what_cannot_be_asked(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(f"/api/{address}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"], answer.json()["detail"]) == (
        status,
        status,
        said,
    )


def test_an_article_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/api/articles/moon")
    assert (answer.status_code, answer.json()["title"]) == (404, "Not Found")
    assert answer.json()["detail"].endswith("; did you mean moon.txt?")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"[" * 900_000, "application/json", 400),
        (b'{"question": "\\ud800"}', "application/json", 400),
        (b'{"question": ["a"]}', "application/json", 400),
        (b'{"question": "a", "dates": 0}', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"", "application/json", 400),
        (b"question=a", "application/x-www-form-urlencoded", 415),
    ],
)
def test_bodies_that_are_no_question(
    client: TestClient, body: bytes, kind: str, status: int
) -> None:
    answer = client.post("/api/ask", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_a_method_that_an_address_does_not_take(client: TestClient) -> None:
    answer = client.delete("/api/ask")
    assert (answer.status_code, answer.json()["detail"]) == (
        405,
        "this address does not take such requests",
    )
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_question_of_ten_thousand_characters(client: TestClient) -> None:
    for answer in (
        client.get("/api/ask", params={"question": "é" * 10_000}),
        client.post("/api/ask", json={"question": "é" * 10_000}),
    ):
        assert answer.status_code == 400
        assert "has 10,000 characters, more than the 2,000" in answer.json()["detail"]


def test_a_request_of_ten_megabytes(client: TestClient) -> None:
    answer = client.post("/api/ask", content=b" " * 10_000_000)
    assert (answer.status_code, answer.json()["detail"]) == (
        413,
        "a request has at most 1,000,000 bytes",
    )
    parts = (b" " * 100_000 for _ in range(100))
    assert client.post("/api/ask", content=parts).status_code == 413


def test_the_limits_hold_for_strangers_too(stranger: TestClient) -> None:
    assert stranger.post("/api/ask", content=b" " * 10_000_000).status_code == 401
    assert (
        stranger.get("/api/ask", headers=BEARER | {"Content-Length": "9" * 30}).status_code == 413
    )
