"""The line at the top."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qabot.ui.wording import one_line


class TitleBar(Widget):
    """The program's name, and beside it what is open; a third of a Header's time to paint."""

    detail: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        """One line, cut at the right."""
        return Content.assemble(("qabot", "bold $text-accent"), f"   {one_line(self.detail)}")
