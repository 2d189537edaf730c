"""One question and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from qabot.render import answer_lines, visible
from qabot.types import Answer, Filters
from qabot.ui.citation_card import CitationCard


class Entry(Vertical):
    """A question, then its answer once there is one.

    ``answer`` is None until then; ``over`` tells that nothing more is coming, be it that the
    question was answered, could not be, or was cancelled.
    """

    def __init__(
        self, question: str, answer: Answer | None = None, *, filters: Filters | None = None
    ) -> None:
        super().__init__()
        self.question = question
        self.answer = answer
        self.filters = filters or Filters()
        self.over = answer is not None

    def compose(self) -> ComposeResult:
        """The question, then what came of it so far."""
        yield Static(visible(self.question), markup=False, classes="question")
        if self.answer is None:
            yield Static("…", markup=False, classes="outcome")
        else:
            yield from self._parts(self.answer)

    @property
    def cards(self) -> list[CitationCard]:
        """The cited sentences, in the order of their numbers."""
        return list(self.query(CitationCard))

    def show_answer(self, answer: Answer) -> None:
        """Put the answer under the question."""
        self.answer, self.over = answer, True
        self.query(".outcome").remove()
        self.mount_all(self._parts(answer))

    def show_failure(self, reason: str) -> None:
        """Put under the question why there is no answer."""
        self.over = True
        self.query_one(".outcome", Static).update(Text(visible(reason)))

    def _parts(self, answer: Answer) -> Iterable[Widget]:
        if not answer.citations:
            yield Static(Text("\n").join(answer_lines(answer)), classes="head")
        else:
            yield Static(Text(visible(answer.text)), classes="head")
        for citation in answer.citations:
            yield CitationCard(answer, citation)
