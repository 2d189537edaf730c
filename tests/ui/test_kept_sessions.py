"""The chat with a session store: saved, left, resumed, renamed, deleted, and unsaved."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input

from qabot.sessions.session_store import SavedExchange, Session, SessionStore
from qabot.types import Filters
from qabot.ui.app import ChatApp
from qabot.ui.conversation.greeting import RecentSession
from qabot.ui.conversation.place_card import CitationCard
from qabot.ui.prompt.chips import Chip
from qabot.ui.prompt.prompt import Prompt
from qabot.ui.screens.dialogs import AskText, Confirm
from qabot.ui.sidebar.article_list import ArticleList
from qabot.ui.sidebar.long_list import LongList
from qabot.ui.sidebar.session_list import SessionList
from qabot.ui.sidebar.sidebar import Sidebar
from qabot.ui.themes import LIGHT
from tests.conftest import write_articles
from tests.service.doubles import WordSource
from tests.ui.driving import chat_over, settings_of_test, type_question
from tests.ui.driving import drive as drive_at_once
from tests.ui.steps import drive, pressed, screen_of, settled

MOON, MOULD = "what reached the moon on Sunday", "where did penicillin come from"
MakeApp = Callable[[], ChatApp]


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "data" / "sessions.db", patience=0.05)


@pytest.fixture
def chat(tmp_path: Path, folder: Path, store: SessionStore) -> MakeApp:
    """Makes an app, as each start of the program does."""

    def make() -> ChatApp:
        return chat_over(tmp_path / "index", folder, store=store)

    return make


async def ask(pilot: Pilot[Any], *questions: str) -> None:
    for question in questions:
        await type_question(pilot, question)
        await settled(pilot)


def asked(app: ChatApp) -> list[str]:
    return [entry.question for entry in app.panes.view.entries]


def test_a_session_is_saved_as_it_goes_and_resumed_with_its_follow_ups(
    chat: MakeApp, store: SessionStore
) -> None:
    first = chat()

    async def before(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON)
        (session,) = store.sessions()
        assert (session.id, session.title) == (first.sessions.session, MOON)
        assert store.exchanges(session.id)[0].answer is not None
        await ask(pilot, "?!")

    drive(first, before)
    assert store.exchanges(1)[1].failure == "the question is empty; ask something in plain words"

    again = chat()

    async def after(pilot: Pilot[Any]) -> None:
        assert asked(again) == []
        await pressed(pilot, "ctrl+b", "enter")
        assert asked(again) == [MOON, "?!"]
        assert again.focused is again.panes.prompt
        assert [card.citation and card.citation.text for card in again.query(CitationCard)][:1] == [
            "A rocket reached the moon on Sunday."
        ]
        assert "✗ the question is empty" in screen_of(again)
        await ask(pilot, "and why?")
        newest = again.panes.view.entries[-1].answer
        assert newest is not None
        assert newest.interpreted == "and why? (reached, moon, Sunday)"

    drive(again, after)
    (session,) = store.sessions()
    assert session.exchanges == 3


def test_the_sessions_used_last_are_named_at_the_beginning(
    chat: MakeApp, store: SessionStore, tmp_path: Path
) -> None:
    here = str((tmp_path / "index").resolve())
    for number in range(5):
        store.asked(f"question {number}", Filters(), here, None)
    store.asked("of another index", Filters(), "elsewhere", None)
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        named = [str(one.render()) for one in app.query(RecentSession)]
        assert named == [f"question {number}  1 question" for number in (4, 3, 2, 1)]
        app.query(RecentSession)[1].focus()
        await pressed(pilot, "enter")
        assert asked(app) == ["question 3"]
        assert app.sessions.session == 4
        assert not app.panes.greeting.display

    drive(app, steps)


def test_titles_that_differ_by_their_number_do_so_on_a_short_line() -> None:
    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield SessionList()

    async def steps() -> None:
        app = Alone()
        async with app.run_test(size=(24, 8)):
            rows = app.query_one(SessionList)
            titles = ("who said it in the evening (2)", "who said it in the evening", "who (3)")
            rows.show_rows([Session(n, one, "", "2024-06-03", 1) for n, one in enumerate(titles)])
            lines = [rows.render_line(place).text.rstrip() for place in (0, 2, 4)]
        assert lines == ["▌ who said it in th… (2)", "  who said it in the ev…", "  who (3)"]

    asyncio.run(steps())


def test_a_session_resumed_before_the_index_is_open_has_follow_ups_too(
    chat: MakeApp, store: SessionStore, tmp_path: Path, folder: Path
) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON)

    drive(chat(), before)
    place, opened = tmp_path / "index", threading.Event()
    source = WordSource(place, settings_of_test(place), before_open=opened.wait)
    app = chat_over(place, folder, source=source, store=store)

    async def after(pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+b")
        while not app.panes.sidebar.sessions.list.rows:
            await pilot.pause()
        await pilot.press("enter")
        while "as it was saved" not in screen_of(app):
            await pilot.pause()
        assert asked(app) == [MOON]
        assert "opening the index" in screen_of(app)
        opened.set()
        await settled(pilot)
        assert "as it was saved" not in screen_of(app)
        assert "A rocket reached the moon on Sunday." in screen_of(app)
        await ask(pilot, "and why?")
        newest = app.panes.view.entries[-1].answer
        assert newest is not None
        assert newest.interpreted == "and why? (reached, moon, Sunday)"

    drive_at_once(app, after)


def test_a_sentence_that_the_index_no_longer_prints_is_marked_when_resumed(
    chat: MakeApp, folder: Path
) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON, MOULD)

    app = chat()
    drive(app, before)
    assert app.service.bot is not None
    write_articles(folder, {"moon.txt": "Rocket\n\nIt flew by the moon.\n"})
    app.service.bot.index.sync([folder])
    again = chat()

    async def after(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "ctrl+b", "enter")
        moon, mould = again.panes.view.entries
        assert moon.answer is not None
        assert mould.answer is not None
        assert {c.text: c.outdated for c in moon.answer.citations}[
            "A rocket reached the moon on Sunday."
        ]
        assert not any(citation.outdated for citation in mould.answer.citations)
        shown = [str(card.render()) for card in moon.cards]
        assert "! as it was saved: not found in the index as it is now" in shown[0]

    drive(again, after)


def test_a_question_that_was_not_answered_says_so(chat: MakeApp, store: SessionStore) -> None:
    place = store.asked(MOON, Filters(outlet="Post"), "/index", None)
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "ctrl+b", "enter")
        assert "✗ the chat ended before this was answered" in screen_of(app)
        assert [chip.words for chip in app.query(Chip)] == ["outlet Post"]
        assert app.sessions.session == place.session

    drive(app, steps)


def test_new_sessions_are_begun_and_earlier_ones_kept(chat: MakeApp, store: SessionStore) -> None:
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON)
        app.choice.choose(Filters(since="2020"))
        await pressed(pilot, "ctrl+n")
        assert (asked(app), app.sessions.session, app.choice.filters) == ([], None, Filters())
        await ask(pilot, MOULD, "and why?")
        newest = app.panes.view.entries[-1].answer
        assert newest is not None
        assert "moon" not in newest.interpreted
        assert [session.title for session in store.sessions()] == [MOULD, MOON]
        await pressed(pilot, "ctrl+b")
        assert "•where did penicillin come from" in screen_of(app)
        await pressed(pilot, "down", "enter")
        assert (asked(app), app.sessions.session) == ([MOON], 1)

    drive(app, steps)


def test_sessions_are_searched_renamed_and_deleted(chat: MakeApp, store: SessionStore) -> None:
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON)
        await pressed(pilot, "ctrl+n")
        await ask(pilot, MOULD)
        await pressed(pilot, "ctrl+b", *"rocket")  # in an answer alone
        rows = app.panes.sidebar.sessions.list.rows
        assert [row.title for row in rows] == [MOON]
        await pressed(pilot, "down", "f2")
        assert isinstance(app.screen, AskText)
        app.screen.query_one(Input).value = "[bold]The moon"
        await pressed(pilot, "enter")
        assert store.sessions("rocket")[0].title == "[bold]The moon"
        assert "[bold]The moon" in screen_of(app)
        await pressed(pilot, "f2", "x", "escape")
        assert store.sessions("rocket")[0].title == "[bold]The moon"

        await pressed(pilot, "delete")
        assert isinstance(app.screen, Confirm)
        assert "Articles" in screen_of(app)  # what it is about can be seen behind it
        assert "Delete “[bold]The moon” and everything in it?" in screen_of(app)
        await pressed(pilot, "enter")  # no is what has the focus
        assert len(store.sessions()) == 2
        await pressed(pilot, "delete", "escape", "delete", "y")
        assert [session.title for session in store.sessions()] == [MOULD]
        assert asked(app) == [MOULD]
        assert "no session has these words" in screen_of(app)

    drive(app, steps)


def test_deleting_the_session_on_screen_begins_another(chat: MakeApp, store: SessionStore) -> None:
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON)
        await pressed(pilot, "ctrl+b", "delete", "y")
        assert (asked(app), app.sessions.session) == ([], None)
        await pressed(pilot, "escape")
        await ask(pilot, MOULD)

    drive(app, steps)
    assert [session.title for session in store.sessions()] == [MOULD]


def test_prompts_and_theme_are_remembered(chat: MakeApp) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON, MOULD)
        await pressed(pilot, "ctrl+t")

    first = chat()
    drive(first, before)
    assert first.theme == LIGHT.name
    again = chat()

    async def after(pilot: Pilot[Any]) -> None:
        assert again.theme == LIGHT.name
        prompt = again.query_one(Prompt)
        await pressed(pilot, "up")
        assert prompt.text == MOULD
        await pressed(pilot, "up")
        assert prompt.text == MOON

    drive(again, after)


def test_picked_articles_are_the_only_ones_asked(chat: MakeApp, store: SessionStore) -> None:
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        await app.runner.do("show_articles")
        await settled(pilot)
        await pressed(pilot, *"mould", "down", "space")
        assert app.choice.filters == Filters(paths=("old/mould.txt",))
        assert [chip.words for chip in app.query(Chip)] == ["mould.txt"]
        await pressed(pilot, "escape")
        await ask(pilot, "what reached the moon")
        answer = app.panes.view.entries[-1].answer
        assert answer is not None
        assert answer.filters == Filters(paths=("old/mould.txt",))
        assert {one.passage.article.path for one in answer.considered} == {"old/mould.txt"}
        app.query_one(Chip).focus()
        await pressed(pilot, "delete")
        assert app.choice.filters == Filters()
        assert app.panes.sidebar.articles.list.picked == ()
        assert app.focused is app.panes.prompt  # no chip is left to have the focus
        await ask(pilot, "what reached the moon")

    drive(app, steps)
    saved = store.exchanges(1)
    assert [exchange.filters.paths for exchange in saved] == [("old/mould.txt",), ()]


def test_the_sidebar_stands_beside_or_lies_over_the_conversation(chat: MakeApp) -> None:
    def wide(app: ChatApp) -> Callable[[Pilot[Any]], Any]:
        async def steps(pilot: Pilot[Any]) -> None:
            whole = app.query_one("#centre").size.width
            await pressed(pilot, "ctrl+b")
            assert app.panes.sidebar.has_class("shown")
            assert app.query_one("#centre").size.width == whole - app.panes.sidebar.size.width
            await pressed(pilot, "ctrl+b")
            assert not app.panes.sidebar.has_class("shown")
            assert app.focused is app.panes.prompt

        return steps

    def narrow(app: ChatApp) -> Callable[[Pilot[Any]], Any]:
        async def steps(pilot: Pilot[Any]) -> None:
            await pressed(pilot, "ctrl+b")
            assert app.query_one("#centre").size.width == app.size.width
            assert app.panes.sidebar.region.width == min(44, app.size.width)
            assert "Sessions" in screen_of(app)
            await pressed(pilot, "escape")
            assert not app.panes.sidebar.has_class("shown")
            await ask(pilot, MOON)
            await pressed(pilot, "ctrl+b")
            app.panes.prompt.focus()
            await pressed(pilot, "escape")
            assert not app.panes.sidebar.has_class("shown")  # wherever the focus was
            await pressed(pilot, "ctrl+b", "enter")
            assert not app.panes.sidebar.has_class("shown")  # out of the way of what was chosen

        return steps

    app = chat()
    drive(app, wide(app), size=(160, 48))
    for size in ((80, 24), (40, 10)):
        app = chat()
        drive(app, narrow(app), size=size)


def test_the_arrows_turn_from_one_list_of_the_sidebar_to_the_other(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pressed(pilot, "ctrl+b", "right")
        assert app.panes.sidebar.articles.list.has_focus
        await pressed(pilot, "left")
        assert app.panes.sidebar.sessions.list.has_focus

    drive(app, steps)


@pytest.mark.parametrize("problem", ["damaged", "locked", "folder"])
def test_a_store_that_cannot_be_used_leaves_the_chat_as_it_is(
    chat: MakeApp, store: SessionStore, problem: str
) -> None:
    place = store.asked("before", Filters(), "/index", None)
    app = chat()

    async def steps(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON, MOULD)
        answers = [entry.answer for entry in app.panes.view.entries]
        assert all(answer is not None for answer in answers)
        notices = [n.message for n in app._notifications if str(store.path) in n.message]
        assert notices
        assert all("\n" not in notice for notice in notices)
        await pressed(pilot, "ctrl+b")
        assert app.is_running

    if problem == "locked":
        with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            drive(app, steps)
            other.execute("ROLLBACK")
        assert store.exchanges(place.session) == [SavedExchange("before", Filters(), None, None)]
        return
    store.path.unlink()
    if problem == "folder":
        store.path.mkdir()
    else:
        store.path.write_bytes(b"no database " * 200)
    drive(app, steps)


def test_a_long_session_is_resumed_while_keys_work(chat: MakeApp, store: SessionStore) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOON)

    drive(chat(), before)
    (exchange,) = store.exchanges(1)
    assert exchange.answer is not None
    for number in range(30):
        place = store.asked(f"question {number}", Filters(), "/index", 1)
        store.answered(place.exchange, replace(exchange.answer, question=f"question {number}"))
    app = chat()

    async def after(pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+b")
        await settled(pilot)
        await pressed(pilot, "enter")
        assert asked(app) == [MOON, *(f"question {number}" for number in range(30))]
        assert app.panes.view.scroll_offset.y == app.panes.view.max_scroll_y
        assert app.questioner.conversation is not None
        assert len(app.questioner.conversation.turns) == 31

    drive(app, after)


@pytest.mark.parametrize("last", [MOON, "/mentions tide"])
def test_a_session_with_lists_is_resumed_at_its_last_question(
    chat: MakeApp, store: SessionStore, folder: Path, last: str
) -> None:
    tides = {f"tide{n}.txt": f"Tide {n}\n\nThe tide is high.\n" for n in range(30)}
    write_articles(folder, tides)

    async def before(pilot: Pilot[Any]) -> None:
        await ask(pilot, MOULD, "/mentions tide", last)

    drive(chat(), before)
    app = chat()

    async def after(pilot: Pilot[Any]) -> None:
        view = app.panes.view
        await pressed(pilot, "ctrl+b")
        await pressed(pilot, "enter")  # once its list is there
        assert [len(entry.cards) for entry in view.entries][1] == 20
        question = view.entries[-1].query_one(".question")
        assert view.region.contains_region(question.region)
        assert ("60 mentions in 30 articles" in screen_of(app)) == (last != MOON)
        if last == MOON:
            assert view.scroll_offset.y == view.max_scroll_y > 0

    drive(app, after)


@pytest.mark.parametrize(
    "node", [LongList, SessionList, ArticleList, Chip, Sidebar, Confirm, AskText]
)
def test_every_binding_has_an_id(node: type) -> None:
    assert all(isinstance(one, Binding) and one.id for one in node.__dict__["BINDINGS"])
