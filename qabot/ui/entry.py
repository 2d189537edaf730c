"""One question and what came of it."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from qabot.render import answer_lines, visible
from qabot.types import Answer


class Entry(Static):
    """A question, then its answer once there is one."""

    DEFAULT_CSS = """
    Entry { padding: 0 1; margin: 0 0 1 0; height: auto; }
    """

    def __init__(self, question: str) -> None:
        self.question = question
        super().__init__(self._with(Text("…", style="dim")))

    def show_answer(self, answer: Answer) -> None:
        """Put the answer under the question."""
        self.update(self._with(Text("\n").join(answer_lines(answer))))

    def show_failure(self, reason: str) -> None:
        """Put under the question why there is no answer."""
        self.update(self._with(Text(visible(reason), style="red")))

    def _with(self, body: Text) -> Text:
        return Text("\n").join((Text(visible(self.question), style="bold"), body))
