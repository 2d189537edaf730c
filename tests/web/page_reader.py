"""A page as its reader finds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from lxml import html  # type: ignore[import-untyped]
from starlette.testclient import TestClient

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.service.bot_service import BotService
from qabot.sessions.session_store import SessionStore
from qabot.web.application import make_application
from qabot.web.pages import page_routes
from qabot.web.web_context import WebContext
from tests.doubles import WordEncoder, WordReader

_TOKEN = "token-of-the-test"
_ADDRESS = "http://127.0.0.1:8000"


class PageReader:
    """Gets pages, and tells what stands in the last one."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.status = 0
        self.address = ""
        self.source = ""

    def get(self, address: str, **values: str) -> PageReader:
        """Go to an address, and wherever that leads."""
        answer = self.client.get(address, params=values or None, headers={"Accept": "text/html"})
        self.status, self.source = answer.status_code, answer.text
        self.address = answer.url.raw_path.decode()
        return self

    def found(self, path: str) -> list[str]:
        """What an XPath leads to: texts with single spaces, values of attributes as they are."""
        nodes = html.document_fromstring(self.source).xpath(path)
        return [
            str(node) if isinstance(node, str) else " ".join(node.text_content().split())
            for node in nodes
        ]

    def of_class(self, name: str, tag: str = "*") -> list[str]:
        """The texts of all elements of a class."""
        return self.found(f"//{tag}[contains(concat(' ', @class, ' '), ' {name} ')]")


@contextmanager
def served(folder: Path) -> Iterator[PageReader]:
    """The pages over ``articles`` in a folder, for tests that share them: ``sessions.db`` too."""
    index = Index.create(folder / "index", Settings(), encoder=WordEncoder())
    index.sync([folder / "articles"])
    with closing(BotService.over(QABot(index, WordReader()))) as service:
        sessions = SessionStore(folder / "sessions.db")
        context = WebContext(service, sessions, _TOKEN, "127.0.0.1", 8000)
        application = make_application(context, page_routes=page_routes(context.service))
        headers = {"Authorization": f"Bearer {_TOKEN}", "Origin": _ADDRESS}
        with TestClient(application, _ADDRESS, headers=headers) as client:
            yield PageReader(client)
