"""One cited sentence with its source."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.widgets import Static

from qabot.render import citation_lines
from qabot.types import Answer, Citation
from qabot.ui.citation_keys import CITATION_BINDINGS
from qabot.ui.messages import CitationFocused


class CitationCard(Static, can_focus=True):
    """A sentence that can be focused; the article pane follows."""

    BINDINGS: ClassVar[list[BindingType]] = CITATION_BINDINGS

    def __init__(self, answer: Answer, citation: Citation) -> None:
        self.answer = answer
        self.citation = citation
        super().__init__(Text("\n").join(citation_lines(citation, answer.text)))

    def on_focus(self, event: events.Focus) -> None:
        """Tell which sentence is looked at."""
        self.post_message(CitationFocused(self.answer, self.citation))
