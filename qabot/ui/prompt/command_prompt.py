"""The prompt, with commands after a slash that complete."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from qabot.ui.commands import FIXED_CHOICES, Choices, Completion, complete
from qabot.ui.prompt.completions import Completions
from qabot.ui.prompt.prompt import Prompt


class CommandPrompt(Prompt):
    """While a command is typed, Tab completes it, Up and Down choose, Enter takes what is marked.

    ``choices`` are what arguments can be, by the names of their commands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete, or to the answer", id="prompt.complete", show=False),
        Binding("escape", "close", "Close the list", id="prompt.close", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._always: Choices = FIXED_CHOICES
        self.choices: Choices = FIXED_CHOICES
        self._recalled = ""
        self._completed = ""

    @property
    def completions(self) -> Completions:
        """The list above."""
        return self.screen.query_one(Completions)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the app while there is nothing to complete."""
        if action == "close":
            return self.completions.opened
        return super().check_action(action, parameters)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show what can follow what was typed."""
        self._show_completions()

    def _show_completions(self) -> None:
        """Show what can follow; names are marked at once, arguments only when stepped to.

        For a command that was gone back to there is no list: Up and Down go on from it.
        """
        self._completed = self.text
        recalled = self.text == self._recalled
        found = [] if recalled else complete(self.text, self.choices)
        self.completions.show(found, mark=" " not in self.text)

    def on_blur(self, event: events.Blur) -> None:
        """Nothing is typed any more."""
        self.completions.show([], mark=False)

    async def action_complete(self) -> None:
        """Put the marked completion, else the first one, into the prompt; to the answer if none."""
        if not self.completions.opened:
            await self.run_action("app.do('focus_answer')")
        elif self.completions.chosen is None:
            self.completions.step(1)
        if (chosen := self.completions.chosen) is not None:
            self._take(chosen)

    def action_close(self) -> None:
        """Complete nothing."""
        self.completions.show([], mark=False)

    def action_send(self) -> None:
        """Take the marked completion first, and send only what is whole.

        Enter may come before the list knows of the last letters: their change is told later.
        """
        if self._completed != self.text:
            self._show_completions()
        chosen = self.completions.chosen
        if chosen is not None:
            self._take(chosen)
            if not chosen.whole:
                return
        super().action_send()

    def action_older(self) -> None:
        """Up in the list while there is one."""
        if self.completions.opened:
            self.completions.step(-1)
        else:
            super().action_older()

    def action_newer(self) -> None:
        """Down in the list while there is one."""
        if self.completions.opened:
            self.completions.step(1)
        else:
            super().action_newer()

    def offer(self, choices: Choices) -> None:
        """Complete arguments to these, besides those that are always the same."""
        self.choices = {**choices, **self._always}

    def offer_always(self, choices: Choices) -> None:
        """Complete arguments to these, too, whatever the index has."""
        self._always = {**self._always, **choices}
        self.offer(self.choices)

    def begin(self, text: str) -> None:
        """Put a command here for its argument to be typed."""
        self.text = text
        self.move_cursor(self.document.end)
        self.focus()

    def _show(self, place: int) -> None:
        super()._show(place)
        self._recalled = self.text

    def _take(self, completion: Completion) -> None:
        self.text = completion.text
        self.move_cursor(self.document.end)
