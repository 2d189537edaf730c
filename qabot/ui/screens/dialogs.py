"""Small questions that the chat asks back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label

from qabot.wording.common_words import visible

_FRAME = """
    align: center middle;
    & > Vertical {
        width: 60;
        max-width: 90%;
        height: auto;
        padding: 1 2;
        background: $panel;
    }
    & Label { width: 100%; margin: 0 0 1 0; }
"""


class Confirm(ModalScreen[bool]):
    """Yes or no, where no is what Enter and Escape mean unless Yes has the focus."""

    DEFAULT_CSS = f"""
    Confirm {{
        {_FRAME}
        & Horizontal {{ height: auto; }}
        & Button {{ margin: 0 1 0 0; }}
    }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="confirm.yes"),
        Binding("n,escape", "answer(False)", "No", id="confirm.no"),
        Binding("left,right", "app.focus_next", "Other", id="confirm.other", show=False),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The question and both answers."""
        with Vertical():
            yield Label(visible(self._question), markup=False)
            with Horizontal():
                yield Button("No (n)", id="no", compact=True)
                yield Button(f"{self._yes} (y)", id="yes", variant="error", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """An answer."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """An answer by key."""
        self.dismiss(yes)


class AskText(ModalScreen[str | None]):
    """A line of text to be changed; None if it is left as it was."""

    DEFAULT_CSS = f"""
    AskText {{ {_FRAME} }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave as it was", id="text.leave"),
    ]

    def __init__(self, question: str, text: str) -> None:
        super().__init__()
        self._question = question
        self._text = text

    def compose(self) -> ComposeResult:
        """What is asked for, and the text as it is."""
        with Vertical():
            yield Label(self._question, markup=False)
            yield Input(self._text, compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The text is as it should be."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
