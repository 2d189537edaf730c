"""The chat where there is no index yet: which folder, and what to ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input

from qabot.bot import QABot
from qabot.service.bot_service import BotService
from qabot.ui.app import ChatApp
from qabot.ui.screens.folder_screen import FolderScreen
from tests.conftest import write_articles
from tests.service.doubles import WordSource
from tests.ui.driving import ask, drive, settings_of_test, shown, words_of
from tests.ui.steps import settled


def name_examples(bot: QABot) -> Sequence[str]:
    return ("who found a mould", f"what is in {bot.index.folder.name}")


@pytest.fixture
def app(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> ChatApp:
    """A chat begun in a folder of three articles, in which there is neither index nor corpus."""
    monkeypatch.chdir(folder)
    write_articles(tmp_path / "samples", {"sea.txt": "The sea is deep."})
    index = tmp_path / "index"
    service = BotService(WordSource(index, settings_of_test(index)), Path("corpus"))
    return ChatApp(service, index, examples=name_examples, samples=tmp_path / "samples")


async def asked(pilot: Pilot[None], app: ChatApp) -> FolderScreen:
    """The screen that asks for a folder; its tree has a worker that only ends with it."""
    while not (isinstance(app.screen, FolderScreen) and app.screen.query(Button)):
        await pilot.pause()
    return app.screen


def test_the_folder_one_is_in_is_offered(app: ChatApp, folder: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        screen = await asked(pilot, app)
        assert "Which folder holds the articles?" in words_of(screen)
        assert screen.query_one(Input).value == str(folder)
        await pilot.press("enter")
        await settled(pilot)
        assert "3 articles" in shown(app)
        await ask(pilot, "what reached the moon")
        assert "A rocket reached the moon on Sunday." in shown(app)

    drive(app, steps)


@pytest.mark.parametrize("clicked", [True, False])
def test_the_samples_can_be_taken(app: ChatApp, clicked: bool) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await asked(pilot, app)
        if clicked:
            await pilot.click(Button)
        else:
            await pilot.press("tab", "tab", "enter")
        await settled(pilot)
        assert "1 article ·" in shown(app)

    drive(app, steps)


def test_whoever_names_no_folder_is_told_what_to_do(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await asked(pilot, app)
        await pilot.press("escape")
        await settled(pilot)
        assert "no index at" in shown(app)
        assert "F4 makes the index of a folder" in shown(app)
        assert not app.index.exists()

    drive(app, steps)


def test_questions_of_the_index_are_offered_until_one_is_asked(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await asked(pilot, app)
        await pilot.press("enter")
        await settled(pilot)
        offered = "Ask the articles a question.\nwho found a mould\nwhat is in index"
        assert words_of(app.main).count(offered) == 1

    drive(app, steps)


def test_a_stub_that_a_kill_left_is_like_no_index(app: ChatApp, folder: Path) -> None:
    from qabot.config import SCHEMA_VERSION
    from qabot.store import schema

    app.index.mkdir()
    schema.create(app.index / schema.DATABASE, SCHEMA_VERSION)

    async def steps(pilot: Pilot[None]) -> None:
        await asked(pilot, app)
        await pilot.press("enter")
        await settled(pilot)
        assert "3 articles" in shown(app)

    drive(app, steps)
