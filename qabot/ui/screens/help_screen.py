"""All keys and commands, on F1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_WIDEST_KEYS = 16
"""Columns that keys take; what they do stands below longer ones."""
KeyGroup = tuple[str, Sequence[Binding]]
"""Where keys work, and what they do there."""
_MUTED = "$foreground-muted"


class HelpScreen(ModalScreen[None]):
    """The keys as they are bound now, and what can be typed.

    Args:
        groups: the keys as they come.
        commands: each as it is typed, and what it does.
        keys: those that the user chose, by the id of what they do.
        note: what is said at the end.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss", "Close", id="help.close"),
    ]

    def __init__(
        self,
        groups: Iterable[KeyGroup],
        commands: Iterable[tuple[str, str]] = (),
        keys: Mapping[str, str] | None = None,
        note: str = "",
    ) -> None:
        super().__init__()
        self._groups = tuple(groups)
        self._commands = tuple(commands)
        self._chosen = keys or {}
        self._note = note

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
        groups = [
            (title, [(keys, words) for words, keys in self._keys(bindings).items()])
            for title, bindings in self._groups
        ]
        column = max((len(keys) for _, rows in groups for keys, _ in rows), default=0)
        for title, rows in groups:
            yield from _group(title, rows, min(column, _WIDEST_KEYS), width)
        column = max((len(usage) for usage, _ in self._commands), default=0)
        yield from _group("Commands, in the prompt", self._commands, column, width)
        if self._note:
            yield from (Content.styled(line, _MUTED) for line in wrap(self._note, max(width, 1)))

    def _keys(self, bindings: Iterable[Binding]) -> dict[str, str]:
        """What the keys do, and how they are written."""
        found: dict[str, dict[str, None]] = {}
        for binding in bindings:
            words = binding.tooltip or binding.description
            chosen = self._chosen.get(binding.id or "", binding.key).split(",")
            for key in chosen:
                shown = self.app.get_key_display(binding.with_key(key))
                found.setdefault(words, {})[shown] = None
        return {words: " or ".join(keys) for words, keys in found.items()}


def _group(
    title: str, rows: Sequence[tuple[str, str]], column: int, width: int
) -> Iterator[Content]:
    """A heading, what can be pressed or typed with what it does, and an empty line."""
    if not rows:
        return
    yield Content.styled(title, "bold $text-accent")
    for keys, words in rows:
        yield from _row(keys, words, column, width)
    yield Content()


def _row(keys: str, words: str, column: int, width: int) -> Iterator[Content]:
    """Keys, and what they do in a column of its own; it begins below keys that reach into it."""
    before = f"  {keys:<{column}}  "
    indent = " " * (column + 4)
    told = wrap(words, max(width - len(indent), 1))
    if len(keys) > column:
        yield Content(before.rstrip())
        before = indent
    for line in told:
        yield Content.assemble(before, (line, _MUTED))
        before = indent
