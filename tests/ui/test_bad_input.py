"""What users and machines do to a chat: each is said on screen, and nothing is lost."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from qabot.errors import ModelError
from qabot.index import Index
from qabot.ui.app import ChatApp
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.service.doubles import WordSource
from tests.ui.conftest import MakeApp
from tests.ui.driving import (
    Scripted,
    ask,
    chat_over,
    drive,
    settings_of_test,
    type_question,
    words_of,
)
from tests.ui.steps import settled
from tests.ui.test_answers import KIM, MOON


def on_screen(app: ChatApp) -> str:
    """What is painted, as text."""
    width, height = app.size
    screen = app.screen._compositor.render_strips()
    assert len(screen) == height
    return "\n".join(strip.text[:width].rstrip() for strip in screen)


def test_a_terminal_of_40_by_10_shows_answer_and_article(chat: MakeApp) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        lines = on_screen(app).split("\n")
        assert lines[0].split()[0] == "who"  # a scrollbar may stand behind it
        assert lines[2].strip().startswith("Kim Jong Un  leader")
        assert "sk a question" in lines[-2]
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert "“We stand by our neighbour,” Mr" in on_screen(app)
        await pilot.press("f1")
        assert "Anywhere" in on_screen(app)

    drive(app, steps, (40, 10))


def test_a_paste_that_is_no_question_is_refused_whole(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("a", "b")
        app.post_message(events.Paste("x" * 100_000))
        await settled(pilot)
        assert app.panes.prompt.text == "ab"
        [notification] = app._notifications
        assert notification.message == (
            "nothing was taken of the 100,000 characters pasted: a question has at most 2,000"
        )

    drive(app, steps)


def test_a_question_that_is_too_long_is_said_to_be_so_and_can_be_had_back(folder: Path) -> None:
    app = chat_over(folder.with_name("index"), folder)
    question = "what about " + "the moon and " * 400

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.post_message(events.Paste(question))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        words = words_of(app.panes.view.entries[0])
        assert "… (5,210 characters)" in words
        assert "✗ the question has 5,210 characters, more than the 2,000 that are read" in words
        await pilot.press("up")
        assert app.panes.prompt.text == question.strip()

    drive(app, steps)


def test_a_model_that_fails_to_load_is_said_and_questions_wait_for_it(
    chat: MakeApp, folder: Path
) -> None:
    index, there = folder.with_name("index"), threading.Event()

    def load_model() -> None:
        if not there.is_set():
            raise ModelError("the reader [none] is not there; see --reader")

    source = WordSource(index, settings_of_test(index), before_open=load_model)
    app = chat_over(index, folder, source=source)

    async def steps(pilot: Pilot[None]) -> None:
        await type_question(pilot, "what reached the moon")
        await settled(pilot)
        state = app.query_one("#state", Static)
        assert str(state.render()).split("\n") == [
            "✗ the reader [none] is not there; see --reader",
            "The next question tries it again; F4 makes the index of a folder.",
        ]
        assert "waiting" in words_of(app.panes.view.entries[0])
        there.set()
        await ask(pilot, "what opened the wall")
        first, second = app.panes.view.entries
        assert "A rocket reached the moon on Sunday." in words_of(first)
        assert "wall" in words_of(second)
        assert not state.display

    drive(app, steps)


def test_an_index_that_disappears_is_said_and_opened_again_when_it_is_back(
    chat: MakeApp, tmp_path: Path
) -> None:
    app = chat({"when": MOON, "who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        index = tmp_path / "index"
        shutil.move(index, tmp_path / "away")
        app.service.folder = tmp_path / "nowhere"
        await ask(pilot, "who")
        first, second = app.panes.view.entries
        assert "no index at" in words_of(second)
        assert "no index at" in str(app.query_one("#state", Static).render())
        assert "Sunday" in words_of(first)
        await pilot.press("tab")
        await settled(pilot)
        await pilot.press("escape")
        shutil.move(tmp_path / "away", index)
        await ask(pilot, "who")
        assert "Kim Jong Un" in words_of(app.panes.view.entries[2])
        assert app.questioner.conversation is not None
        assert [turn.question for turn in app.questioner.conversation.turns] == ["when", "who"]

    drive(app, steps)


def test_an_index_built_again_by_another_process_is_asked_at_once(
    chat: MakeApp, folder: Path
) -> None:
    app = chat({"when": MOON, "how": Scripted([("star.txt", "A star fell.")], "star")})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        write_articles(folder, {"star.txt": "Stars\n\nA star fell.\n"})
        other = Index.open(app.index, settings_of_test(app.index), encoder=WordEncoder())
        other.sync(rebuild=True)
        await ask(pilot, "how", "where is Peru")
        assert "A star fell." in words_of(app.panes.view.entries[1])
        assert "Nothing about that in 5 articles." in words_of(app.panes.view.entries[2])

    drive(app, steps)
