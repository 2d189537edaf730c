"""All keys, on F1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

from qabot.types import Filters
from qabot.ui.prompt.chips import Chip
from qabot.ui.sidebar.article_list import ArticleList
from qabot.ui.sidebar.session_list import SessionList

_KEYS = 17
"""Columns that keys and commands take."""
Group = tuple[str, DOMNode]
"""Where keys work, and the node that they are bound to."""


class HelpScreen(ModalScreen[None]):
    """The keys as they are bound now, so as keymaps have them, and what can be typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss", "Close", id="help.close"),
    ]

    def __init__(self, groups: Iterable[Group], commands: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._groups = tuple(groups)
        self._commands = tuple(commands)

    def compose(self) -> ComposeResult:
        """One list that scrolls."""
        with VerticalScroll(id="help"):
            yield Static()

    def on_resize(self) -> None:
        """Break its lines for the width that it has."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        width = self.query_one("#help").scrollable_content_region.width
        self.query_one(Static).update(Content("\n").join(self._lines(width)))

    def _lines(self, width: int) -> Iterator[Content]:
        for title, node in self._groups:
            yield Content.styled(title, "bold $text-accent")
            yield from (_line(keys, words, width) for words, keys in self._keys(node).items())
            yield Content()
        if self._commands:
            yield Content.styled("Commands, in the prompt", "bold $text-accent")
            yield from (_line(usage, words, width) for usage, words in self._commands)
            yield Content()
        yield Content.styled("Esc closes this.", "$foreground-muted")

    def _keys(self, node: DOMNode) -> dict[str, str]:
        """Each binding of a node that has an id: what it does, and its keys."""
        bindings = node._bindings.copy()
        bindings.apply_keymap(self.app._keymap)
        found: dict[str, list[str]] = {}
        for _, binding in bindings:
            if binding.id and not binding.system:
                words = binding.tooltip or binding.description
                found.setdefault(words, []).append(self.app.get_key_display(binding))
        return {words: " or ".join(keys) for words, keys in found.items()}


def _line(keys: str, words: str, width: int) -> Content:
    """Keys and what they do; where that takes more lines, they begin below its first word."""
    before = f"  {keys:<{_KEYS}} "
    hanging = "\n" + " " * len(before)
    told = hanging.join(wrap(words, max(width - len(before), 1)))
    return Content.assemble(before, (told, "$foreground-muted"))


def list_groups() -> Iterator[Group]:
    """Where keys work besides: filters, and lists that may not have been made yet."""
    yield "On a filter above the prompt", Chip("", Filters())
    yield "In the list of sessions", SessionList()
    yield "In the list of articles", ArticleList()
