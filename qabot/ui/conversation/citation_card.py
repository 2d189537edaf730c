"""One cited sentence with its source."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from qabot.types import Answer, Citation
from qabot.ui.conversation.chat_style import card
from qabot.ui.conversation.citation_keys import CITATION_BINDINGS
from qabot.wording.answer_lines import citation_lines


class CitationCard(Static, can_focus=True):
    """A sentence, the short answer in it, its source, and where else it stands."""

    BINDINGS: ClassVar[list[BindingType]] = CITATION_BINDINGS

    def __init__(self, answer: Answer, citation: Citation, today: date) -> None:
        self.answer = answer
        self.citation = citation
        lines = citation_lines(citation, answer.span_in(citation))
        super().__init__(Content("\n").join(card(lines, today)))
