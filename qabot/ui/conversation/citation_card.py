"""One cited sentence with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from qabot.types import Answer, Citation
from qabot.ui.article.highlights import short_answer
from qabot.ui.conversation.citation_keys import CITATION_BINDINGS
from qabot.ui.conversation.wording import source_words
from qabot.wording.render import OUTDATED, copies_words, visible

_SOURCES_SHOWN = 3
_SPACE = re.compile(r"\s+")


class CitationCard(Static, can_focus=True):
    """A sentence, the short answer in it, its source, and where else it stands."""

    BINDINGS: ClassVar[list[BindingType]] = CITATION_BINDINGS

    def __init__(self, answer: Answer, citation: Citation, today: date) -> None:
        self.answer = answer
        self.citation = citation
        super().__init__(Content("\n").join(_lines(answer, citation, today)))


def _lines(answer: Answer, citation: Citation, today: date) -> Iterator[Content]:
    yield _sentence(answer, citation)
    yield Content.styled(source_words(citation.article, today), "$foreground-muted")
    if citation.outdated:
        yield Content.styled(f"! {OUTDATED}", "$text-warning")
    for source in citation.also[:_SOURCES_SHOWN]:
        words = f"also: {source_words(source.article, today)}"
        yield Content.styled(words, "$foreground-muted")
    more = len(citation.also) - _SOURCES_SHOWN
    if more > 0:
        yield Content.styled(f"and {more} more", "$foreground-muted")

    if citation.copies:
        yield Content.styled(copies_words(citation.copies), "$foreground-muted")


def _sentence(answer: Answer, citation: Citation) -> Content:
    text, span = citation.text, short_answer(answer, citation)
    number = (f"[{citation.number}] ", "$foreground-muted")
    if span is None:
        return Content.assemble(number, _flat(text))
    before, after = text[: span.start], text[span.end :]
    return Content.assemble(number, _flat(before), (_flat(span.of(text)), "bold"), _flat(after))


def _flat(text: str) -> str:
    """Line breaks of the article become spaces; nothing in it is obeyed."""
    return visible(_SPACE.sub(" ", text))
