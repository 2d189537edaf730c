"""Commands on screen, by slash, palette and key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from qabot.types import Filters
from qabot.ui.app import ChatApp
from qabot.ui.outside import Outside
from qabot.ui.screens.why_screen import WhyScreen
from tests.ui.conftest import MakeApp
from tests.ui.driving import Scripted, ask, drive, scripted_chat
from tests.ui.steps import settled

MOON = Scripted([("moon.txt", "A rocket reached the moon on Sunday.")], "Sunday")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Exports go to the folder that the chat was started in."""
    (tmp_path / "started").mkdir()
    monkeypatch.chdir(tmp_path / "started")
    return tmp_path / "started"


def said(app: ChatApp) -> list[str]:
    return [notification.message for notification in app._notifications]


def offered(app: ChatApp) -> list[str]:
    """What the list above the prompt has, if it is on screen."""
    completions = app.panes.prompt.completions
    if not completions.display:
        return []
    return [str(option.prompt).split("  ")[0] for option in completions.options]


def test_a_slash_lists_commands_and_tab_completes(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("/")
        await pilot.pause()
        assert offered(app)[:2] == ["/help", "/search WORDS"]
        await pilot.press("o", "u", "tab")
        await pilot.pause()
        assert app.panes.prompt.text == "/outlet "
        assert offered(app) == ["Sample World"]
        await pilot.press("w", "tab", "enter")
        await settled(pilot)
        assert app.choice.filters == Filters(outlet="Sample World")
        assert said(app) == ["1 article to ask"]
        assert app.panes.prompt.text == ""
        assert offered(app) == []
        assert app.panes.view.entries == []

    drive(app, steps)


def test_enter_takes_the_marked_command(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press(*"/si", "enter")
        await pilot.pause()
        assert app.panes.prompt.text == "/since "
        assert offered(app) == ["2014"]
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.choice.filters == Filters(since="2014")
        await pilot.press(*"/cl", "enter")
        await settled(pilot)
        assert app.choice.filters == Filters()

    drive(app, steps)


def test_enter_sends_what_was_typed_although_the_list_knows_less(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press(*"/since")
        prompt = app.panes.prompt
        prompt.insert(" 2014")  # the list is told of it later
        prompt.action_send()
        await settled(pilot)
        assert app.choice.filters == Filters(since="2014")

    drive(app, steps)


def test_escape_closes_the_list_and_up_goes_on_through_history(chat: MakeApp) -> None:
    app = chat({"when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when", "/clear")
        await pilot.press("up")
        await pilot.pause()
        assert (app.panes.prompt.text, offered(app)) == ("/clear", [])
        await pilot.press("up")
        await pilot.pause()
        assert app.panes.prompt.text == "when"
        app.panes.prompt.clear()
        await pilot.press("/")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert (app.panes.prompt.text, offered(app)) == ("/", [])

    drive(app, steps)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("/sinc 2024", "there is no /sinc; did you mean /since?"),
        ("/since soon", "/since 'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("/copy all", "/copy takes answer, sentence or footnote, not 'all'"),
        (
            "/export docx",
            "'docx' is neither a format (markdown, json, text) nor a file that ends in "
            ".md, .json, .txt",
        ),
        ("/why", "there is no answer to explain yet"),
        ("/export", "there is nothing to export yet"),
        ("/copy", "there is nothing to copy yet"),
    ],
)
def test_what_cannot_be_done_is_said(chat: MakeApp, typed: str, reason: str) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.panes.prompt.completions.show([], mark=False)
        app.panes.prompt.post_message(app.panes.prompt.Sent(typed))
        await settled(pilot)
        assert said(app) == [reason]
        nothing_yet = reason.endswith(" yet")
        assert app.panes.prompt.text == ("" if nothing_yet else typed)
        assert app.choice.filters == Filters()

    drive(app, steps)


def test_filters_add_up_and_must_fit_together(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "/since 2014-01", "/until 2015", "/author nobody")
        assert app.choice.filters == Filters(since="2014-01", until="2015", author="nobody")
        assert said(app)[-1] == "no article is left; /clear asks all again"
        await ask(pilot, "/until 2013")
        assert said(app)[-1] == "/since 2014-01 lies after /until 2013"
        assert app.choice.filters.until == "2015"

    drive(app, steps)


def test_the_palette_has_every_command(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"since a date")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.panes.prompt.text == "/since "
        assert app.focused is app.panes.prompt

    drive(app, steps)


def test_what_is_typed_fast_is_sent_whole(chat: MakeApp) -> None:
    app = chat()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for text in ("who", "when"):
            for character in text:
                app.post_message(events.Key(character, character))
            app.post_message(events.Key("enter", "\r"))
        await settled(pilot)
        assert [entry.question for entry in app.panes.view.entries] == ["who", "when"]

    drive(app, steps)


def test_copying_by_key(tmp_path: Path, folder: Path) -> None:
    desktop: list[str] = []
    outside = Outside(clipboard=lambda is_web: desktop.append)
    app = scripted_chat(tmp_path / "index", folder, {"when": MOON}, outside=outside)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when")
        app.panes.view.cards[0].focus()
        await pilot.press("s", "f")
        await settled(pilot)
        assert sorted(desktop) == [
            "A rocket reached the moon on Sunday.",
            "A rocket reached the moon on Sunday.\n"
            "[1] “Rocket reaches the moon”, moon.txt, characters 25–61",
        ]
        await pilot.press("y")
        await settled(pilot)
        assert desktop[2].startswith("when\n\nSunday  (likely, 80%)\n\n[1] A rocket reached")
        assert said(app)[-1] == "copied the answer to the clipboard"

    drive(app, steps)


def test_without_a_desktop_the_terminal_is_asked(
    chat: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    app = chat({"when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when", "/copy sentence")
        assert app.clipboard == "A rocket reached the moon on Sunday."
        assert said(app)[-1].startswith("copied the sentence to the terminal's clipboard (OSC 52")

    drive(app, steps)


def test_exports_never_take_the_place_of_a_file(chat: MakeApp, elsewhere: Path) -> None:
    app = chat({"when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "when", "what then", "/export", "/export", "/export json", "/export a.txt")
        written = sorted(path.name for path in elsewhere.iterdir())
        assert written == ["a.txt", "qabot-when-2.md", "qabot-when.json", "qabot-when.md"]
        assert said(app)[-1] == "exported to a.txt"
        markdown = (elsewhere / "qabot-when.md").read_text(encoding="utf-8")
        assert markdown.startswith("# when\n\n## when\n\n**Sunday** (likely, 80%)\n\n> A rocket")
        answers = json.loads((elsewhere / "qabot-when.json").read_text())["answers"]
        assert [answer["question"] for answer in answers] == ["when", "what then"]
        await ask(pilot, "/export a.txt")
        assert said(app)[-1] == "not exported: [Errno 17] File exists: 'a.txt'"

    drive(app, steps)


def test_why_shows_what_was_considered_and_what_speaks_for_it(chat: MakeApp) -> None:
    app = chat({"which rocket reached the moon": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "which rocket reached the moon")
        app.panes.view.cards[0].focus()
        await pilot.press("w")
        await settled(pilot)
        assert isinstance(app.screen, WhyScreen)
        reason = str(app.screen.query_one("#why-reason", Static).render())
        first, rank, *parts = reason.split("\n")
        assert first == "A rocket reached the moon on Sunday."
        assert rank.startswith("rank 1 of ")
        assert [part[:18].strip() for part in parts[:3]] == [
            "passage",
            "sentence embedding",
            "words in it",
        ]
        assert "moon" in parts[-1]
        sentences = app.screen.query_one(OptionList)
        assert app.focused is sentences
        listed = [str(option.prompt) for option in sentences.options]
        assert listed[0].startswith("1. 1.00 Rocket reaches the moon")
        assert "[1] A rocket reached the moon" in listed[1]
        await pilot.press("down")
        await pilot.pause()
        changed = str(app.screen.query_one("#why-reason", Static).render())
        assert changed.split("\n")[0] in listed[2]
        await pilot.press("w")
        await pilot.pause()
        assert app.screen is app.main

    drive(app, steps)
