"""A small index that is served, and clients of it that do and do not have the token."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qabot.bot import QABot
from qabot.index import Index
from qabot.service.bot_service import BotService
from qabot.sessions.session_store import SessionStore
from qabot.web.application import make_application
from qabot.web.pages import page_routes
from qabot.web.web_context import WebContext
from tests.conftest import write_articles
from tests.doubles import WordReader

TOKEN = "token-of-the-test"
ADDRESS = "http://127.0.0.1:8000"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
PAGE = {"Accept": "text/html"}
WALL = (
    "---\ntitle: The wall opens\noutlet: The Post\nauthor: A. Writer\npublished: 1989-11-10\n---\n"
    "The wall was opened on Thursday.\n\n"
    "“We shall keep the gates of the wall open,” said Hans Weber, the mayor.\n"
)


@pytest.fixture
def bot(index: Index, folder: Path) -> QABot:
    (folder / "wall.txt").unlink()
    write_articles(folder, {"news/the wall #1.md": WALL})
    index.sync([folder])
    return QABot(index, WordReader())


@pytest.fixture
def service(bot: QABot) -> Iterator[BotService]:
    with closing(BotService.over(bot)) as service:
        yield service


@pytest.fixture
def context(service: BotService, tmp_path: Path) -> WebContext:
    return WebContext(service, SessionStore(tmp_path / "sessions.db"), TOKEN, "127.0.0.1", 8000)


@pytest.fixture
def application(context: WebContext) -> Starlette:
    return make_application(context, page_routes=page_routes(context.service))


@pytest.fixture
def stranger(application: Starlette) -> Iterator[TestClient]:
    """A client without the token."""
    with TestClient(application, ADDRESS, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(application: Starlette) -> Iterator[TestClient]:
    """A client that sends the token with each request."""
    with TestClient(application, ADDRESS, headers=BEARER) as client:
        yield client
