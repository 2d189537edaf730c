"""Why this sentence: everything that was considered, and what its rank is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qabot.types import Answer, Citation
from qabot.types.explanations import Explanation, SentenceReason
from qabot.ui.conversation.chat_style import reason as shown
from qabot.ui.key_line import KeyLine
from qabot.wording.answer_lines import source_line
from qabot.wording.common_words import one_line, visible
from qabot.wording.reason_lines import CHOSEN, reason_of, unranked_line, why_lines
from qabot.wording.terminal_style import plain
from qabot.wording.worded_line import Role, WordedLine


class WhyScreen(Screen[None]):
    """The sentences that were considered, by passage; above them, what speaks for the marked one.

    It opens at the citation that it was asked for, if that was ranked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,w,q", "app.pop_screen", "Back", id="why.back"),
    ]

    def __init__(self, explanation: Explanation, answer: Answer, citation: Citation | None) -> None:
        super().__init__()
        self._explanation = explanation
        self._citation = citation
        self._cited = _numbers(explanation, answer)
        self._reasons = {str(reason.rank): reason for reason in explanation.sentences}

    def compose(self) -> ComposeResult:
        """Question, reasons, and the list."""
        considered = len(self._explanation.passages)
        noun = "passage" if considered == 1 else "passages"
        yield Static(
            Content.assemble(
                ("Why this sentence", "bold $text-accent"),
                (f" · {visible(self._explanation.question)}", "bold"),
                (f"\n{CHOSEN[self._explanation.chosen_by]}", "$foreground-muted"),
            ),
            id="why-question",
        )
        with VerticalScroll(id="why-reasons"):
            yield Static(id="why-reason")
        yield Static(f"{considered} {noun} considered", id="why-considered")
        yield OptionList(*self._options(), id="why-sentences", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Mark the sentence that was asked for, else say why it has no rank."""
        sentences = self.query_one(OptionList)
        sentences.focus()
        if self._citation is None:
            return
        reason = reason_of(self._explanation, self._citation)
        if reason is None:
            sentences.highlighted = None
            self._tell(self._citation.text, [unranked_line(self._explanation)])
        else:
            sentences.highlighted = sentences.get_option_index(str(reason.rank))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what speaks for the marked sentence."""
        reason = self._reasons[str(event.option_id)]
        self._tell(reason.sentence.text, why_lines(self._explanation, reason))

    def _tell(self, sentence: str, lines: Iterable[WordedLine]) -> None:
        content = Content("\n").join([Content(one_line(sentence)), *map(shown, lines)])
        self.query_one("#why-reason", Static).update(content)
        self.query_one("#why-reasons").scroll_home(animate=False)

    def _options(self) -> Iterator[Option]:
        for place, passage in enumerate(self._explanation.passages, start=1):
            source = plain(source_line(passage.scored.passage.article, Role.ENTRY)).strip()
            heading = Content.assemble(
                (f"{place}. {passage.scored.score:.2f} ", "$text-accent"), (source, "bold")
            )
            yield Option(heading, disabled=True)
            for reason in passage.sentences:
                yield Option(self._line(reason), id=str(reason.rank))

    def _line(self, reason: SentenceReason) -> Content:
        number = self._cited.get(reason.rank)
        mark = "" if number is None else f"[{number}] "
        text = one_line(reason.sentence.text)
        figures = f"   #{reason.rank:<3} {reason.sentence.score:>6.2f} "
        return Content.assemble((figures, "$foreground-muted"), (mark, "bold $text-accent"), text)


def _numbers(explanation: Explanation, answer: Answer) -> dict[int, int]:
    """The citations' numbers by the ranks of their sentences."""
    reasons = ((citation, reason_of(explanation, citation)) for citation in answer.citations)
    return {reason.rank: citation.number for citation, reason in reasons if reason is not None}
