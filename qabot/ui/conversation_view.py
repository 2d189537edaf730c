"""The questions and answers of a session, one under the other."""

from __future__ import annotations

from textual import events
from textual.await_remove import AwaitRemove
from textual.containers import VerticalScroll

from qabot.types import Filters
from qabot.ui.citation_card import CitationCard
from qabot.ui.entry import Entry
from qabot.ui.messages import CitationFocused


class ConversationView(VerticalScroll, can_focus=False):
    """Entries, oldest first; ``current`` is the card that is looked at, None before the first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.current: CitationCard | None = None

    def add(self, question: str, filters: Filters) -> Entry:
        """A question, shown at once at the end."""
        entry = Entry(question, filters=filters)
        self.mount(entry)
        self.scroll_end(animate=False)
        return entry

    def empty(self) -> AwaitRemove:
        """Take every entry away; the greeting stays."""
        self.current = None
        return self.query(Entry).remove()

    @property
    def entries(self) -> list[Entry]:
        """All entries, oldest first."""
        return list(self.query(Entry))

    @property
    def cards(self) -> list[CitationCard]:
        """All cited sentences, in the order they are read."""
        return list(self.query(CitationCard))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A focused card is looked at."""
        if isinstance(event.widget, CitationCard):
            self.look_at(event.widget)

    def look_at(self, card: CitationCard) -> None:
        """Mark a card as the one whose article is shown."""
        if self.current is not None:
            self.current.remove_class("current")
        self.current = card
        card.add_class("current")
        card.scroll_visible(animate=False)
        self.post_message(CitationFocused(card.answer, card.citation))

    def neighbour(self, by: int) -> CitationCard | None:
        """The card so many places after the one looked at, before it if negative."""
        cards = self.cards
        if self.current not in cards:
            return cards[0] if cards else None
        place = cards.index(self.current) + by
        return cards[place] if 0 <= place < len(cards) else None
