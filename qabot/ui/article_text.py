"""The text of an article, scrolled to a citation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events, work
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qabot.types import Span
from qabot.ui.citation_keys import CITATION_BINDINGS
from qabot.ui.highlights import Mark, Marks, pieces
from qabot.ui.lines import cut, shown

_WIDEST = 90
"""Cells of a line; longer ones are hard to read."""
_EDGE = {True: "▌ ", False: "  "}
"""What stands left of a line, by whether the citation reaches into it."""


class ArticleText(ScrollView, can_focus=True):
    """Only the lines on screen are ever drawn, so that an article may have megabytes.

    The text is cut into lines by a worker whenever it or the width is new; until that is done the
    old lines stay.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-text--edge",
        *(f"article-text--{mark}" for mark in Mark),
    }
    BINDINGS: ClassVar[list[BindingType]] = CITATION_BINDINGS

    @dataclass
    class LaidOut(Message):
        """A worker has cut the text for a width; ``top`` is the place that was read."""

        text: str
        width: int
        lines: list[Span]
        top: int | None

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._marks = Marks(Span(0, 0))
        self._width = 0
        self._lines: list[Span] = []

    def show(self, text: str, marks: Marks) -> None:
        """Put a text on screen, its citation in view."""
        known = text == self._text and self._lines
        self._text, self._marks = text, marks
        if known:
            self._show_citation()
        else:
            self._cut(None)

    def on_resize(self, event: events.Resize) -> None:
        """Cut the text anew where the width has changed; what was read stays in view."""
        if self._text and self._room != self._width:
            self._cut(self._top)

    def on_article_text_laid_out(self, message: LaidOut) -> None:
        """Take the lines, unless the text or the width is another by now."""
        if message.text is not self._text or message.width != self._room:
            return
        self._lines, self._width = message.lines, message.width
        self.virtual_size = Size(self._width + len(_EDGE[True]), len(self._lines))
        self.refresh()
        if message.top is None:
            self._show_citation()
        else:
            self.scroll_to(y=self._line_of(message.top), animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = self.scroll_offset.y + y
        plain = self.rich_style
        if number >= len(self._lines):
            return Strip.blank(self.size.width, plain)
        line = self._lines[number]
        cited = line.overlaps(self._marks.cited)
        edge = Segment(_EDGE[cited], self.get_component_rich_style("article-text--edge"))
        strip = Strip([edge, *self._segments(line)])
        return strip.adjust_cell_length(self.size.width, plain)

    def _segments(self, line: Span) -> Iterator[Segment]:
        text = line.of(self._text)
        printed = Span(line.start, line.start + len(text.rstrip(" ")))
        for piece, mark in pieces(printed, self._marks):
            style = self.get_component_rich_style(f"article-text--{mark}")
            yield Segment(shown(piece.of(self._text)), style)

    @property
    def _room(self) -> int:
        """Cells that a line has."""
        return min(self.scrollable_content_region.width - len(_EDGE[True]) - 1, _WIDEST)

    @property
    def _top(self) -> int | None:
        """The first character on screen."""
        line = self.scroll_offset.y
        return self._lines[line].start if line < len(self._lines) else None

    def _cut(self, top: int | None) -> None:
        if self._room > 0:
            self._lay_out(self._text, self._room, top)

    @work(thread=True, exclusive=True, group="lines")
    def _lay_out(self, text: str, width: int, top: int | None) -> None:
        self.post_message(self.LaidOut(text, width, cut(text, width), top))

    def _line_of(self, place: int) -> int:
        return max(bisect_right(self._lines, place, key=lambda line: line.start) - 1, 0)

    def _show_citation(self) -> None:
        """A third down the screen, with what leads to it above."""
        self.refresh()
        line = self._line_of(self._marks.cited.start)
        self.scroll_to(y=max(line - self.size.height // 3, 0), animate=False, immediate=True)
