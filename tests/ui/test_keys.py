"""What keys do, and that they do it while the bot is at work."""

from __future__ import annotations

import importlib
import pkgutil
import time
from pathlib import Path

import pytest
from textual import events
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Static

import qabot.ui
from qabot.sessions.session_store import SavedExchange
from qabot.types import Filters
from qabot.ui.app import ChatApp
from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.article.article_screen import ArticleScreen
from qabot.ui.article.article_text import ArticleText
from qabot.ui.commands import COMMANDS
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.place_card import CitationCard
from qabot.ui.key_line import KeyLine
from qabot.ui.prompt.prompt import Prompt
from qabot.ui.screens.help_screen import HelpScreen
from tests.ui.conftest import MakeApp
from tests.ui.driving import Scripted, ask, bot_of, chat_over, drive, type_question, words_of
from tests.ui.steps import pressed, settled
from tests.ui.test_answers import KIM, MOON


def test_keys_respond_within_50_ms_while_an_answer_is_awaited(chat: MakeApp) -> None:
    """In time of the event loop's own thread: what else the machine does is not the app's.

    An event loop that waited for the bot would never get to the second key.
    """
    app = chat({"when": MOON}, held=True)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await type_question(pilot, "when")
        bot = bot_of(app)
        assert bot.begun.wait(10)
        assert "searching …" in words_of(app.panes.view.entries[0])
        spent = []
        for letter in "abcdefghij":
            before, started = app.panes.prompt.text, time.thread_time()
            await pilot.press(letter)
            spent.append(time.thread_time() - started)
            assert app.panes.prompt.text == before + letter
        assert sorted(spent)[len(spent) // 2] < 0.05
        bot.released.set()
        await settled(pilot)
        assert "Sunday" in words_of(app.panes.view.entries[0])
        assert app.panes.prompt.text == "abcdefghij"

    drive(app, steps)


def test_escape_cancels_the_running_answer_and_the_next_question_goes_on(chat: MakeApp) -> None:
    app = chat({"when": MOON, "who": KIM}, held=True)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await type_question(pilot, "when")
        await type_question(pilot, "who")
        first, second = app.panes.view.entries
        assert "waiting" in words_of(second)
        await pilot.press("escape")
        assert words_of(first) == "when\ncancelled"
        assert "searching …" in words_of(second)
        bot_of(app).released.set()
        await settled(pilot)
        assert words_of(first) == "when\ncancelled"
        assert first.answer is None
        assert "Kim Jong Un" in words_of(second)
        assert app.questioner.conversation is not None
        assert [turn.question for turn in app.questioner.conversation.turns] == ["who"]

    drive(app, steps)


def test_escape_goes_to_the_prompt_and_from_there_closes_the_article(chat: MakeApp) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        await pilot.press("tab")
        assert isinstance(app.focused, CitationCard)
        assert app.panes.body.article_shown
        await pilot.press("escape")
        assert app.panes.prompt.has_focus
        assert app.panes.body.article_shown
        await pilot.press("escape")
        assert not app.panes.body.article_shown

    drive(app, steps)


def test_the_prompt_breaks_lines_and_goes_through_its_history(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("a", "ctrl+j", "b", "shift+enter", "c")
        assert app.panes.prompt.text == "a\nb\nc"
        assert app.panes.prompt.size.height == 3
        await pilot.press("enter", "d", "enter")
        assert [entry.question for entry in app.panes.view.entries] == ["a\nb\nc", "d"]
        await pilot.press("x", "up")
        assert app.panes.prompt.text == "d"
        await pilot.press("up")
        assert app.panes.prompt.text == "a\nb\nc"
        await pilot.press("up", "up", "up")
        assert app.panes.prompt.text == "a\nb\nc"
        await pilot.press("down", "down", "down", "down")
        assert app.panes.prompt.text == "x"

    drive(app, steps)


def test_keys_that_come_faster_than_they_are_handled_keep_their_order(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in ("a", "b", "enter", "c", "ctrl+j", "d", "enter", "e"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert [entry.question for entry in app.panes.view.entries] == ["ab", "c\nd"]
        assert app.panes.prompt.text == "e"

    drive(app, steps)


def test_tab_goes_to_the_newest_answer(chat: MakeApp) -> None:
    app = chat({"who": KIM, "when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who", "when", "where is Peru")
        await pilot.press("tab")
        assert app.focused is app.panes.view.entries[1].cards[0]

    drive(app, steps)


def chosen_keys(tmp_path: Path) -> Path:
    """A file that chooses a key, a theme and an accent."""
    path = tmp_path / "chat.toml"
    lines = ('theme = "nord"', 'accent = "#0af"', "[keys]", 'citation.next = "j"', 'help = "f1,?"')
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_help_has_every_key_and_command_as_they_are_chosen(tmp_path: Path, folder: Path) -> None:
    app = chat_over(tmp_path / "index", folder, config=chosen_keys(tmp_path))

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert (app.theme, app.current_theme.accent) == ("nord", "#00AAFF")
        app.set_focus(None)
        await pilot.press("question_mark")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        text = str(app.screen.query_one("#help Static", Static).render())
        lines = text.split("\n")
        words = [line.split() for line in lines]
        assert ["j", "Next", "citation"] in words
        assert ["p", "Citation", "before"] in words
        assert ["shift+⏎", "or", "^j", "New", "line"] in words
        assert ["f1", "or", "?", "Show", "all", "keys"] in words
        told = " ".join(text.split())
        missing = [one for one in every_key() if " ".join(one.split()) not in told]
        missing += [command.usage for command in COMMANDS if command.usage not in told]
        assert missing == []
        first = next(place for place, line in enumerate(lines) if "esc" in line.split())
        place = lines[first].index("Cancel")
        assert lines[first + 1] == " " * place + "close the article"
        widest = app.screen.query_one("#help").scrollable_content_region.width
        assert max(map(len, lines)) <= widest
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)

    drive(app, steps, (80, 24))


def every_key() -> list[str]:
    """What is done by each binding with an id, of all classes of the chat."""
    modules = pkgutil.walk_packages(qabot.ui.__path__, "qabot.ui.")
    found = [importlib.import_module(module.name) for module in modules]
    tables = [
        value.__dict__["BINDINGS"]
        for module in found
        for value in vars(module).values()
        if isinstance(value, type) and "BINDINGS" in value.__dict__
        if value.__module__.startswith("qabot.ui.")
    ]
    bindings = [one for table in tables for one in Binding.make_bindings(table)]
    assert len(bindings) > 60
    return [
        one.tooltip or one.description
        for one in bindings
        if one.id not in (None, "prompt.answer") and not one.system  # the prompt of commands has it
    ]


@pytest.mark.parametrize("node", [ChatApp, Prompt, ArticlePane, ArticleText, ArticleScreen, Entry])
def test_every_binding_has_an_id(node: type) -> None:
    bindings = node.__dict__["BINDINGS"]
    assert bindings
    for binding in bindings:
        assert isinstance(binding, Binding)
        assert binding.id or binding.system, binding


def test_the_last_line_has_what_fits_and_help_always(chat: MakeApp) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        line = app.query_one(KeyLine)
        assert str(line.render()).split() == "esc Back ^b Sidebar ^q Quit f1 Help".split()
        await pilot.press("tab")
        words = str(line.render()).split()
        assert words[:4] == "n Next p Prev".split()
        assert words[-2:] == "f1 Help".split()
        await pilot.resize_terminal(30, 12)
        await settled(pilot)
        assert str(line.render()).split() == "n Next p Prev f1 Help".split()
        await pilot.click(line, offset=(3, 0))
        assert app.browser.citation is app.panes.view.cards[1].citation

    drive(app, steps)


def test_light_and_dark_are_a_key_apart(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+t")
        assert app.theme == "qabot-light"
        await pilot.press("ctrl+t")
        assert app.theme == "qabot-dark"

    drive(app, steps)


def test_older_answers_come_back_when_they_are_scrolled_or_stepped_to(chat: MakeApp) -> None:
    app = chat({"when": MOON})
    sentence = "A rocket reached the moon on Sunday."

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert app.service.bot is not None
        answer = app.service.bot.ask_after("when", ())
        app.sessions.show(None, [SavedExchange("when", Filters(), answer, None)] * 45)
        await settled(pilot)
        entries = app.panes.view.entries
        assert [entry.display for entry in entries] == [False] * 25 + [True] * 20
        app.panes.view.scroll_home(animate=False)
        await settled(pilot)
        assert [entry.display for entry in entries] == [False] * 15 + [True] * 30
        app.panes.view.look_at(entries[15].cards[0])
        await pressed(pilot, "tab")
        app.panes.view.look_at(entries[15].cards[0])
        await pressed(pilot, "p")
        assert app.focused is entries[14].cards[0]
        assert sentence in words_of(entries[14])

    drive(app, steps)


def test_quitting_while_an_answer_is_awaited_ends_the_app(chat: MakeApp) -> None:
    app = chat({"when": Scripted()}, held=True)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await type_question(pilot, "when")
        await pilot.press("ctrl+q")
        bot_of(app).released.set()

    drive(app, steps)
    assert not app.is_running
