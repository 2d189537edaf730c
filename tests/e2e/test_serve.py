"""``qabot serve`` as a program: from its first line to Ctrl+C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest

from qabot.index import Index
from tests.e2e.conftest import DEADLINE, Home

pytestmark = [
    pytest.mark.model,
    pytest.mark.xdist_group("programs"),
    pytest.mark.timeout(300),  # each step has its own deadline
]


@pytest.fixture
def server(home: Home) -> Iterator[subprocess.Popen[str]]:
    """The program on a free port, over an index of two articles."""
    Index.create(home.folder / "index").sync([home.folder / "corpus"])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "qabot", "serve", "--port", str(port)],
        cwd=home.folder,
        env=home.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_from_the_printed_address_to_ctrl_c(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None and server.stderr is not None
    first = server.stdout.readline()
    printed = re.fullmatch(
        r"qabot is at (http://127\.0\.0\.1:\d+)/\?token=([\w-]{32}) \(Ctrl\+C stops it\)\n", first
    )
    assert printed is not None, first
    address, token = printed.groups()
    with httpx2.Client(base_url=address, timeout=DEADLINE) as client:
        assert client.get("/api/status").status_code == 401
        assert client.get(f"/api/docs?token={token}", follow_redirects=True).status_code == 200
        assert client.cookies[f"qabot-{address.rpartition(':')[2]}"] == token
        assert server.stderr.readline() == "2 articles\n"
        answer = client.get(
            "/api/ask", params={"question": "who said we shall keep the gates open"}
        )
        assert answer.json()["text"] == "Hans Weber"
        server.send_signal(signal.SIGINT)
        began = time.monotonic()
        assert server.wait(DEADLINE) == 0
        assert time.monotonic() - began < 10  # one second, on a machine that does nothing else
    assert server.communicate() == ("", "")
