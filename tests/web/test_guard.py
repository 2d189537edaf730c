"""Who is let in, and what the others are told."""

from __future__ import annotations

from dataclasses import replace
from socket import gethostname

import pytest
from starlette.testclient import TestClient

from qabot.web.guard import is_loopback, new_token
from qabot.web.safe_headers import POLICY
from qabot.web.web_context import WebContext
from tests.web.conftest import BEARER, PAGE, TOKEN

COOKIE = "qabot-8000"


def test_the_token_in_the_address_becomes_a_cookie(stranger: TestClient) -> None:
    answer = stranger.get(f"/ask?q=the+wall&token={TOKEN}&since=2024")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ask?q=the+wall&since=2024")
    assert answer.headers["set-cookie"] == (
        f"{COOKIE}={TOKEN}; HttpOnly; Max-Age=31536000; Path=/; SameSite=strict"
    )
    assert stranger.cookies[COOKIE] == TOKEN
    assert stranger.get("/", headers=PAGE).status_code == 200


def test_the_redirect_stays_here(stranger: TestClient) -> None:
    answer = stranger.get(f"http://127.0.0.1:8000//elsewhere.example?token={TOKEN}")
    assert answer.headers["location"] == "/elsewhere.example"


def test_a_token_of_another_time(stranger: TestClient) -> None:
    answer = stranger.get("/?token=é", headers=PAGE)
    assert answer.status_code == 403
    assert "open the one that qabot serve printed last" in answer.text
    assert "set-cookie" not in answer.headers


def test_without_a_token_a_page_says_where_to_get_it(stranger: TestClient) -> None:
    answer = stranger.get("/ask?q=<wall>", headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "text/html; charset=utf-8")
    assert "open the address that qabot serve printed" in answer.text
    assert '<a href="/ask?q=%3Cwall%3E">' in answer.text


@pytest.mark.parametrize("path", ["/api/status", "/mcp", "/api/none", "/api/openapi.json"])
@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer another"}])
def test_without_a_token_a_program_is_told_so(
    stranger: TestClient, path: str, given: dict[str, str]
) -> None:
    answer = stranger.get(path, headers=PAGE | given)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == 'Bearer realm="qabot"'
    assert answer.json() == {
        "title": "Unauthorized",
        "status": 401,
        "detail": "the token is missing or is of another time; send the one in the address that "
        "qabot serve printed: Authorization: Bearer TOKEN",
    }


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Host": "elsewhere.example:8000"}, "qabot is not known by that name; use its address"),
        ({"Host": "[::1"}, "qabot is not known by that name; use its address"),
        ({"Host": "127.0.0.1:8000/static/"}, "qabot is not known by that name; use its address"),
        ({"Host": "me@127.0.0.1:8000"}, "qabot is not known by that name; use its address"),
        ({"Host": "127.0.0.1:x"}, "qabot is not known by that name; use its address"),
        ({"Host": "127.0.0.1:80000"}, "qabot is not known by that name; use its address"),
        ({"Host": ""}, "qabot is not known by that name; use its address"),
        ({"Origin": "https://elsewhere.example"}, "qabot only answers its own pages"),
        ({"Origin": "http://127.0.0.1:9000"}, "qabot only answers its own pages"),
        ({"Origin": "null"}, "qabot only answers its own pages"),
        ({"Origin": "http://["}, "qabot only answers its own pages"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/static/plain.css", "/api/status"])
def test_another_sites_page_is_refused_even_with_the_token(
    client: TestClient, path: str, headers: dict[str, str], said: str
) -> None:
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (403, said)


@pytest.mark.parametrize("path", ["/static/../api/status", "/static//api/status"])
def test_style_and_script_are_no_way_around_the_token(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code in (401, 404)


@pytest.mark.parametrize("host", ["localhost:9", "192.0.2.7:8000", "[::1]:8000"])
def test_its_own_names(client: TestClient, host: str) -> None:
    answer = client.get("/static/plain.css", headers={"Host": host, "Origin": f"http://{host}"})
    assert answer.status_code == 200


def test_a_cookie_changes_nothing_for_a_page_that_does_not_say_where_it_is_from(
    stranger: TestClient,
) -> None:
    stranger.cookies.set(COOKIE, TOKEN)
    assert stranger.post("/api/none").status_code == 401
    own = {"Origin": "http://127.0.0.1:8000"}
    assert stranger.post("/api/none", headers=own).status_code == 404
    assert stranger.post("/api/none", headers=BEARER).status_code == 404


def test_the_headers_of_every_answer(stranger: TestClient) -> None:
    for path in ("/", f"/?token={TOKEN}", "/static/plain.css", "/static/none"):
        answer = stranger.get(path)
        assert answer.headers["content-security-policy"] == POLICY, path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "same-origin", path


def test_tokens_differ() -> None:
    assert len({new_token() for _ in range(100)}) == 100
    assert len(new_token()) == 32


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("my-desk.example", False),
    ],
)
def test_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


@pytest.mark.parametrize(
    ("host", "entrance"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/?token=token-of-the-test"),
        ("::1", "http://[::1]:8000/?token=token-of-the-test"),
        ("0.0.0.0", f"http://{gethostname()}:8000/?token=token-of-the-test"),
    ],
)
def test_the_address_that_lets_a_browser_in(context: WebContext, host: str, entrance: str) -> None:
    assert replace(context, host=host).entrance == entrance
