"""Words found in conversations and articles; questions asked again, edited, deleted; a notebook."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qabot.sessions.notebook import Notebook
from qabot.sessions.session_store import SessionStore
from qabot.ui.app import ChatApp
from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.article.article_text import ArticleText
from qabot.ui.conversation.entry import QuestionLine
from qabot.ui.notebook.notebook_screen import NotebookScreen
from qabot.ui.screens.dialogs import Confirm
from tests.conftest import write_articles
from tests.ui.conftest import PACT, MakeApp
from tests.ui.driving import ScriptedSource, ask, chat_over, drive, words_of
from tests.ui.steps import pressed, settled
from tests.ui.test_answers import KIM, MOON
from tests.ui.test_article import marked

SCRIPT = {"when": MOON, "who": KIM}


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "sessions.db")


@pytest.fixture
def saved_chat(tmp_path: Path, folder: Path, store: SessionStore) -> ChatApp:
    write_articles(folder, {"pact.md": PACT})
    source = ScriptedSource(tmp_path / "index", SCRIPT)
    return chat_over(tmp_path / "index", folder, source=source, store=store)


def questions(app: ChatApp) -> list[str]:
    return [entry.question for entry in app.panes.view.entries]


def test_words_are_found_in_the_article_and_in_the_conversation(chat: MakeApp) -> None:
    app = chat(SCRIPT)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who", "when", "who")
        await pressed(pilot, "tab", "enter", "slash", *"kim")
        pane = app.query_one("#article", ArticlePane)
        assert str(pane.find_line.query_one(".count").render()) == "1 of 2"
        await pressed(pilot, "enter")
        assert isinstance(app.focused, ArticleText)
        assert marked(pane, "found-here") == ["Kim"]
        assert marked(pane, "found") == ["Kim"]
        await pressed(pilot, "n")
        assert pane.text.found is not None
        assert pane.text.found.at == 1
        await pressed(pilot, "n", "N", "N")
        assert pane.text.found.at == 0
        assert app.browser.citation is not None
        assert app.browser.citation.number == 1
        await pressed(pilot, "escape")
        assert marked(pane, "found-here") == []
        assert not pane.find_line.opened
        await pressed(pilot, "n")  # a citation again
        assert app.browser.citation.number == 2
        await pressed(pilot, "escape", "ctrl+f", *"sunday")
        line = app.panes.find_line
        assert str(line.query_one(".count").render()) == "2 of 2"  # short answer and sentence
        await pressed(pilot, "enter", "down", "up")
        assert str(line.query_one(".count").render()) == "1 of 2"
        await pressed(pilot, *"x")
        assert str(line.query_one(".count").render()) == "not found"
        await pressed(pilot, "escape")
        assert app.panes.prompt.has_focus
        assert not line.opened
        await ask(pilot, "/find sign")
        assert "not found" not in str(line.query_one(".count").render())

    drive(app, steps, (120, 40))


def test_a_question_is_asked_again_edited_and_deleted(
    saved_chat: ChatApp, store: SessionStore
) -> None:
    app = saved_chat

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when", "who", "/mentions moon", "where is Peru")
        await pressed(pilot, "tab", "r")
        assert questions(app) == [
            "when",
            "who",
            "/mentions moon",
            "where is Peru",
            "/mentions moon",
        ]
        await pressed(pilot, "tab", "p", "e")
        assert app.panes.prompt.text == "/mentions moon"
        app.panes.prompt.clear()
        app.panes.view.entries[3].query_one(QuestionLine).focus()
        await pressed(pilot, "delete")
        assert isinstance(app.screen, Confirm)
        assert "Delete “where is Peru” and its answer?" in words_of(app.screen)
        await pressed(pilot, "y")
        app.panes.view.entries[1].cards[0].focus()
        await pressed(pilot, "delete", "n", "delete", "y")
        assert questions(app) == ["when", "/mentions moon", "/mentions moon"]
        assert app.questioner.conversation is not None
        assert [turn.question for turn in app.questioner.conversation.turns] == ["when"]
        assert not app.panes.body.article_shown
        app.recorder.wait()
        [session] = store.sessions()
        saved = store.exchanges(session.id)
        assert [one.question for one in saved] == questions(app)
        app.sessions.begin()
        await settled(pilot)
        assert app.panes.greeting.display
        app.sessions.show(session.id, saved)
        await settled(pilot)
        assert "“moon”: 2 mentions in 1 article" in words_of(app.panes.view.entries[2])
        await ask(pilot, "/delete")
        await pressed(pilot, "y")
        app.recorder.wait()
        assert [one.question for one in store.exchanges(session.id)] == ["when", "/mentions moon"]

    drive(app, steps, (120, 40))


def test_sentences_are_clipped_into_a_notebook_that_is_saved(
    saved_chat: ChatApp, store: SessionStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, notebook = saved_chat, Notebook(store.path, str((tmp_path / "index").resolve()))
    (tmp_path / "started").mkdir()
    monkeypatch.chdir(tmp_path / "started")

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "/notebook markdown", "who")
        await pressed(pilot, "tab", "c", "n", "c", "p", "c", "escape")
        await ask(pilot, "/timeline moon")
        await pressed(pilot, "tab", "c", "escape")
        clips = notebook.clips()
        assert [(clip.question, clip.citation.text) for clip in clips] == [
            ("who", KIM.sentences[0][1]),
            ("who", KIM.sentences[1][1]),
        ]  # nothing is dated in the timeline, so "who" is still looked at
        await ask(pilot, "/notebook notes.json", "/notebook")
        assert isinstance(app.screen, NotebookScreen)
        assert "The leader, Kim Jong Un, then left." in words_of(app.screen)
        await pressed(pilot, "ctrl+s", "delete")
        assert "Notebook · 1 sentence" in words_of(app.screen)
        assert [replace(clip, id=0) for clip in notebook.clips()] == [replace(clips[0], id=0)]
        await pressed(pilot, "enter")
        assert len(app.screen_stack) == 1
        assert isinstance(app.focused, ArticleText)
        pane = app.query_one("#article", ArticlePane)
        assert " ".join(marked(pane, "cited")) == KIM.sentences[0][1]

    drive(app, steps, (120, 40))
    values = json.loads(Path("notes.json").read_text(encoding="utf-8"))
    assert [one["question"] for one in values["clips"]] == ["who", "who"]
    assert "# Notebook\n\n## who\n\n> “We stand" in Path("qabot-notebook.md").read_text("utf-8")
