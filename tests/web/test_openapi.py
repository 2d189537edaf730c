"""The description of the API is of what it does."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from qabot.web.api.api_operations import OPERATIONS

EXAMPLES = {
    "ask": "/api/ask?question=who+opened+the+wall+on+Thursday",
    "search": "/api/search?query=wall",
    "mentions": "/api/mentions?phrase=wall",
    "timeline": "/api/timeline?phrase=wall",
    "list_articles": "/api/articles",
    "read_article": "/api/articles/moon.txt",
    "status": "/api/status",
}


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/api/openapi.json").json()
    return described


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert {
        method["operationId"]
        for methods in document["paths"].values()
        for method in methods.values()
    } == {*EXAMPLES, "post_ask", "follow_sync", "begin_sync"}
    limit = next(
        one
        for one in document["paths"]["/api/search"]["get"]["parameters"]
        if one["name"] == "limit"
    )
    assert limit == {
        "name": "limit",
        "in": "query",
        "required": False,
        "description": "How many at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
    }


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_what_is_given_is_as_described(
    client: TestClient, document: dict[str, Any], operation: Any
) -> None:
    content = document["paths"][operation.path]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"] | {"components": document["components"]}
    given = client.get(EXAMPLES[operation.name])
    assert given.status_code == 200
    jsonschema.validate(given.json(), schema)


def test_a_problem_is_as_described(client: TestClient, document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["ProblemDetails"]
    jsonschema.validate(client.get("/api/ask").json(), schema)


def test_all_references_lead_somewhere(document: dict[str, Any]) -> None:
    named = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert named <= document["components"]["schemas"].keys()
    assert {"AnswerRecord", "AskArguments", "ProblemDetails"} <= named


def test_the_page_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<h2 id="get--api-ask"><code>GET /api/ask</code></h2>' in page.text
    assert "<td><code>question</code> (needed)</td><td>string</td>" in page.text
    assert re.findall(r'(?:src|href)="([^"#]+)"', page.text) == [
        "data:,", "/static/plain.css", "/api/openapi.json",
    ]  # fmt: skip
    assert not re.search(r"<script|<style| style=", page.text)
    links = re.findall(r'href="#(\w+)"', page.text)
    assert set(links) <= set(re.findall(r'id="(\w+)"', page.text))
