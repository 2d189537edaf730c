"""A list of any length of which only the lines on screen are drawn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qabot.wording.common_words import visible

Row = TypeVar("Row")

_LINES = 2
"""Lines of a row: a title, and under it what else there is to say."""
_MARGIN = 2
"""Cells before the text of a row: one for the cursor, one for a mark."""


class LongList(ScrollView, Generic[Row], can_focus=True, inherit_bindings=False):
    """Rows of two lines, a cursor, no widget for each row.

    Textual's own lists measure every row on the event loop: with 50,000 rows, an OptionList stands
    still for 2.7 s each time it is filled, a DataTable for 4.8 s (2 cores). This one holds
    the rows and draws those in view.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--detail", "list--mark"}
    DEFAULT_CSS = """
    LongList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: transparent;
        & > .list--cursor { background: $boost; }
        & > .list--detail { color: $foreground 60%; }
        & > .list--mark { color: $accent; }
        &:focus > .list--cursor { background: $primary 25%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", id="list.up", show=False),
        Binding("down", "move(1)", "Down", id="list.down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="list.page_up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="list.page_down", show=False),
        Binding("home", "move(-1000000000)", "First", id="list.first", show=False),
        Binding("end", "move(1000000000)", "Last", id="list.last", show=False),
        Binding("enter", "choose", "Choose", id="list.choose"),
    ]

    cursor: reactive[int] = reactive(0)
    nothing: reactive[str] = reactive("")
    """What is said in place of rows."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """What is listed, in order."""
        return self._rows

    @property
    def row_at_cursor(self) -> Row | None:
        """The row that the cursor is on; None if there is none."""
        return self._rows[self.cursor] if self._rows else None

    def show_rows(self, rows: Sequence[Row], nothing: str = "") -> None:
        """List other rows; the cursor stays on its row if that is among them.

        Args:
            rows: kept as it is, not copied.
            nothing: what to say if there are none.
        """
        kept = None if self.row_at_cursor is None else self.key_of(self.row_at_cursor)
        self._rows, self.nothing = rows, nothing
        self.virtual_size = Size(self.size.width, _LINES * len(rows))
        place = next((n for n, row in enumerate(rows) if self.key_of(row) == kept), 0)
        self.cursor = -1  # so that it is scrolled to wherever it was
        self.cursor = place
        self.refresh()

    @abstractmethod
    def key_of(self, row: Row) -> Hashable:
        """What tells a row from all others, also after it has changed."""

    @abstractmethod
    def title_of(self, row: Row) -> str:
        """What stands on the first line."""

    @abstractmethod
    def detail_of(self, row: Row) -> str:
        """What stands on the second line."""

    def ending_of(self, row: Row) -> str:
        """The end of the title that stays where a title is too long for the line."""
        return ""

    def mark_of(self, row: Row) -> str:
        """One cell before the title."""
        return " "

    @abstractmethod
    def action_choose(self) -> None:
        """Do what the list is for with the row at the cursor."""

    def action_move(self, by: int) -> None:
        """Up or down, to the first or the last at most."""
        self.cursor = max(0, min(self.cursor + by, len(self._rows) - 1))

    def action_page(self, by: int) -> None:
        """Up or down by what fits on screen."""
        self.action_move(by * max(1, self.scrollable_content_region.height // _LINES))

    def watch_cursor(self, cursor: int) -> None:
        """Keep it in view."""
        if cursor >= 0:
            region = Region(0, _LINES * cursor, 1, _LINES)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A row is chosen by clicking on it."""
        place = (event.y + round(self.scroll_offset.y)) // _LINES
        if 0 <= place < len(self._rows):
            self.cursor = place
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """The line of a row, or nothing."""
        width = self.scrollable_content_region.width
        row, line = divmod(y + round(self.scroll_offset.y), _LINES)
        if not self._rows and y == 0:
            text = Text.assemble((" " * _MARGIN + self.nothing, self._part("list--detail")))
            return self._strip(text, width, at_cursor=False)
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        at_cursor = row == self.cursor
        text = self._line(self._rows[row], line, width, at_cursor)
        return self._strip(text, width, at_cursor)

    def _line(self, row: Row, line: int, width: int, at_cursor: bool) -> Text:
        pointer = ("▌" if at_cursor else " ", self._part("list--mark"))
        if line:
            detail = (_flat(self.detail_of(row)), self._part("list--detail"))
            return Text.assemble(pointer, " " * (_MARGIN - 1), detail)
        mark = (self.mark_of(row), self._part("list--mark"))
        style = Style(bold=at_cursor and self.has_focus)
        title = Text(_flat(self.title_of(row)), style)
        ending = Text(self.ending_of(row), style)
        if ending and title.cell_len > width - _MARGIN:
            title.right_crop(len(ending))
            title.truncate(max(0, width - _MARGIN - ending.cell_len), overflow="ellipsis")
            title.append_text(ending)
        return Text.assemble(pointer, mark, title)

    def _part(self, name: str) -> Style:
        """The colour of a part; what is under it depends on where the cursor is."""
        return Style(color=self.get_component_rich_style(name).color)

    def _strip(self, text: Text, width: int, at_cursor: bool) -> Strip:
        text.truncate(width, overflow="ellipsis", pad=True)
        style = self.get_component_rich_style("list--cursor") if at_cursor else self.rich_style
        return Strip(text.render(self.app.console), width).apply_style(style)


def _flat(text: str) -> str:
    return " ".join(visible(text).split())
