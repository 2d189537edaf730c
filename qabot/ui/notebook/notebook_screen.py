"""The notebook: its sentences, and the one at the cursor in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from qabot.sessions.notebook import Clip
from qabot.ui.article.article_place import ArticlePlace
from qabot.ui.conversation.chat_style import card
from qabot.ui.key_line import KeyLine
from qabot.ui.notebook.clip_list import ClipList
from qabot.wording.answer_lines import citation_lines
from qabot.wording.common_words import counted, one_line

_NONE = "nothing is clipped yet: c on a cited sentence keeps it here"


class NotebookScreen(Screen[ArticlePlace | None]):
    """Gives the place to read on with, None if none was chosen.

    Args:
        clips: what is in the notebook.
        drop: takes a clip out of the file.
        export: writes all of them to a file.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back", id="notebook.back"),
        Binding("ctrl+s", "export", "Export", id="notebook.export", tooltip="Save as Markdown"),
    ]

    def __init__(
        self,
        clips: Sequence[Clip],
        drop: Callable[[Clip], object],
        export: Callable[[], object],
    ) -> None:
        super().__init__()
        self._clips = list(clips)
        self._drop = drop
        self._export = export

    def compose(self) -> ComposeResult:
        """How many there are, the list, and the clip at the cursor."""
        yield Static(id="notebook-title")
        yield ClipList()
        yield Static(id="notebook-clip")
        yield KeyLine()

    def on_mount(self) -> None:
        """List what there is, the newest at the cursor."""
        self._list()
        clips = self.query_one(ClipList)
        clips.focus()
        clips.action_move(len(self._clips))

    def _list(self) -> None:
        number = counted(len(self._clips), "sentence")
        title = Content.assemble(("Notebook", "bold $text-accent"), (f" · {number}", "bold"))
        self.query_one("#notebook-title", Static).update(title)
        self.query_one(ClipList).show_rows(tuple(self._clips), _NONE)

    def on_clip_list_marked(self, message: ClipList.Marked) -> None:
        """Show the clip at the cursor in full."""
        shown = self.query_one("#notebook-clip", Static)
        shown.display = message.clip is not None
        if message.clip is not None:
            lines = card(citation_lines(message.clip.citation), date.today())
            found_by = Content.styled(one_line(message.clip.question), "$foreground-muted")
            shown.update(Content("\n").join([*lines, found_by]))

    def on_clip_list_read_wanted(self, message: ClipList.ReadWanted) -> None:
        """Read its article."""
        self.dismiss(ArticlePlace(message.clip.citation.article, message.clip.citation))

    def on_clip_list_dropped(self, message: ClipList.Dropped) -> None:
        """Take it out."""
        self._drop(message.clip)
        self._clips.remove(message.clip)
        self._list()
        if not self._clips:
            self.query_one("#notebook-clip").display = False

    def action_export(self) -> None:
        """Write all of them to a file."""
        self._export()
