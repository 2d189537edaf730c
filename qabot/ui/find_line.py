"""The line that words to look for are typed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindLine(Horizontal):
    """Hidden until it is opened; tells what is typed, and says which of how many is looked at."""

    DEFAULT_CSS = """
    FindLine { height: 1; display: none; padding: 0 2 0 0; background: $panel; }
    FindLine.opened { display: block; }
    FindLine > .before { width: auto; padding: 0 1; color: $text-accent; text-style: bold; }
    FindLine > Input { width: 1fr; background: $panel; }
    FindLine > .count { width: auto; color: $foreground-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "step('enter')", "Go on", id="find_line.enter", tooltip="Go on"),
        Binding("up", "step('up')", "Before", id="find_line.up", tooltip="The place before"),
        Binding("down", "step('down')", "Next", id="find_line.down", tooltip="The next place"),
        Binding("escape", "close", "Close", id="find_line.close", tooltip="Look for nothing more"),
    ]

    @dataclass
    class Typed(Message):
        """Other words are looked for."""

        words: str

    @dataclass
    class Stepped(Message):
        """A key that goes on: ``enter``, ``up`` or ``down``."""

        key: str

    @dataclass
    class Closed(Message):
        """Nothing is looked for any more."""

    def compose(self) -> ComposeResult:
        """A mark, the words, and the count."""
        yield Static("find", markup=False, classes="before")
        yield FindInput(compact=True, select_on_focus=True)
        yield Static("", markup=False, classes="count")

    @property
    def opened(self) -> bool:
        """Whether it is on screen."""
        return self.has_class("opened")

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.query_one(Input).value

    def open(self, words: str = "") -> None:
        """Be there, with the focus, and with words if they are given."""
        self.add_class("opened")
        line = self.query_one(Input)
        if words:
            line.value = words
        elif line.value:
            self.post_message(self.Typed(line.value))
        line.focus()

    def close(self) -> None:
        """Be out of the way."""
        self.remove_class("opened")
        self.say("")

    def say(self, count: str) -> None:
        """Which of how many places is looked at."""
        self.query_one(".count", Static).update(count)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        event.stop()
        if self.opened:
            self.post_message(self.Typed(event.value))

    def action_step(self, key: str) -> None:
        """Go on."""
        self.post_message(self.Stepped(key))

    def action_close(self) -> None:
        """Close it."""
        self.close()
        self.post_message(self.Closed())


class FindInput(Input):
    """Leaves Enter to the line that it is in."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No text is submitted."""
        return False if action == "submit" else super().check_action(action, parameters)
