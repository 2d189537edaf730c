"""A list with a line above it that says what to look for."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from qabot.ui.sidebar.long_list import LongList

_TO_LIST = {"down", "up", "pagedown", "pageup", "enter"}


class FilteredList(Vertical):
    """What is typed goes to the line, arrow keys to the list, wherever the focus is.

    Args:
        rows: the list.
        placeholder: what stands in the empty line.
    """

    DEFAULT_CSS = """
    FilteredList { height: 1fr; }
    FilteredList > Input { width: 1fr; background: $boost; }
    FilteredList > Input.-textual-compact { padding: 0 2; }
    FilteredList > .count { height: 2; padding: 0 2; color: $text-muted; }
    FilteredList > LongList { height: 1fr; }
    """

    def __init__(self, rows: LongList[Any], placeholder: str) -> None:
        super().__init__()
        self._rows = rows
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The line, how many there are, and the list."""
        yield Input(placeholder=self._placeholder, compact=True, select_on_focus=False)
        yield Static("", markup=False, classes="count")
        yield self._rows

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.query_one(Input).value

    @abstractmethod
    def look(self) -> None:
        """List again what :attr:`words` are in."""

    def enter(self) -> None:
        """The list has the focus and is up to date."""
        self._rows.focus()
        self.look()

    def say_count(self, text: str) -> None:
        """Say how many there are."""
        self.query_one(".count", Static).update(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        event.stop()
        self.look()

    def on_key(self, event: events.Key) -> None:
        """Hand a key to the part that it is for."""
        line = self.query_one(Input)
        if line.has_focus and event.key in _TO_LIST:
            self._rows.focus()
            event.stop()
        elif (
            self._rows.has_focus and event.character and event.is_printable and event.key != "space"
        ):
            line.focus()
            line.insert_text_at_cursor(event.character)
            event.stop()
        elif self._rows.has_focus and event.key == "backspace":
            line.focus()
            line.action_delete_left()
            event.stop()
