"""The keys that work now, on the last line."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

_HELP = "help"
"""Id of the binding that is shown at the right, whatever else there is no room for."""
_GAP = "  "


class KeyLine(Widget):
    """As many keys as there is room for, those of the focused widget first; each can be clicked.

    One widget that is drawn anew, where a Footer mounts a widget for each key at every change of
    focus: that took a tenth of a second beside a long conversation.
    """

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[range, str]] = []

    def on_mount(self) -> None:
        """Draw again whenever other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """One line."""
        bindings = list(self._shown())
        last = next((binding for binding in bindings if binding.id == _HELP), None)
        right = self._words(last) if last else Content()
        line, width, self._places = Content(), self.content_size.width, []
        for binding in bindings:
            words = self._words(binding)
            end = line.cell_length + words.cell_length
            if binding is last or end + len(_GAP) + right.cell_length > width:
                continue
            self._places.append((range(line.cell_length, end), binding.key))
            line = line + words + _GAP
        if last:
            self._places.append((range(width - right.cell_length, width), last.key))
        return line.pad_right(width - line.cell_length - right.cell_length) + right

    def on_click(self, event: events.Click) -> None:
        """As if the key had been pressed."""
        at = event.get_content_offset(self)
        for place, key in self._places:
            if at is not None and at.x in place:
                self.app.simulate_key(key)

    def _shown(self) -> Iterator[Binding]:
        """The first binding of each action that is to be shown."""
        seen = set()
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in seen:
                seen.add(binding.action)
                yield binding

    def _words(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        return Content.assemble((key, "bold $text-accent"), f" {binding.description}")
