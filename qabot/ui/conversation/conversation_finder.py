"""Words looked for in the questions and answers of a session."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.types import Span
from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.command_runner import Actions
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.findable_text import FindableText
from qabot.ui.surface import Surface


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text of the conversation, and where the words stand in it."""

    text: FindableText
    places: list[Span]


class ConversationFinder:
    """Marks words and goes from the newest to older ones, and back; older answers are laid out."""

    def __init__(self, surface: Surface) -> None:
        self._app = surface.app
        self._view = surface.panes.view
        self._line = surface.panes.find_line
        self._prompt = surface.panes.prompt
        self._found: list[FoundText] = []
        self._places: list[tuple[FoundText, Span]] = []
        self._at = 0

    @property
    def actions(self) -> Actions:
        """What can be done, by name."""
        return {"find": self.open}

    def open(self, words: str = "") -> None:
        """Ask for words; in an article, for words in that."""
        focused = self._app.focused
        around = focused.ancestors if focused is not None else ()
        pane = next((node for node in around if isinstance(node, ArticlePane)), None)
        if pane is not None and not words:
            pane.find_line.open()
        elif self._app.screen is self._line.screen:
            self._line.open(words)

    def find(self, words: str) -> None:
        """Mark words, and bring up where they stood last."""
        self._unmark()
        texts = self._view.query(FindableText)
        self._found = [FoundText(text, places) for text in texts if (places := text.find(words))]
        self._places = [(found, place) for found in self._found for place in found.places]
        self._at = len(self._places) - 1
        for found in self._found:
            found.text.mark(found.places)
        self._show(words)

    def step(self, key: str) -> None:
        """To an older place, and with Down to a newer one."""
        if self._places:
            before, _ = self._places[self._at]
            before.text.mark(before.places)
            self._at = (self._at + (1 if key == "down" else -1)) % len(self._places)
            self._show(self._line.words)

    def end(self) -> None:
        """Mark nothing any more; what was found last, if it can be, has the focus."""
        last = self._places[self._at][0].text if self._places else None
        self._unmark()
        self._found, self._places = [], []
        (last if last is not None and last.focusable else self._prompt).focus()

    def _unmark(self) -> None:
        for found in self._found:
            if found.text.is_attached:
                found.text.mark(())

    def _show(self, words: str) -> None:
        if not self._places:
            self._line.say("not found" if words.strip() else "")
            return
        found, place = self._places[self._at]
        found.text.mark(found.places, place)
        self._line.say(f"{self._at + 1:,} of {len(self._places):,}")
        entry = next(node for node in found.text.ancestors if isinstance(node, Entry))
        self._view.lay_out_from(entry)
        self._app.call_after_refresh(found.text.scroll_visible, animate=False)
