"""What a command in the prompt can be completed to, shown above it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qabot.ui.commands import Completion
from qabot.wording.common_words import visible


class Completions(OptionList, can_focus=False):
    """A list that the prompt steps through; it never takes the focus from there."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._completions: Sequence[Completion] = ()

    @property
    def opened(self) -> bool:
        """Whether there is anything to complete to."""
        return bool(self._completions)

    @property
    def chosen(self) -> Completion | None:
        """The completion that is marked."""
        return None if self.highlighted is None else self._completions[self.highlighted]

    def show(self, completions: Sequence[Completion], *, mark: bool) -> None:
        """Show these, or hide where there are none; ``mark`` marks the first one."""
        self._completions = completions
        self.clear_options()
        width = max((len(completion.usage) for completion in completions), default=0)
        self.add_options([Option(_line(completion, width)) for completion in completions])
        self.highlighted = 0 if mark and completions else None
        self.set_class(bool(completions), "shown")

    def step(self, by: int) -> None:
        """Mark another one, round and round."""
        if self.highlighted is None:
            self.highlighted = 0 if by > 0 else len(self._completions) - 1
        else:
            self.highlighted = (self.highlighted + by) % len(self._completions)


def _line(completion: Completion, width: int) -> Content:
    usage = f"{visible(completion.usage):<{width}}  "
    return Content.assemble(usage, (completion.title, "$foreground-muted"))
