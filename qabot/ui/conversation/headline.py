"""What an answer comes to, above its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from qabot.types import Answer, Verdict
from qabot.ui.conversation.wording import one_line, searched_words
from qabot.wording.render import (
    PARTIAL,
    agreement_words,
    confidence_words,
    date_words,
    differing_lines,
    filter_words,
    visible,
)


class Headline(Static):
    """The short answer or the speaker; else what was searched and that it does not say.

    Verdicts differ in words and mark as well as in colour. ``number`` shows the figure behind the
    confidence.
    """

    def __init__(self, answer: Answer, searched: int | None) -> None:
        self.answer = answer
        self.searched = searched
        self.number = False
        super().__init__(self._content(), classes=answer.verdict.value)

    def toggle_number(self) -> None:
        """Show or hide the figure behind the confidence."""
        self.number = not self.number
        self.update(self._content())

    def _content(self) -> Content:
        return Content("\n").join(self._lines())

    def _lines(self) -> Iterator[Content]:
        answer = self.answer
        if answer.partial:
            yield Content.styled(f"◐ {PARTIAL}", "$text-warning")
        if answer.interpreted:
            yield Content.styled(f"read as: {visible(answer.interpreted)}", "$foreground-muted")
        if answer.verdict is Verdict.ANSWERED:
            yield from self._answered()
            yield from self._dates()
            return
        where = searched_words(self.searched, answer.filters)
        if answer.verdict is Verdict.RELATED:
            yield Content.styled(f"≈ No direct answer in {where}.", "bold")
            yield Content.styled(f"The closest sentences{self._figure()}:", "$foreground-muted")
        elif self.searched == 0:
            words = f"∅ There is no article {filter_words(answer.filters)}"
            yield Content.styled(f"{words.rstrip()}.", "bold")
        else:
            yield Content.styled(f"∅ Nothing about that in {where}{self._figure()}.", "bold")
        yield from self._dates()

    def _dates(self) -> Iterator[Content]:
        """How dates in the question were understood, where that made a difference."""
        for words in filter(None, map(date_words, self.answer.dates)):
            yield Content.styled(words, "$foreground-muted")

    def _answered(self) -> Iterator[Content]:
        answer, asides = self.answer, []
        if answer.speaker is not None:
            role = f"  {one_line(answer.speaker.role)}" if answer.speaker.role else ""
            yield Content.assemble((one_line(answer.speaker.name), "bold $text-accent"), role)
            if answer.speaker.mention not in (answer.speaker.name, answer.speaker.role):
                asides.append(f"printed as “{one_line(answer.speaker.mention)}”")
        elif answer.text != answer.citations[0].text:
            yield Content.styled(one_line(answer.text), "bold $text-accent")
        else:
            asides.append("answered by this sentence")
        asides.append(confidence_words(answer.confidence) + self._figure())
        if agreed := agreement_words(answer):
            asides.append(agreed)
        if answer.filters:
            asides.append(f"only articles {filter_words(answer.filters)}")
        yield Content.styled(" · ".join(asides), "$foreground-muted")
        for line in differing_lines(answer):
            yield Content.from_rich_text(line)

    def _figure(self) -> str:
        return f" ({self.answer.confidence:.0%})" if self.number else ""
