"""The looks and keys of the chat, as the user's file and commands choose them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qabot.errors import ChatConfigError, CommandError, SessionsProblem
from qabot.sessions.recorder import Recorder
from qabot.sessions.session_store import SessionStore
from qabot.ui.chat_config import ChatConfig, config_template, read_chat_config
from qabot.ui.command_runner import Actions
from qabot.ui.commands import COMMANDS
from qabot.ui.outside import Outside
from qabot.ui.themes import DARK, LIGHT, chat_themes

if TYPE_CHECKING:
    from textual.app import App

    from qabot.ui.notices import Notices

_THEME = "theme"
"""What the theme is kept as, beside the sessions."""


class ConfigKeeper:
    """Applies the file when the chat starts and when it was edited in the chat.

    ``config`` is what it chooses; where it cannot be used, one line says so and all is as it comes.

    Args:
        path: the file, None where there is to be none.
    """

    def __init__(
        self, app: App[None], notices: Notices, path: Path | None, outside: Outside
    ) -> None:
        self._app = app
        self._notices = notices
        self._path = path
        self._outside = outside
        self.config = ChatConfig()
        self.problem = ""
        """What is wrong with the file, in one line."""
        self._brightness = {True: DARK.name, False: LIGHT.name}
        for theme in chat_themes():
            app.register_theme(theme)

    @property
    def actions(self) -> Actions:
        """What can be done about looks and keys, by name."""
        return {
            "switch_theme": self.switch_theme,
            "theme": self.choose_theme,
            "edit_config": self.edit,
            "help": self.show_help,
        }

    @property
    def themes(self) -> list[str]:
        """Names of the themes, ours first."""
        return [theme.name for theme in chat_themes()]

    @property
    def place(self) -> str:
        """Where the file is, or would be; empty where there is to be none."""
        return str(self._path) if self._path is not None else ""

    def read(self) -> None:
        """Read the file and do what it says."""
        if self._path is None:
            return
        try:
            self.config = read_chat_config(self._path, self.themes, self._ids())
            self.problem = ""
        except ChatConfigError as error:
            self.config, self.problem = ChatConfig(), str(error)
        for theme in chat_themes(self.config.accent):
            self._app.register_theme(theme)
        if self.config.keys:
            self._app.set_keymap(self.config.keys)

    def _ids(self) -> Mapping[str, str]:
        """What keys can be chosen for, where there is a file: 0.1 s of imports."""
        if self._path is None or not self._path.exists():
            return {}
        from qabot.ui.key_groups import default_keys

        return default_keys()

    def take_theme(self, store: SessionStore | None) -> None:
        """Take the theme that the file chooses, else the one of last time."""
        theme = self.config.theme or _remembered_theme(store)
        if theme in self.themes:
            self._app.theme = theme

    def remember_themes(self, recorder: Recorder) -> None:
        """Keep each theme that is taken from now on for the next time."""
        self._app.theme_changed_signal.subscribe(
            self._app, lambda theme: recorder.remember(_THEME, theme.name)
        )

    def tell_problem(self) -> None:
        """Say what is wrong with the file, if anything."""
        if self.problem:
            self._notices.say(self.problem, "warning", seconds=10)

    def switch_theme(self) -> None:
        """From light to dark and back, each as it was chosen last."""
        dark = self._app.current_theme.dark
        self._brightness[dark] = self._app.theme
        self._app.theme = self._brightness[not dark]

    def choose_theme(self, name: str = "") -> None:
        """Take a theme; without a name, switch between light and dark.

        Raises:
            CommandError: there is no such theme.
        """
        if not name:
            self.switch_theme()
        elif name in self.themes:
            self._app.theme = name
        else:
            raise CommandError(f"there is no theme {name!r}; there are {', '.join(self.themes)}")

    def show_help(self) -> None:
        """All keys and commands."""
        from qabot.ui.key_groups import key_groups
        from qabot.ui.screens.help_screen import HelpScreen

        note = f"/config opens {self.place}, where other keys can be chosen." if self.place else ""
        commands = [(command.usage, command.title) for command in COMMANDS]
        self._app.push_screen(HelpScreen(key_groups(), commands, self.config.keys, note))

    def edit(self) -> None:
        """Open the file in the editor, made with all that can be chosen if it is not there."""
        if self._path is None:
            self._notices.say("there is no file to edit here", "warning")
            return
        try:
            self._make(self._path)
        except OSError as error:
            self._notices.say(f"cannot write {self._path}: {error.strerror}", "error")
            return
        problem = self._outside.edit(self._app, self._path)
        self.read()
        if self.config.theme is not None:
            self._app.theme = self.config.theme
        self._app.refresh_css()
        self._notices.say(problem or self.problem or f"read {self._path}")

    def _make(self, path: Path) -> None:
        from qabot.ui.key_groups import default_keys

        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(config_template(self.themes, default_keys()), encoding="utf-8")


def _remembered_theme(store: SessionStore | None) -> str | None:
    try:
        return store.remembered(_THEME) if store is not None else None
    except SessionsProblem:
        return None  # said when prompts are read
