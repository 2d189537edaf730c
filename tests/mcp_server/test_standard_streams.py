"""The program as a desktop assistant starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner

from qabot.cli.entry_point import main
from tests.conftest import write_articles

LIMIT = 100  # seconds, with torch to be imported on a busy machine
GREETING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


def program(index: Path) -> list[str]:
    return [sys.executable, "-m", "qabot", "mcp", "--index", str(index)]


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program, which has answered a greeting."""
    process = subprocess.Popen(
        program(tmp_path / "none"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(GREETING) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "qabot"
        yield process
        process.kill()


def test_it_ends_when_the_client_is_gone(begun: subprocess.Popen[str]) -> None:
    out, errors = begun.communicate(timeout=LIMIT)
    assert (begun.returncode, out, errors) == (0, "", "")


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_it_ends_on_ctrl_c(begun: subprocess.Popen[str]) -> None:
    begun.send_signal(signal.SIGINT)
    assert begun.wait(timeout=LIMIT) == -signal.SIGINT
    assert begun.stderr is not None and begun.stderr.read() == ""


@pytest.mark.model
@pytest.mark.timeout(2 * LIMIT)
def test_a_client_that_starts_it(tmp_path: Path) -> None:
    from mcp import Client, StdioServerParameters

    write_articles(
        tmp_path / "articles", {"wall.txt": "The Berlin Wall was opened on Thursday night.\n"}
    )
    made = CliRunner().invoke(
        main, ["index", str(tmp_path / "articles"), "--index", str(tmp_path / "index")]
    )
    assert made.exit_code == 0
    command, *arguments = program(tmp_path / "index")

    async def ask() -> dict[str, Any]:
        with anyio.fail_after(LIMIT):
            parameters = StdioServerParameters(
                command=command, args=arguments, env=dict(os.environ)
            )
            async with Client(parameters) as client:
                result = await client.call_tool("ask", {"question": "when was the wall opened"})
                return dict(result.structured_content or {})

    answer = anyio.run(ask)
    assert answer["citations"][0]["text"] == "The Berlin Wall was opened on Thursday night."
    assert answer["verdict"] == "answered"


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["mcp"])
    assert result.exit_code == 1
    assert result.stderr == "Error: qabot mcp needs mcp; run: pip install 'qabot[mcp]'\n"
