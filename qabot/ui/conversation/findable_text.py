"""Text of a conversation in which words can be looked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from qabot.types import Span
from qabot.ui.article.found_words import find_words


class FindableText(Static):
    """Shows a text, and marks words in it while they are looked for.

    Args:
        content: the text without marks.
    """

    def __init__(self, content: Content, *, classes: str | None = None) -> None:
        super().__init__(content, classes=classes)
        self._unmarked = content

    def show(self, content: Content) -> None:
        """Show another text."""
        self._unmarked = content
        self.update(content)

    def find(self, words: str) -> list[Span]:
        """Where the words stand in it."""
        return find_words(self._unmarked.plain, words)

    def mark(self, places: Sequence[Span], here: Span | None = None) -> None:
        """Mark places, and one of them more than the others; none takes the marks away."""
        content = self._unmarked
        for place in places:
            style = "$background on $accent" if place == here else "on $accent 35%"
            content = content.stylize(style, place.start, place.end)
        self.update(content, layout=False)
