"""An answer that is copied, pickled, or returned from a web framework's route."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from qabot.bot import QABot
from qabot.index import Index
from qabot.types import Answer, Mentions
from tests.doubles import WordReader


@pytest.fixture
def bot(index: Index, folder: Any) -> QABot:
    index.sync([folder])
    return QABot(index, WordReader())


@pytest.fixture
def answer(bot: QABot) -> Answer:
    return bot.ask("what reached the moon")


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda answer: pickle.loads(pickle.dumps(answer))]
)
def test_a_copy_is_equal(answer: Answer, again: Callable[[Answer], Answer]) -> None:
    other = again(answer)
    assert (other, other.to_dict()) == (answer, answer.to_dict())
    assert other is not answer
    assert [one.passage.text for one in other.considered] == [
        one.passage.text for one in answer.considered
    ]


def test_what_explains_it_is_copied_but_not_pickled(bot: QABot, answer: Answer) -> None:
    assert copy.copy(answer).trace is answer.trace is not None
    pickled = pickle.loads(pickle.dumps(answer))
    assert pickled.trace is None
    assert bot.explain(pickled).question == "what reached the moon"


@pytest.fixture
def client(bot: QABot) -> TestClient:
    from fastapi import FastAPI  # .2 s

    app = FastAPI()

    @app.get("/ask")
    def ask(question: str) -> Answer:
        return bot.ask(question)

    @app.get("/mentions")
    def mentions(phrase: str) -> Mentions:
        return bot.mentions(phrase)

    @app.post("/first")
    def first(answer: Answer) -> str:
        return answer.citations[0].text

    return TestClient(app)


def test_a_route_returns_it_as_its_json(client: TestClient, answer: Answer) -> None:
    given = client.get("/ask", params={"question": answer.question}).json()
    times = answer.milliseconds
    assert replace(Answer.from_dict(given), milliseconds=times) == answer
    assert list(given) == list(answer.to_dict())
    assert client.get("/mentions", params={"phrase": "mould"}).json()["total"] == {
        "articles": 1, "mentions": 3,
    }  # fmt: skip


def test_a_route_takes_it_as_its_json(client: TestClient, answer: Answer) -> None:
    assert client.post("/first", json=answer.to_dict()).json() == answer.citations[0].text
    wrong = client.post("/first", json={"question": "who"})
    assert wrong.status_code == 422
    assert "no Answer can be read from this" in wrong.json()["detail"][0]["msg"]


def test_the_schema_of_a_route_is_that_of_its_json(client: TestClient, answer: Answer) -> None:
    from fastapi import FastAPI
    from fastapi.openapi.utils import get_openapi

    app = client.app
    assert isinstance(app, FastAPI)
    document = get_openapi(title="x", version="1", routes=app.routes)
    content = document["paths"]["/ask"]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"]
    assert "#/$defs" not in json.dumps(schema)
    Draft202012Validator(schema).validate(answer.to_dict())
    assert not Draft202012Validator(schema).is_valid({"question": "who"})
