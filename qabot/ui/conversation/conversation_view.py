"""The questions and answers of a session, one under the other."""

from __future__ import annotations

from textual import events
from textual.await_remove import AwaitRemove
from textual.containers import VerticalScroll
from textual.widget import AwaitMount, Widget

from qabot.questions.list_requests import ListRequest
from qabot.types import Filters
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.place_card import PlaceCard
from qabot.ui.messages import PlaceFocused

LAID_OUT = 20
"""Entries that are laid out; with some hundreds, every key would take tenths of a second."""
_MORE = 10
"""Older entries that come with each scroll to the top."""


class ConversationView(VerticalScroll, can_focus=False):
    """Entries, oldest first; ``current`` is the card that is looked at, None before the first.

    All entries are kept, but only the newest are laid out; older ones come when they are scrolled
    or stepped to.
    """

    def __init__(self, greeting: Widget, *, id: str | None = None) -> None:
        super().__init__(greeting, id=id)
        self._greeting = greeting
        self.current: PlaceCard | None = None
        self._width = 0

    def add(self, question: str, filters: Filters, request: ListRequest | None = None) -> Entry:
        """A question, shown at once at the end."""
        entry = Entry(question, filters=filters, request=request)
        self._greeting.display = False
        self.mount(entry)
        self.lay_out_newest()
        self.call_after_refresh(entry.scroll_visible, animate=False, top=True)
        return entry

    def add_saved(self, entry: Entry, after: Entry | None) -> AwaitMount:
        """An entry of an earlier time; what was asked since stays below."""
        self._greeting.display = False
        return self.mount(entry, after=after or self._greeting)

    def empty(self) -> AwaitRemove:
        """Take every entry away; the greeting is there again."""
        self.current = None
        self._greeting.display = True
        return self.query(Entry).remove()

    def lay_out_newest(self) -> None:
        """Leave older entries out of the layout, once there are enough to be felt."""
        shown = [entry for entry in self.entries if entry.display]
        if len(shown) > LAID_OUT + _MORE:
            for entry in shown[:-LAID_OUT]:
                entry.display = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """At the top, older entries come into the layout; what was read stays where it is."""
        super().watch_scroll_y(old_value, new_value)
        entries = self.entries
        hidden = [entry for entry in entries if not entry.display]
        if 0 < len(hidden) < len(entries) and new_value == 0 and old_value > 0:
            first = entries[len(hidden)]
            for entry in hidden[-_MORE:]:
                entry.display = True
            self.call_after_refresh(self.scroll_to_widget, first, top=True, animate=False)

    @property
    def entries(self) -> list[Entry]:
        """All entries, oldest first."""
        return list(self.query(Entry))

    @property
    def cards(self) -> list[PlaceCard]:
        """All cited sentences and rows of lists, in the order they are read."""
        return list(self.query(PlaceCard))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A focused card is looked at."""
        if isinstance(event.widget, PlaceCard) and event.widget is not self.current:
            self.look_at(event.widget)

    def look_at(self, card: PlaceCard) -> None:
        """Mark a card as the one whose article is shown."""
        if self.current is not None:
            self.current.remove_class("current")
        self.current = card
        card.add_class("current")
        card.scroll_visible(animate=False)
        self.post_message(PlaceFocused(card.place))

    def on_resize(self, event: events.Resize) -> None:
        """Lines break elsewhere in another width: what is looked at stays in view."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.call_after_refresh(self._back_to_current)

    def stay(self, *, at_end: bool) -> None:
        """After something grew, go back to what is looked at, or to the end if that was in view."""
        if self.current is not None:
            self.call_after_refresh(self._back_to_current)
        elif at_end:
            self.call_after_refresh(self.scroll_end, animate=False)

    def _back_to_current(self) -> None:
        """To the question of what is looked at, or as near to it as shows the card."""
        if self.current is not None:
            self.entry_of(self.current).scroll_visible(animate=False, top=True)
            self.current.scroll_visible(animate=False)

    def neighbour(self, by: int) -> PlaceCard | None:
        """The card so many places after the one looked at, before it if negative; laid out."""
        cards = self.cards
        if self.current not in cards:
            return cards[0] if cards else None
        place = cards.index(self.current) + by
        if not 0 <= place < len(cards):
            return None
        self.lay_out_from(self.entry_of(cards[place]))
        return cards[place]

    def lay_out_from(self, first: Entry) -> None:
        """Bring an older entry into the layout, and all after it."""
        entries = self.entries
        for entry in entries[entries.index(first) :]:
            entry.display = True

    def drop(self, entry: Entry) -> AwaitRemove:
        """Take an entry away; what was looked at in it is not any more."""
        if self.current is not None and self.entry_of(self.current) is entry:
            self.current = None
        self._greeting.display = self.entries == [entry]
        return entry.remove()

    def entry_of(self, card: PlaceCard) -> Entry:
        """The entry that a card belongs to."""
        return next(node for node in card.ancestors if isinstance(node, Entry))
