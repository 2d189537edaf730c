"""Articles opened in an editor or a browser."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qabot.index import Index
from qabot.types import Article
from qabot.ui.article.opening import editor_command, line_of, page
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.ui.conftest import MakeApp
from tests.ui.driving import Scripted, ask, drive, settings_of_test
from tests.ui.steps import settled
from tests.ui.test_answers import KIM, MOON


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/pact", "https://news.example/pact"),
        ("NASA, Apollo 11 Mission Report", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_only_an_address_of_the_web_is_a_page(url: str | None, address: str | None) -> None:
    assert page(Article("a.md", "text", url=url)) == address


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "a.md"]),
        ({"EDITOR": "vim", "VISUAL": "/usr/bin/code --wait"}, ["/usr/bin/code", "--wait", "a.md"]),
        ({"EDITOR": "hx"}, ["hx", "a.md:7"]),
        ({"EDITOR": " "}, None),
        ({}, None),
    ],
)
def test_the_editor_is_run_at_the_line(
    environment: dict[str, str], command: list[str] | None
) -> None:
    assert editor_command(environment, Path("a.md"), 7) == command


def test_the_line_of_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one\n\nThe moon.\nIt shines.")
    assert line_of(file, "The moon.\nIt shines.") == 3
    assert line_of(file, "The sun.") == 1


def test_o_opens_the_page_of_an_article_that_has_one(
    chat: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = chat({"who": KIM})
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        await pilot.press("tab")
        await settled(pilot)
        await pilot.press("o")
        assert opened == ["https://news.example/pact"]

    drive(app, steps)


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("", "set EDITOR to open"),
        (f"{sys.executable} -c pass", "there is no terminal for an editor here"),
    ],
)
def test_what_keeps_a_file_from_being_opened_is_said(
    chat: MakeApp, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.delenv("VISUAL", raising=False)
    app = chat({"when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        await pilot.press("tab")
        await settled(pilot)
        await pilot.press("o")
        [notification] = app._notifications
        assert notification.message.startswith(said)
        assert notification.message.endswith("moon.txt")

    drive(app, steps)


@pytest.mark.parametrize("gone", [False, True])
def test_the_file_of_the_folder_that_is_cited_is_opened(
    chat: MakeApp, monkeypatch: pytest.MonkeyPatch, folder: Path, gone: bool
) -> None:
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.delenv("VISUAL", raising=False)
    sentence = "The other rocket missed."
    app = chat({"when": Scripted([("other/moon.txt", sentence)], sentence)})
    other = folder.with_name("other")
    write_articles(other, {"moon.txt": f"Rocket misses\n\n{sentence}\n"})
    Index.create(app.index, settings_of_test(app.index), encoder=WordEncoder()).sync(
        [folder, other]
    )
    if gone:
        (other / "moon.txt").unlink()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        await pilot.press("tab")
        await settled(pilot)
        await pilot.press("o")
        assert app.browser.pane.file == other / "moon.txt"
        [notification] = app._notifications
        assert notification.message == (
            "the file of other/moon.txt is gone" if gone else f"set EDITOR to open {other}/moon.txt"
        )

    drive(app, steps)
