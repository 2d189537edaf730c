"""``qabot serve`` in a real browser: Debian's chromium."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from qabot.index import Index
from qabot.sessions.session_store import SessionStore
from tests.e2e.conftest import DEADLINE, Home, require

pytestmark = [pytest.mark.model, pytest.mark.timeout(300)]  # each step has its own deadline


@pytest.fixture(autouse=True, scope="module")
def programs() -> None:
    require("chromium", "chromedriver")


@pytest.fixture
def address(home: Home) -> Iterator[str]:
    """Where the chat over the articles is served, until the test is over."""
    Index.create(home.folder / "index").sync([home.folder / "corpus"])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "qabot", "serve", "--port", str(port)],
        cwd=home.folder,
        env=home.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == f"qabot is at http://127.0.0.1:{port} (Ctrl+C stops it)\n"
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    assert server.wait(DEADLINE) == 0
    server.stdout.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1000,700", profile):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    browser = Chrome(options, Service(shutil.which("chromedriver")))
    yield browser
    browser.quit()


def test_each_tab_is_a_chat_of_its_own_that_needs_no_network(
    address: str, browser: Chrome, home: Home
) -> None:
    log = Log(browser)
    open_chat(browser, address, log)
    type_in(browser, "what is bread baked from")
    until(lambda: "flour, water and salt" in log.received(), "the answer in the first tab")
    browser.switch_to.new_window("tab")
    open_chat(browser, address, log)
    type_in(browser, "who said we shall keep the gates open")
    until(lambda: "Hans Weber" in log.received(), "the answer in the second tab")
    store = SessionStore(home.folder / "data" / "sessions.db")
    until(lambda: len(store.sessions("Hans Weber")) == 1, "the second tab's session")
    titles = {session.title for session in store.sessions()}
    assert titles == {"what is bread baked from", "who said we shall keep the gates open"}
    assert log.hosts == {urlsplit(address).netloc}


class Log:
    """What the browser's tabs sent and received since this was made."""

    def __init__(self, browser: Chrome) -> None:
        self._browser = browser
        self._frames = b""
        self.hosts: set[str] = set()

    def received(self) -> str:
        """All that came over WebSockets so far, as the terminal in the page gets it."""
        entries = self._browser.get_log("performance")  # type: ignore[no-untyped-call]
        for entry in entries:
            message = json.loads(entry["message"])["message"]
            self._take(message["method"], message["params"])
        return self._frames.decode("utf-8", "replace")

    def _take(self, method: str, values: dict[str, Any]) -> None:
        if method == "Network.webSocketFrameReceived":
            frame = values["response"]
            if frame["opcode"] == 2:
                self._frames += base64.b64decode(frame["payloadData"])
        elif method == "Network.requestWillBeSent":
            self._note(values["request"]["url"])
        elif method == "Network.webSocketCreated":
            self._note(values["url"])

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss"):
            self.hosts.add(parts.netloc)


def open_chat(browser: Chrome, address: str, log: Log) -> None:
    """Until the index is open: keys before the first screen go nowhere."""
    seen = len(log.received())
    browser.get(address)
    until(lambda: "2 articles" in log.received()[seen:], "an open index")
    # the log has a frame before the page's script has: a busy machine shows the note a while longer
    until(lambda: "-first-byte" in classes(browser), "the terminal instead of the note")


def classes(browser: Chrome) -> str:
    """What the page knows of the chat behind it."""
    return str(browser.execute_script("return document.body.className"))


def type_in(browser: Chrome, question: str) -> None:
    """Into whatever has the focus: the chat, without a click."""
    ActionChains(browser).send_keys(question, Keys.ENTER).perform()


def until(holds: Callable[[], bool], wanted: str) -> None:
    deadline = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < deadline, f"never came: {wanted}"
        time.sleep(0.1)
