"""The line at the top."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qabot.wording.common_words import one_line


class TitleBar(Widget):
    """The program's name, and beside it what is open; a third of a Header's time to paint.

    ``badge`` is what the user may want to do something about.
    """

    detail: reactive[str] = reactive("")
    badge: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        """One line, cut at the right."""
        line = Content.assemble(("qabot", "bold $text-accent"), f"   {one_line(self.detail)}")
        if not self.badge:
            return line
        return line + Content.assemble(("   ● ", "$text-accent"), one_line(self.badge))
