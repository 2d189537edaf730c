"""The rows of a list, some at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qabot.ui.conversation.chat_style import listed
from qabot.ui.conversation.findable_text import FindableText
from qabot.ui.conversation.listings import Listing, Row
from qabot.ui.conversation.place_card import RowCard

FIRST_ROWS = 20
_MORE_ROWS = 50


class ListRows(Vertical):
    """What stands above, the first rows with a way to more of them, and what stands below."""

    DEFAULT_CSS = "ListRows { height: auto; }"

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self._listing = listing
        self._shown = 0

    def compose(self) -> ComposeResult:
        """The head, the first rows, and the tail."""
        today = date.today()
        yield FindableText(Content("\n").join(listed(self._listing.head, today)), classes="head")
        yield from self._next(FIRST_ROWS)
        yield MoreRows(len(self._listing.rows) - self._shown)
        if self._listing.tail:
            tail = Content("\n").join(listed(self._listing.tail, today))
            yield FindableText(tail, classes="tail")

    def on_more_rows_rows_wanted(self) -> None:
        """Show some more of them, and go on from the first of these."""
        self.run_worker(self._show_more(), exclusive=True)

    async def _show_more(self) -> None:
        more = self.query_one(MoreRows)
        cards = list(self._next(_MORE_ROWS))
        await self.mount_all(cards, before=more)
        more.count(len(self._listing.rows) - self._shown)
        cards[0].focus()

    def _next(self, number: int) -> Sequence[RowCard]:
        rows: Sequence[Row] = self._listing.rows[self._shown : self._shown + number]
        self._shown += len(rows)
        return [RowCard(row, date.today()) for row in rows]


class MoreRows(Static, can_focus=True):
    """How many rows are not shown; Enter or a click shows some of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "more", "Show more", id="list.more", tooltip="Show more of a list"),
    ]

    @dataclass
    class RowsWanted(Message):
        """More rows are to be shown."""

    def __init__(self, left: int) -> None:
        super().__init__(markup=False)
        self.count(left)

    def count(self, left: int) -> None:
        """Say how many are left; be gone with the last."""
        self.update(f"{left:,} more: Enter shows them")
        self.display = left > 0

    def on_click(self) -> None:
        """Show more."""
        self.action_more()

    def action_more(self) -> None:
        """Show more."""
        self.post_message(self.RowsWanted())
