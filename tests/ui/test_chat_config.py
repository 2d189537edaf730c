"""The file that chooses keys, theme and accent."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from qabot.errors import ChatConfigError
from qabot.ui.chat_config import ChatConfig, config_file, config_template, read_chat_config
from qabot.ui.key_groups import default_keys
from qabot.ui.outside import Outside
from qabot.ui.themes import chat_themes
from tests.ui.driving import ask, chat_over, drive
from tests.ui.steps import settled
from tests.ui.test_command_app import said

THEMES = ("qabot-dark", "nord")
IDS = ("help", "citation.next")


def read(path: Path, text: str) -> ChatConfig:
    path.write_text(text, encoding="utf-8")
    return read_chat_config(path, THEMES, IDS)


def test_what_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chat.toml"
    assert read_chat_config(path, THEMES, IDS) == ChatConfig()
    chosen = '\ufefftheme = "nord"\naccent = "red"\n[keys]\n"help" = "f2, ?"\ncitation.next = "j"\n'
    keys = {"help": "f2,question_mark", "citation.next": "j"}
    assert read(path, chosen) == ChatConfig("nord", "#FF0000", keys)
    monkeypatch.setenv("QABOT_CONFIG", str(tmp_path))
    assert config_file() == path


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('theme = "mauve"', "there is no theme 'mauve'; there are nord, qabot-dark"),
        ("theme = 7", "there is no theme 7"),
        ('accent = "reddish"', "accent is to be a colour such as '#e0b36a', not 'reddish'"),
        ("colour = 1", "there is no 'colour'; it takes theme, accent and [keys]"),
        ("keys = 1", "[keys] is to be a table"),
        ('[keys]\nhlep = "f2"', "there is no key 'hlep'; F1 lists all"),
        ('[keys]\nhelp = "crtl+g"', "help is to be a key such as 'ctrl+g' or 'f7,j', not 'crtl+g'"),
        ("[keys]\nhelp = 1", "help is to be a key such as 'ctrl+g' or 'f7,j', not 1"),
        ('[keys]\nhelp = ""', "help is to be a key"),
        ("theme = ", "Invalid value"),
        ("\x00\ud800", "not"),
    ],
)
def test_what_cannot_be_chosen_is_said_in_one_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "chat.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ChatConfigError) as caught:
        read_chat_config(path, THEMES, IDS)
    assert str(caught.value).startswith(f"{path} is not used: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_template_chooses_nothing_until_a_line_is_taken() -> None:
    template = config_template(THEMES, default_keys())
    assert tomllib.loads(template) == {"keys": {}}
    taken = tomllib.loads(template.replace('# "', '"').replace("# accent", "accent"))
    assert taken["keys"] == default_keys()
    assert taken["accent"] == "#e0b36a"


def test_there_are_more_themes_than_two_all_with_the_accent() -> None:
    themes = list(chat_themes("#123456"))
    assert len({theme.name for theme in themes}) == len(themes) > 10
    assert {theme.accent for theme in themes} == {"#123456"}
    assert {theme.dark for theme in themes} == {True, False}


def test_a_damaged_file_changes_nothing_and_is_mended_in_the_chat(
    tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "config" / "chat.toml"
    path.parent.mkdir()
    path.write_text("theme = [", encoding="utf-8")

    def edit(_: App[None], file: Path) -> str:
        file.write_text('theme = "qabot-light"\n[keys]\nsidebar = "f9"\n', encoding="utf-8")
        return ""

    outside = Outside(edit=edit)
    app = chat_over(tmp_path / "index", folder, outside=outside, config=path)

    async def steps(pilot: Pilot[None]) -> None:
        assert said(app)[0].startswith(f"{path} is not used: ")
        assert app.theme == "qabot-dark"
        await settled(pilot)
        await ask(pilot, "/config")
        assert said(app)[-1] == f"read {path}"
        assert app.theme == "qabot-light"
        await pilot.press("f9")
        await settled(pilot)
        assert app.panes.sidebar.display
        await pilot.press("f9")
        await ask(pilot, "/theme nord")
        assert app.theme == "nord"
        await pilot.press("ctrl+t", "ctrl+t")
        assert app.theme == "nord"
        await ask(pilot, "/theme mauve")
        assert said(app)[-1].startswith("there is no theme 'mauve'; there are qabot-dark, ")

    drive(app, steps)
