"""The questions and answers of a session, one under the other."""

from __future__ import annotations

from textual.containers import VerticalScroll

from qabot.types import Answer, Filters
from qabot.ui.citation_card import CitationCard
from qabot.ui.entry import Entry


class ConversationView(VerticalScroll, can_focus=False):
    """Entries, oldest first."""

    def add(self, question: str, filters: Filters) -> Entry:
        """A question, shown at once at the end."""
        entry = Entry(question, filters=filters)
        self.mount(entry)
        self.scroll_end(animate=False)
        return entry

    def add_answered(self, answer: Answer) -> Entry:
        """A question with the answer that it once had."""
        entry = Entry(answer.question, answer, filters=answer.filters)
        self.mount(entry)
        return entry

    def empty(self) -> None:
        """Take every entry away; the greeting stays."""
        self.query(Entry).remove()

    @property
    def entries(self) -> list[Entry]:
        """All entries, oldest first."""
        return list(self.query(Entry))

    @property
    def cards(self) -> list[CitationCard]:
        """All cited sentences, in the order they are read."""
        return list(self.query(CitationCard))
