"""A real port: what is sent in pieces, who listens there already, and how it ends."""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from qabot.cli.entry_point import main
from qabot.errors import ListeningProblem
from qabot.web.page_server import PageServer, listening_socket
from qabot.web.timed_requests import TimedRequests
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.web.conftest import BEARER


@contextmanager
def running(application: Starlette) -> Iterator[tuple[PageServer, str, threading.Thread]]:
    """A server on a free port, until the block is left."""
    with listening_socket("127.0.0.1", 0) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = PageServer(application)
        thread = threading.Thread(target=server.run, args=[[listening]], daemon=True)
        thread.start()
        try:
            yield server, address, thread
        finally:
            server.handle_exit(signal.SIGINT, None)
            thread.join(30)


def test_it_ends_within_a_second_although_a_sync_is_followed(
    application: Starlette, encoder: WordEncoder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    monkeypatch.setattr(encoder, "encode_passages", lambda passages: released.wait(30) and [])
    write_articles(folder, {"speech.txt": "A speech\n\nThe speech was long. It was heard.\n"})
    with (
        running(application) as (server, address, thread),
        httpx2.Client(base_url=address, headers=BEARER, timeout=30) as client,
        client.stream("POST", "/api/sync") as stream,
    ):
        assert stream.status_code == 200
        assert client.get("/api/articles").json()["total"] == 3
        began = time.monotonic()
        server.handle_exit(signal.SIGINT, None)
        thread.join(30)
        assert time.monotonic() - began < 10  # of the 30 that the encoder would take
        assert "event: done" not in stream.read().decode()
    released.set()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_it_ends_when_its_terminal_is_closed_but_not_after_nohup(application: Starlette) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with running(application) as (server, _, thread):
            server.heed_hanging_up()
            os.kill(os.getpid(), signal.SIGHUP)
            assert thread.is_alive() and not server.should_exit
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            server.heed_hanging_up()
            os.kill(os.getpid(), signal.SIGHUP)
            thread.join(30)
            assert not thread.is_alive()
    finally:
        signal.signal(signal.SIGHUP, before)


def connected(address: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def until_hung_up(connection: socket.socket) -> str:
    return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def test_a_long_address_is_told_in_words(application: Starlette) -> None:
    with running(application) as (_, address, _), connected(address) as connection:
        line = f"GET /api/ask?question={'a' * 200_000} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        token = f"Authorization: {BEARER['Authorization']}\r\nConnection: close\r\n\r\n"
        connection.sendall((line + token).encode())
        answer = until_hung_up(connection)
    assert answer.startswith("HTTP/1.1 414 ")
    assert "an address has at most 150,000 characters, not 200,017" in answer


STATUS = (
    f"GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {BEARER['Authorization']}\r\n"
)
NOT_LET_IN = "POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n"


@pytest.mark.parametrize(
    ("first", "then", "answers"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("", "GET /api/st", [], id="half a line"),
        pytest.param("", STATUS, [], id="no end of the head"),
        pytest.param(f"{STATUS}\r\n", STATUS, ["200"], id="a second half head"),
        pytest.param(NOT_LET_IN, "1234", ["401"], id="half a body after its answer"),
    ],
)
def test_who_leaves_a_request_unfinished_is_hung_up_on(
    application: Starlette,
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    then: str,
    answers: list[str],
) -> None:
    monkeypatch.setattr(TimedRequests, "seconds", 0.5)
    with running(application) as (_, address, _), connected(address) as connection:
        connection.sendall(first.encode())
        answered = connection.recv(65536).decode() if first else ""
        with suppress(ConnectionError):  # a slow test is hung up on earlier
            connection.sendall(then.encode())
            answered += until_hung_up(connection)
    lines = answered.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("HTTP/1.1 ")] == answers


def test_an_answer_may_take_longer_than_its_request(
    application: Starlette, encoder: WordEncoder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TimedRequests, "seconds", 0.2)
    released, encode = threading.Event(), encoder.encode_passages
    monkeypatch.setattr(
        encoder, "encode_passages", lambda passages: released.wait(30) and encode(passages)
    )
    write_articles(folder, {"speech.txt": "A speech\n\nThe speech was long. It was heard.\n"})
    with (
        running(application) as (_, address, _),
        httpx2.Client(base_url=address, headers=BEARER, timeout=30) as client,
        client.stream("POST", "/api/sync") as stream,
    ):
        with connected(address) as later:
            assert until_hung_up(later) == ""
        released.set()
        assert "event: done" in stream.read().decode()


LARGE = 20_000_000
"""Bytes of an answer: more than the system takes off a program whose client does not read."""


@pytest.fixture
def large(application: Starlette) -> Starlette:
    """An application that has a large answer to give, too."""
    application.routes.append(Route("/large", lambda _: Response(bytes(LARGE))))
    return application


def asking_for_it(address: str) -> socket.socket:
    """A connection on which the large answer was asked for."""
    connection = connected(address)
    connection.sendall(STATUS.replace("/api/status", "/large").encode() + b"\r\n")
    return connection


def is_hung_up_on(connection: socket.socket, milliseconds: int) -> bool:
    """Whether a connection is cut off in that time, without reading from it."""
    poll = select.poll()
    poll.register(connection, 0)
    return bool(poll.poll(milliseconds))


@pytest.mark.skipif(sys.platform == "win32", reason="has no poll")
@pytest.mark.parametrize("bytes_read", [0, 1])
def test_who_does_not_take_an_answer_is_hung_up_on(
    large: Starlette, monkeypatch: pytest.MonkeyPatch, bytes_read: int
) -> None:
    monkeypatch.setattr(TimedRequests, "seconds", 0.5)
    monkeypatch.setattr(TimedRequests, "bytes_a_second", 100 * LARGE)
    with running(large) as (server, address, _), asking_for_it(address) as connection:
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        with suppress(ConnectionError):
            while not is_hung_up_on(connection, 50 if bytes_read else 60_000):
                assert connection.recv(bytes_read)
        assert not server.server_state.connections
        assert not server.server_state.tasks
        with httpx2.Client(base_url=address, headers=BEARER) as client:
            assert client.get("/api/status").status_code == 200


def test_an_answer_may_be_taken_slowly(large: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TimedRequests, "seconds", 0.2)
    monkeypatch.setattr(TimedRequests, "bytes_a_second", LARGE // 1000)
    with running(large) as (_, address, _), asking_for_it(address) as connection:
        with connected(address) as later:
            assert until_hung_up(later) == ""
        answer = until_hung_up(connection)
    assert answer.partition("\r\n\r\n")[2] == "\0" * LARGE


def test_two_servers_on_one_port() -> None:
    with listening_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ListeningProblem, match=f"cannot listen on 127.0.0.1 port {port}: Addr"):
            listening_socket("127.0.0.1", port)
        result = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: cannot listen on 127.0.0.1 port {port}: Address already in use; "
        "try another --port\n"
    )


def test_an_address_of_another_machine() -> None:
    with pytest.raises(ListeningProblem, match=r"^cannot listen on 192\.0\.2\.1 port 8000: \w"):
        listening_socket("192.0.2.1", 8000)


@pytest.mark.parametrize("token", ["short", "sixteen letters é", "a" * 15, "with/slash?and&more"])
def test_a_token_that_is_easily_guessed_or_no_part_of_an_address(token: str) -> None:
    result = CliRunner().invoke(main, ["serve"], env={"QABOT_TOKEN": token})
    assert result.exit_code == 2
    assert "give at least 16 characters of A-Z, a-z, 0-9, - and _" in result.stderr
