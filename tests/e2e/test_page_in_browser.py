"""The page of ``qabot serve`` in a real browser: Debian's chromium."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.conftest import write_articles
from tests.e2e.conftest import DEADLINE, Home, made_home, require

pytestmark = [
    pytest.mark.model,
    pytest.mark.xdist_group("programs"),
    pytest.mark.timeout(300),  # each step has its own deadline
]
QUESTION = "who said we shall keep the gates open"
SENTENCE = "“We shall keep the gates open,” said Hans Weber, the mayor."

MOON = (
    "The moon is near\n\n“The rocket is ready,” said Ann Lee, the pilot.\n\n"
    "Ann Lee said on Friday that the moon is near.\n"
)


@dataclass(frozen=True)
class Site:
    """What is served: ``entrance`` is the address that was printed, with the token in it."""

    home: Home
    entrance: str

    @property
    def address(self) -> str:
        return self.entrance.partition("/?token=")[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The articles of a new user: there is no index yet."""
    require("chromium", "chromedriver")
    home = made_home(tmp_path_factory.mktemp("served"))
    write_articles(home.folder / "corpus", {"moon.txt": MOON})
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "qabot", "serve", "--port", str(port)],
        cwd=home.folder,
        env=home.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    said = server.stdout.readline()
    assert said.startswith(f"qabot is at http://127.0.0.1:{port}/?token=")
    yield Site(home, said.split()[3])
    server.terminate()
    assert server.wait(DEADLINE) == 0
    server.stdout.close()


def started(profile: str, *, script: bool = True) -> Chrome:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1280,800"):
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={profile}")
    if not script:
        off = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", off)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return Chrome(options, Service(shutil.which("chromedriver")))


