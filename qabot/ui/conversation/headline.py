"""What an answer comes to, above its sentences."""

from __future__ import annotations

from textual.content import Content

from qabot.types import Answer
from qabot.ui.conversation.chat_style import headline
from qabot.ui.conversation.findable_text import FindableText
from qabot.wording.answer_lines import head_lines


class Headline(FindableText):
    """The short answer or the speaker; else what was searched and that it does not say.

    ``number`` shows the figure behind the confidence.
    """

    def __init__(self, answer: Answer, searched: int | None) -> None:
        self.answer = answer
        self.searched = searched
        self.number = False
        super().__init__(self._content(), classes=answer.verdict.value)

    def toggle_number(self) -> None:
        """Show or hide the figure behind the confidence."""
        self.number = not self.number
        self.show(self._content())

    def _content(self) -> Content:
        lines = head_lines(self.answer, self.searched)
        return Content("\n").join(headline(lines, figure=self.number))
