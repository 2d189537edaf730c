"""The filters of the next question, each with a way to take it off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalScroll
from textual.message import Message
from textual.widgets import Static

from qabot.types import Filters
from qabot.wording.common_words import visible

_SINGLE_PICKS = 2
"""Picked articles up to which each has its own chip."""
_LONGEST = 22
"""Characters of a chip's value that are shown."""
_NAMES = ("since", "until", "outlet", "author", "path")


class Chip(Static, can_focus=True):
    """One filter; Enter, Delete or a click takes it off."""

    DEFAULT_CSS = """
    Chip {
        width: auto;
        height: 1;
        margin: 0 1 0 0;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
    }
    Chip:hover { color: $text; }
    Chip:focus { background: $primary 40%; color: $text; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,delete,backspace", "remove_filter", "Take off", id="chip.remove"),
        Binding("left", "app.focus_previous", "Chip before", id="chip.previous", show=False),
        Binding("right", "app.focus_next", "Chip after", id="chip.next", show=False),
    ]

    @dataclass
    class Removed(Message):
        """A filter was taken off; ``filters`` are those that are left."""

        filters: Filters

    def __init__(self, words: str, without: Filters) -> None:
        super().__init__(f"{visible(words)} ×", markup=False)
        self.words = words
        self._without = without

    def on_focus(self) -> None:
        """Be in view at once, however many there are."""
        self.scroll_visible(animate=False, immediate=True)

    def on_click(self) -> None:
        """Take it off."""
        self.action_remove_filter()

    def action_remove_filter(self) -> None:
        """Say what is left without this one."""
        self.post_message(self.Removed(self._without))


class Chips(HorizontalScroll, can_focus=False):
    """A chip for each filter that is set; not there at all if none is."""

    DEFAULT_CSS = """
    Chips { height: 1; padding: 0 2; scrollbar-size-horizontal: 0; display: none; }
    Chips.shown { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._filters = Filters()

    def compose(self) -> ComposeResult:
        """One chip for each filter."""
        yield from chips_of(self._filters)

    async def show_filters(self, filters: Filters) -> None:
        """Show these in place of those before; the focus stays among the chips if it was there."""
        chips = list(self.query(Chip))
        focused = next((n for n, chip in enumerate(chips) if chip.has_focus), None)
        self._filters = filters
        self.set_class(bool(filters), "shown")
        await self.recompose()
        left = list(self.query(Chip))
        if focused is not None and left:
            left[min(focused, len(left) - 1)].focus()


def chips_of(filters: Filters) -> Iterator[Chip]:
    """The chips of filters: dates, outlet, author and path, then what is picked."""
    for name in _NAMES:
        value = getattr(filters, name)
        if value:
            cleared: dict[str, Any] = {name: None}
            yield Chip(f"{name} {_short(value)}", replace(filters, **cleared))
    if len(filters.paths) > _SINGLE_PICKS:
        yield Chip(f"{len(filters.paths):,} articles", replace(filters, paths=()))
        return
    names = Counter(PurePosixPath(path).name for path in filters.paths)
    for path in filters.paths:
        others = tuple(other for other in filters.paths if other != path)
        name = PurePosixPath(path).name
        words = name if names[name] == 1 else path
        yield Chip(_short(words), replace(filters, paths=others))


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
