"""The first screen of the chat, driven by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from qabot.config import Settings
from qabot.index import Index
from qabot.ui.app import ChatApp
from qabot.ui.conversation.entry import Entry
from qabot.ui.prompt.prompt import Prompt
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.sync.test_sync import Interrupting
from tests.ui.driving import chat_over, drive, shown, words_of
from tests.ui.driving import type_question as ask
from tests.ui.steps import settled


@pytest.fixture
def app(tmp_path: Path, folder: Path) -> ChatApp:
    return chat_over(tmp_path / "index", folder)


def test_the_index_is_built_on_the_first_run(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert "3 articles" in shown(app)

    drive(app, steps)
    with Index.open(app.index, encoder=WordEncoder()).snapshot() as snapshot:
        assert snapshot.generation == 1


def test_what_is_said_for_a_moment_covers_no_answer(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.notices.say("the first of two things that are said")
        await settled(pilot)
        app.notices.say("saved in a folder with a long name " * 5)
        await settled(pilot)
        [toast] = app.screen.query("Toast")
        assert toast.region.height == 3  # all of it is to be read
        assert toast.region.bottom == app.size.height
        assert not toast.region.overlaps(app.panes.view.region)

    drive(app, steps, size=(80, 24), notifications=True)


def test_a_question_typed_before_the_index_is_ready_is_answered(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert app.focused is app.query_one("#prompt")
        await ask(pilot, "what reached the moon")
        await ask(pilot, "where did penicillin come from")
        assert [entry.question for entry in app.query(Entry)] == [
            "what reached the moon",
            "where did penicillin come from",
        ]
        await settled(pilot)
        first, second = (words_of(entry) for entry in app.query(Entry))
        assert "[1] A rocket reached the moon on Sunday." in first
        assert "[1] Penicillin came from the mould." in second
        assert "Mould kills" in second

    drive(app, steps)


def test_markup_and_escapes_are_text(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await ask(pilot, "[red]moon[/red] \x1b[31m[/]")
        await settled(pilot)
        assert "[red]moon[/red] \\x1b[31m[/]" in shown(app)

    drive(app, steps)


def test_a_paste_of_several_lines_is_kept_whole(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        prompt = app.query_one("#prompt", Prompt)
        app.post_message(events.Paste("who reached\nthe moon"))
        await pilot.pause()
        assert prompt.text == "who reached\nthe moon"

    drive(app, steps)


def test_an_unfinished_index_is_finished_not_replaced(app: ChatApp, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_articles(other, {"sea.txt": "The sea is deep.", "sun.txt": "The sun is hot."})
    dying = Interrupting(1, RuntimeError("killed"))
    with pytest.raises(RuntimeError, match="killed"):
        Index.create(app.index, Settings.of(batch_passages=1), encoder=dying).sync([other])

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert "2 articles" in shown(app)

    drive(app, steps)
    assert Index.open(app.index, encoder=WordEncoder()).status().folders == (str(other),)


def test_an_empty_question_is_not_asked(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "   ")
        assert not app.query(Entry)

    drive(app, steps)


def test_what_cannot_be_asked_is_said_under_the_question(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "?!")
        await settled(pilot)
        assert "the question is empty" in words_of(app.query_one(Entry))

    drive(app, steps)


def test_the_keys_quit_and_return_to_the_prompt(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.set_focus(None)
        await pilot.press("escape")
        assert app.focused is app.query_one("#prompt")
        await pilot.press("ctrl+q")

    drive(app, steps)
    assert not app.is_running
