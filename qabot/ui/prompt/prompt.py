"""Where questions are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

LONGEST_PASTE = 10_000
"""Characters that are taken at once: five times what is read of a question, and not felt."""


class Prompt(TextArea):
    """Grows with what is typed; Enter sends, Up and Down at the edges go through ``asked``.

    What was being typed is kept while older questions are looked at.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send", id="prompt.send", show=False),
        Binding("shift+enter,ctrl+j", "newline", "New line", id="prompt.newline", show=False),
        Binding("up", "older", "Older question", id="prompt.older", show=False),
        Binding("tab", "app.do('focus_answer')", "To the answer", id="prompt.answer", show=False),
        Binding("down", "newer", "Newer question", id="prompt.newer", show=False),
    ]

    @dataclass
    class Refused(Message):
        """So many characters were pasted that nothing was taken of them."""

        characters: int

    @dataclass
    class Sent(Message):
        """Something to ask or to do; ``text`` is never blank."""

        text: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            id=id, compact=True, highlight_cursor_line=False, placeholder="Ask a question"
        )
        self.asked: list[str] = []
        self._at = 0
        self._draft = ""

    async def _on_paste(self, event: events.Paste) -> None:
        """Take all of what is pasted, or nothing: never a part that looks like the whole."""
        if len(event.text) > LONGEST_PASTE:
            event.prevent_default()
            event.stop()
            self.post_message(self.Refused(len(event.text)))

    async def _on_key(self, event: events.Key) -> None:
        """Do what a key is bound to here and now.

        By way of the app, as bindings go, Enter would overtake letters that were typed before it,
        or be overtaken by those after it, when they come faster than they are handled.
        """
        bound = None if event.is_printable else self.screen.active_bindings.get(event.key)
        if (
            bound is not None
            and bound.node is self
            and (bound.binding.id or "").startswith("prompt.")
        ):
            event.stop()
            event.prevent_default()
            await self.app.run_action(bound.binding.action, self)

    def action_send(self) -> None:
        """Hand over what is typed, and start afresh."""
        text = self.text.strip()
        if not text:
            return
        self.asked.append(text)
        self._at, self._draft = len(self.asked), ""
        self.clear()
        self.post_message(self.Sent(text))

    def action_newline(self) -> None:
        """Break the line."""
        self.insert("\n")

    def action_older(self) -> None:
        """Up a line; on the first one, the question before."""
        if self.cursor_at_first_line:
            self._show(self._at - 1)
        else:
            self.action_cursor_up()

    def action_newer(self) -> None:
        """Down a line; on the last one, the question after."""
        if self.cursor_at_last_line:
            self._show(self._at + 1)
        else:
            self.action_cursor_down()

    def remember(self, questions: list[str]) -> None:
        """Take these as the questions asked before, oldest first."""
        self.asked = list(questions)
        self._at = len(self.asked)

    def _show(self, place: int) -> None:
        if not 0 <= place <= len(self.asked):
            return
        if self._at == len(self.asked):
            self._draft = self.text
        self._at = place
        self.text = self._draft if place == len(self.asked) else self.asked[place]
        self.move_cursor(self.document.end)