@pytest.fixture(scope="module")
def browser(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser that has come in by the token and waited for the index."""
    browser = started(str(tmp_path_factory.mktemp("profile")))
    browser.get(site.entrance)
    browser.get(f"{site.address}/articles")  # says how far the index is, until it is there
    until(lambda: "3 articles" in text(browser, "main"), "the list of articles")
    yield browser
    browser.quit()


@pytest.fixture(autouse=True)
def at_the_beginning(site: Site, browser: Chrome) -> Iterator[None]:
    browser.set_window_size(1280, 800)
    browser.get(site.address)
    yield


def test_a_question_its_article_and_the_way_back(browser: Chrome, site: Site) -> None:
    press(browser, "/", QUESTION, Keys.ENTER)
    until(lambda: text(browser, "p.answer") == "Hans Weber", "the answer")
    assert texts(browser, "blockquote")[0] == SENTENCE
    assert text(browser, "aside h2") == "The wall opens"
    assert text(browser, "#cited").startswith("“We shall keep the gates open,”")
    assert in_view(browser, "#cited")
    asked = browser.current_url
    browser.get(asked)
    assert text(browser, "p.answer") == "Hans Weber"
    click(browser, "aside h2 a")
    until(lambda: text(browser, "h1") == "The wall opens", "the article")
    assert in_view(browser, "#cited")
    browser.back()
    until(lambda: text(browser, "h1") == QUESTION, "the question")
    assert browser.current_url == asked


def test_keys_step_through_citations(browser: Chrome, site: Site) -> None:
    browser.get(f"{site.address}/ask?q=what+did+Ann+Lee+say")
    count = len(elements(browser, "li.citation"))
    assert count >= 2
    press(browser, "n")
    until(lambda: f"[2] of {count}" in text(browser, "aside"), "the second citation")
    assert "cite=2" in browser.current_url
    assert text(browser, "li.current .number") == "[2]"
    press(browser, "p")
    until(lambda: f"[1] of {count}" in text(browser, "aside"), "the first citation again")
    browser.back()
    until(lambda: f"[2] of {count}" in text(browser, "aside"), "the second citation, by going back")
    browser.set_window_size(1280, 600)  # the reasons are below it until they are asked for
    press(browser, "w")
    until(lambda: "rank" in text(browser, "li.current section.why"), "why it is cited")
    assert in_view(browser, "li.current section.why")
    press(browser, "w")
    until(lambda: not elements(browser, "section.why"), "no reasons any more")


def test_a_filter_is_set_and_taken_off(browser: Chrome, site: Site) -> None:
    click(browser, ".filters summary")
    element(browser, "input[name=outlet]").send_keys("post")
    element(browser, "#q").send_keys("what is bread baked from", Keys.ENTER)
    until(lambda: texts(browser, ".chip") == ["outlet post ×\n, take off"], "the chip")
    assert "since=" not in browser.current_url
    assert "flour" not in text(browser, "main")
    click(browser, ".chip")
    until(
        lambda: "flour, water and salt" in text(browser, "p.answer"), "the answer of all articles"
    )


def test_a_session_is_gone_on_with_renamed_and_deleted(browser: Chrome, site: Site) -> None:
    element(browser, "#q").send_keys("when was the Berlin Wall opened", Keys.ENTER)
    until(lambda: text(browser, "h1") == "when was the Berlin Wall opened", "the first answer")
    element(browser, "#q").send_keys("and who is the mayor", Keys.ENTER)
    until(lambda: text(browser, "h1") == "and who is the mayor", "the second answer")
    assert len(elements(browser, "nav.earlier a")) == 2
    click(browser, "a[href^='/sessions/']:not(nav a)")
    until(lambda: len(elements(browser, "article.entry")) == 2, "the session")
    click(browser, ".session-tools summary")
    name = element(browser, "input[name=title]")
    name.clear()
    name.send_keys("The wall", Keys.ENTER)
    until(lambda: text(browser, "h1") == "The wall", "its new name")
    click(browser, ".danger summary")
    click(browser, ".danger button")
    until(lambda: text(browser, "h1") == "Sessions", "the list")
    assert "The wall" not in texts(browser, "h2")


def test_keys_step_through_lists(browser: Chrome, site: Site) -> None:
    browser.get(f"{site.address}/articles")
    titles = texts(browser, ".entries h2 a")
    for key, place in (("n", 0), ("n", 1), ("n", 2), ("n", 2), ("p", 1)):
        press(browser, key)
        assert browser.switch_to.active_element.text == titles[place]
    press(browser, Keys.ENTER)
    until(lambda: text(browser, "h1") == titles[1], "the article")


def test_on_a_phone_the_article_is_below(browser: Chrome, site: Site) -> None:
    browser.set_window_size(500, 800)  # the narrowest window there is
    browser.get(f"{site.address}/ask?q={QUESTION.replace(' ', '+')}")
    answer, article = element(browser, ".left").rect, element(browser, "aside").rect
    assert article["y"] >= answer["y"] + answer["height"]
    width = browser.execute_script("return document.documentElement.scrollWidth")
    assert width <= browser.execute_script("return innerWidth")
    click(browser, "li.citation cite a")
    until(lambda: in_view(browser, "#cited"), "the sentence in its article")
    click(browser, "a.back")
    until(lambda: in_view(browser, "#c1"), "the answer again")


def test_the_index_is_brought_in_step(browser: Chrome, site: Site) -> None:
    browser.get(f"{site.address}/articles")
    click(browser, ".update button")
    until(lambda: text(browser, ".outcome").endswith("Nothing has changed."), "nothing changed")
    write_articles(site.home.folder / "corpus", {"rain.txt": "Rain\n\nIt rained on Monday.\n"})
    write_articles(site.home.folder / "corpus", {"torn.json": '{"title'})
    click(browser, ".update button")
    until(lambda: "added: rain.txt" in text(browser, ".outcome"), "what was added", browser)
    assert "1 added; 1 file could not be read." in text(browser, ".outcome")
    assert "torn.json: " in text(browser, ".outcome")
    assert "4 articles" in text(browser, ".count")
    (site.home.folder / "corpus" / "rain.txt").unlink()
    (site.home.folder / "corpus" / "torn.json").unlink()
    click(browser, ".update button")
    until(lambda: "removed: rain.txt" in text(browser, ".outcome"), "what was removed")


def test_light_and_dark(browser: Chrome, site: Site) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    click(browser, ".themes button[value=light]")
    light = browser.execute_script(paper)
    click(browser, ".themes button[value=dark]")
    dark = browser.execute_script(paper)
    assert light != dark
    browser.get(f"{site.address}/sessions")
    assert browser.execute_script(paper) == dark


def test_without_script_it_is_asked_all_the_same(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = started(str(tmp_path_factory.mktemp("plain")), script=False)
    try:
        plain.get(f"{site.address}/")
        assert "open the address that qabot serve printed" in text(plain, "main")
        plain.get(site.entrance)
        assert "token" not in plain.current_url
        element(plain, "#q").send_keys(QUESTION, Keys.ENTER)
        until(lambda: text(plain, "p.answer") == "Hans Weber", "the answer")
        assert text(plain, "aside h2") == "The wall opens"
        assert not element(plain, "[data-copy]").is_displayed()
    finally:
        plain.quit()


def test_nothing_is_asked_of_another_host_and_nothing_refused(browser: Chrome, site: Site) -> None:
    """Last: the log is of all tests before."""
    hosts = {
        urlsplit(message["params"]["request"]["url"]).netloc
        for entry in browser.get_log("performance")  # type: ignore[no-untyped-call]
        if (message := json.loads(entry["message"])["message"])["method"]
        == "Network.requestWillBeSent"
        and message["params"]["request"]["url"].startswith(("http", "ws"))
    }
    assert hosts == {urlsplit(site.address).netloc}
    complaints = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert [one["message"] for one in complaints if "503" not in one["message"]] == []


# -- what a user does and sees -------------------------------------------------------------------


def press(browser: Chrome, *keys: str) -> None:
    """Keys for whatever has the focus."""
    ActionChains(browser).send_keys(*keys).perform()


def element(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def elements(browser: Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def click(browser: Chrome, selector: str) -> None:
    element(browser, selector).click()


def texts(browser: Chrome, selector: str) -> list[str]:
    return [one.text for one in elements(browser, selector)]


def text(browser: Chrome, selector: str) -> str:
    """The text of the first such element; empty where there is none."""
    return next(iter(texts(browser, selector)), "")


def in_view(browser: Chrome, selector: str) -> bool:
    """Whether all of an element is inside the window."""
    script = (
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight"
    )
    return bool(browser.execute_script(script, selector))


def until(holds: Callable[[], bool], wanted: str, browser: Chrome | None = None) -> None:
    deadline = time.monotonic() + DEADLINE
    while not holding(holds):
        if time.monotonic() > deadline:
            seen = browser.find_element("tag name", "body").text if browser else ""
            raise AssertionError(f"never came: {wanted}\n{seen}")
        time.sleep(0.05)


def holding(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except StaleElementReferenceException:  # the page went while it was looked at
        return False
