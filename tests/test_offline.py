"""Nothing is looked up anywhere, names of models included, unless a download is allowed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner
from huggingface_hub import constants
from starlette.testclient import TestClient

from qabot.bot import QABot
from qabot.cli.entry_point import main
from qabot.encoding import LazyEncoder
from qabot.encoding.models import cached_folder
from qabot.errors import ModelError
from qabot.index import Index
from qabot.readers.choice import load_reader
from qabot.readers.pretrained import loaded_by
from qabot.service.bot_service import BotService
from qabot.service.bot_source import IndexFolder
from qabot.service.kept_bot import KeptBot
from qabot.sessions.session_store import SessionStore
from qabot.web.application import make_application
from qabot.web.pages import page_routes
from qabot.web.web_context import WebContext
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.web.conftest import ADDRESS, BEARER, PAGE, TOKEN

Lookups = list[object]


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Lookups]:
    """What is looked up or connected to: sockets are blocked, and the hub's client is not."""
    tried: Lookups = []

    def refuse(*arguments: object, **_: object) -> NoReturn:
        tried.append(arguments)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    yield tried


@pytest.fixture
def built(tmp_path: Path, folder: Path) -> Path:
    """An index whose model is called "words", which nobody has."""
    Index.create(tmp_path / "index", encoder=WordEncoder(fingerprint="words")).sync([folder])
    return tmp_path / "index"


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 1, result.output
    return result.stderr


def test_the_block_is_noticed(lookups: Lookups) -> None:
    with pytest.raises(OSError, match="no network in this test"):
        socket.create_connection(("hub.example", 443))
    assert len(lookups) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["index", "articles", "--index", "other", "--model", "some/model"], "model some/model"),
        (["index", "articles", "--index", "other", "--model", "some"], "model some"),
        (["ask", "who", "--index", "index"], "model words"),
        (["ask", "who", "--index", "index", "--reader", "some/reader"], "reader some/reader"),
        (["search", "who", "--index", "index"], "model words"),
        (["--reader", "some/reader", "ask", "who", "--index", "index"], "reader some/reader"),
    ],
)
def test_no_name_is_looked_up(
    built: Path,
    lookups: Lookups,
    monkeypatch: pytest.MonkeyPatch,
    arguments: Sequence[str],
    named: str,
) -> None:
    monkeypatch.chdir(built.parent)
    assert run(*arguments) == (
        f"Error: {named} is not on this machine; give its folder, or allow a download with "
        "--allow-download\n"
    )
    assert lookups == []


@pytest.mark.parametrize("reader", ["none", "some/reader"])
def test_neither_the_chat_nor_an_assistant_looks_anything_up(
    built: Path, lookups: Lookups, reader: str
) -> None:
    source = IndexFolder(built, partial(load_reader, reader))
    with pytest.raises(ModelError, match="is not on this machine"):
        source.open().index.encoder.encode_question("who")
    with pytest.raises(ModelError, match="is not on this machine"):
        KeptBot(source.open).use(lambda bot: bot.ask("who"))
    assert lookups == []


@pytest.mark.parametrize("reader", ["none", "some/reader"])
def test_the_page_and_the_api_look_nothing_up(built: Path, lookups: Lookups, reader: str) -> None:
    source = IndexFolder(built, partial(load_reader, reader))
    with closing(BotService(source, built)) as service:
        store = SessionStore(built.parent / "sessions.db")
        context = WebContext(service, store, TOKEN, "127.0.0.1", 8000)
        served = make_application(context, page_routes=page_routes(context.service))
        with TestClient(served, ADDRESS, headers=BEARER) as client:
            with pytest.raises(ModelError, match="is not on this machine"):
                service.open().result(60)
            for place in ("/", "/api/docs", "/static/page.js", "/static/page.css"):
                assert client.get(place, headers=PAGE).status_code < 500
            refused = client.get("/api/ask", params={"question": "who"})
    assert "is not on this machine" in refused.json()["detail"]
    assert lookups == []


@pytest.mark.parametrize("allowed", [True, False])
def test_who_may_download_has_a_model_that_may(built: Path, allowed: bool) -> None:
    model = LazyEncoder.shared("words", allow_download=allowed)
    with QABot.open(built, reader=None, allow_download=allowed) as bot:
        assert bot.index.encoder is model
    for bot in (IndexFolder(built, allow_download=allowed).open(), open_bot(built, allowed)):
        assert bot.index.encoder is model


def open_bot(index: Path, allowed: bool) -> QABot:
    return IndexFolder(index, allow_download=allowed).create()


@pytest.mark.model
def test_what_comes_with_qabot_looks_nothing_up(
    folder: Path, tmp_path: Path, lookups: Lookups
) -> None:
    with QABot.from_folder(folder, tmp_path / "index") as bot:
        assert bot.ask("what reached the moon").citations
    assert lookups == []


DRAWN = """
import numpy as np
from qabot.encoding.graph_draft import GraphDraft
from qabot.encoding.graph_session import GraphSession

draft = GraphDraft()
draft.add("Abs", ["given"], "wanted")
session = GraphSession(draft.model({"given": (1, "tokens", 2)}, "wanted"), draft.constants)
print(session.run({"given": np.array([[[-1, 2]]], dtype=np.float32)}).tolist())
"""


def test_what_computes_tells_nobody_and_leaves_no_mark(tmp_path: Path) -> None:
    """onnxruntime reports its use in threads of its own, which no block in Python stops."""
    places = {"HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "USERPROFILE", "LOCALAPPDATA"}
    environment = {**os.environ, **dict.fromkeys(places, str(tmp_path))}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    done = subprocess.run(
        [sys.executable, "-c", DRAWN], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[[[1.0, 2.0]]]\n"
    assert sorted(tmp_path.rglob("*")) == []


def test_a_model_that_was_fetched_before_is_found_as_it_is(
    tmp_path: Path, lookups: Lookups
) -> None:
    cached = tmp_path / "hub" / "models--some--reader"
    snapshot = cached / "snapshots" / "1a2b"
    write_articles(cached, {"refs/main": "1a2b", "snapshots/1a2b/config.json": "{}"})
    assert cached_folder("some/reader") == snapshot
    assert loaded_by("some/reader", allow_download=False) == str(snapshot)
    assert loaded_by("some/reader", allow_download=True) == "some/reader"
    assert loaded_by(str(tmp_path), allow_download=False) == str(tmp_path)
    assert lookups == []
