"""What is in the notebook, to be opened or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from qabot.sessions.notebook import Clip
from qabot.types import Source
from qabot.ui.sidebar.long_list import LongList
from qabot.wording.answer_lines import source_line
from qabot.wording.terminal_style import plain


class ClipList(LongList[Clip]):
    """Clips in the order in which they were kept; the screen around it does what is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Read", id="clips.open", tooltip="Read the article"),
        Binding("delete", "drop", "Drop", id="clips.drop", tooltip="Take it out of the notebook"),
    ]

    @dataclass
    class Marked(Message):
        """Another clip is at the cursor; None if there is none."""

        clip: Clip | None

    @dataclass
    class ReadWanted(Message):
        """The article of a clip is to be read."""

        clip: Clip

    @dataclass
    class Dropped(Message):
        """A clip is to be taken out."""

        clip: Clip

    def key_of(self, row: Clip) -> int:
        """The clip's number."""
        return row.id

    def title_of(self, row: Clip) -> str:
        """The sentence."""
        return row.citation.text

    def detail_of(self, row: Clip) -> str:
        """Where it stands."""
        return plain(source_line(Source(row.citation.article, row.citation.span))).strip()

    def watch_cursor(self, cursor: int) -> None:
        """Tell which clip is at the cursor."""
        super().watch_cursor(cursor)
        if cursor >= 0:
            self.post_message(self.Marked(self.row_at_cursor))

    def action_choose(self) -> None:
        """Read the article of the clip at the cursor."""
        if self.row_at_cursor is not None:
            self.post_message(self.ReadWanted(self.row_at_cursor))

    def action_drop(self) -> None:
        """Take the clip at the cursor out."""
        if self.row_at_cursor is not None:
            self.post_message(self.Dropped(self.row_at_cursor))
