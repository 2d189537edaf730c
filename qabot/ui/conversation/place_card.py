"""What can be looked at in a conversation: cited sentences and rows of lists."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from qabot.types import Answer, Citation
from qabot.ui.article.article_place import ArticlePlace
from qabot.ui.conversation.chat_style import card, listed
from qabot.ui.conversation.citation_keys import CITATION_BINDINGS
from qabot.ui.conversation.findable_text import FindableText
from qabot.ui.conversation.listings import Row
from qabot.wording.answer_lines import citation_lines
from qabot.wording.worded_line import Piece, Role, WordedLine

_SAME = WordedLine(Role.SOURCE, (Piece(Role.TITLE, "the same article"),))


class PlaceCard(FindableText, can_focus=True):
    """Opens its place in an article."""

    BINDINGS: ClassVar[list[BindingType]] = CITATION_BINDINGS

    def __init__(self, place: ArticlePlace, content: Content) -> None:
        super().__init__(content)
        self.place = place

    @property
    def citation(self) -> Citation | None:
        """The sentence; None for an article without one."""
        return self.place.citation


class CitationCard(PlaceCard):
    """A sentence, the short answer in it, its source, and where else it stands.

    Args:
        same: whether its source is that of the card before.
    """

    def __init__(
        self, answer: Answer, citation: Citation, today: date, *, same: bool = False
    ) -> None:
        lines = citation_lines(citation, answer.span_in(citation))
        if same:
            lines = (_SAME if line.role is Role.SOURCE else line for line in lines)
        super().__init__(ArticlePlace.of(answer, citation), Content("\n").join(card(lines, today)))


class RowCard(PlaceCard):
    """A row of a list."""

    def __init__(self, row: Row, today: date) -> None:
        super().__init__(row.place, Content("\n").join(listed(row.lines, today)))
        self.set_class(len(row.lines) == 1, "short")
