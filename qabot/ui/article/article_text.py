"""The text of an article, scrolled to a citation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from textual import events, work
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qabot.types import Span
from qabot.ui.article.found_words import FoundWords, find_words
from qabot.ui.article.screen_lines import cut, shown
from qabot.wording.highlights import Mark, Marks, pieces

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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", id="find.begin", tooltip="Find words in the article"),
        Binding("n", "step(1)", "Next", id="find.next", tooltip="Where the words stand next"),
        Binding("N", "step(-1)", "Prev", id="find.previous", tooltip="Where they stand before"),
        Binding("escape", "end_find", "End", id="find.end", tooltip="Look for no words any more"),
    ]
    """While words are looked for, their keys go before those of the citation."""

    @dataclass
    class FindWanted(Message):
        """Words are to be looked for."""

    @dataclass
    class PlaceFound(Message):
        """Another place of the words is looked at, or none any more."""

        found: FoundWords | None

    @dataclass
    class LaidOut(Message):
        """A worker has cut the text for a width; ``kept`` is the place to be kept in view."""

        text: str
        width: int
        lines: list[Span]
        kept: int

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._marks = Marks(Span(0, 0))
        self._found: FoundWords | None = None
        self._width = 0
        self._height = 0
        self._lines: list[Span] = []

    def show(self, text: str, marks: Marks) -> None:
        """Put a text on screen, its citation in view."""
        known = text == self._text and self._lines
        self._text, self._marks = text, marks
        self._tell(None)
        if known:
            self.refresh()
            self._bring_up(marks.cited.start)
        else:
            self._cut(marks.cited.start)

    # -- words that are looked for ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of a search to the citation while there is none."""
        if action in ("step", "end_find"):
            return self._found is not None
        return super().check_action(action, parameters)

    @property
    def found(self) -> FoundWords | None:
        """The words that are looked for, and where."""
        return self._found

    def find(self, words: str) -> None:
        """Mark words, and bring up where they stand first from the line at the top on."""
        places = find_words(self._text, words)
        top = self._lines[self.scroll_offset.y].start if self._lines else 0
        first = next((n for n, place in enumerate(places) if place.start >= top), 0)
        self._look_at(FoundWords(places, first) if words.strip() else None)

    def action_find(self) -> None:
        """Ask for the words."""
        self.post_message(self.FindWanted())

    def action_step(self, by: int) -> None:
        """On to another place."""
        if self._found is not None:
            self._look_at(self._found.stepped(by))

    def action_end_find(self) -> None:
        """Mark no words any more; what is read stays in view."""
        self._look_at(None)

    def _look_at(self, found: FoundWords | None) -> None:
        self._tell(found)
        place = found.place if found else None
        if place is None:
            return
        line = self._line_of(place.start)
        shown = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        if line not in shown:
            above = self.size.height // 3
            self.scroll_to(y=max(line - above, 0), animate=False, immediate=True, force=True)

    def _tell(self, found: FoundWords | None) -> None:
        if found is None and self._found is None:
            return
        self._found = found
        self._marks = replace(
            self._marks,
            found=found.places if found else (),
            found_here=found.place if found else None,
        )
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.PlaceFound(found))

    # -- lines -----------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """What was read stays in view; the text is cut anew where the width has changed."""
        read = self._place_read
        if self._text and self._room != self._width:
            self._cut(read)
        elif self._lines and self.size.height != self._height:
            self._bring_up(read)

    def on_article_text_laid_out(self, message: LaidOut) -> None:
        """Take the lines, unless the text or the width is another by now."""
        if message.text is not self._text or message.width != self._room:
            return
        self._lines, self._width = message.lines, message.width
        self.virtual_size = Size(self._width + len(_EDGE[True]), len(self._lines))
        self.refresh()
        self._bring_up(message.kept)

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
    def _place_read(self) -> int:
        """The place that is read: the citation while it is on screen, else the first character."""
        first = self.scroll_offset.y
        cited = self._line_of(self._marks.cited.start)
        if first <= cited < first + self._height or first >= len(self._lines):
            return self._marks.cited.start
        return self._lines[first].start

    def _cut(self, kept: int) -> None:
        if self._room > 0:
            self._lay_out(self._text, self._room, kept)

    @work(thread=True, exclusive=True, group="lines")
    def _lay_out(self, text: str, width: int, kept: int) -> None:
        self.post_message(self.LaidOut(text, width, cut(text, width), kept))

    def _line_of(self, place: int) -> int:
        return max(bisect_right(self._lines, place, key=lambda line: line.start) - 1, 0)

    def _bring_up(self, place: int) -> None:
        """Put a citation a third down the screen, with what leads to it above; else at the top."""
        self._height = self.size.height
        above = self._height // 3 if place == self._marks.cited.start else 0
        line = max(self._line_of(place) - above, 0)
        # forced, because whether there is a scrollbar is only known after the next layout
        self.scroll_to(y=line, animate=False, immediate=True, force=True)
