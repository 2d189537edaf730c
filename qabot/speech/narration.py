"""An article made ready for attribution: quotations masked, sentences tokenised once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from qabot.speech.cue_ranking import best_cue
from qabot.speech.cues import Cue
from qabot.speech.names import ABBREVIATED, Names
from qabot.speech.tokens import MASK, Line
from qabot.text.quotes import quotations_within
from qabot.text.sentences import paragraphs
from qabot.types import Span

_STRAIGHTENED = (("’", "'"), ("‘", "'"), ("\xa0", " "), ("\u202f", " "), ("\t", " "), (MASK, " "))
_CLOSING_MARK = re.compile(rf"{MASK}{{1,2}} ")
_LINE_BREAKS = re.compile(r"[\r\n\f\v]")
_CUT_SHORT = re.compile(rf"\b{ABBREVIATED}$")


class Narration:
    """One article: its sentences, paragraphs and quotations, and what it prints around those.

    ``flat`` is the text with straight apostrophes and no line breaks inside paragraphs,
    ``narration`` the same with each quotation as masks; all positions are the article's.
    ``sentences`` are as given, but those cut after "Ms." and the like are put together.
    """

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = list(_mended(text, sentences))
        self.paragraphs = paragraphs(text)
        self.quotes = [quote for part in self.paragraphs for quote in quotations_within(text, part)]
        self.flat, self.narration = self._flattened()
        self._starts = [sentence.start for sentence in self.sentences]
        self._read: dict[int, tuple[Line, Cue | None]] = {}

    @cached_property
    def names(self) -> Names:
        """The article's full names; much of the work, so only when someone is to be resolved."""
        return Names(self.flat)

    def line(self, index: int) -> Line:
        """The tokens of a sentence, but for the mark that closes the quotation before it."""
        return self._reading(index)[0]

    def cue(self, index: int) -> Cue | None:
        """What tells who says the sentence, if it tells."""
        return self._reading(index)[1]

    def index(self, position: int) -> int:
        """Number of the sentence that a position is in, or behind."""
        return max(0, bisect_right(self._starts, position) - 1)

    def paragraph(self, index: int) -> int:
        """Number of the paragraph that a sentence is in."""
        if index >= len(self.sentences):
            return len(self.paragraphs)
        return bisect_right(self.paragraphs, self._starts[index], key=lambda span: span.start)

    def is_quoted(self, position: int) -> bool:
        """Whether a position is inside a quotation."""
        return self.narration[position] == MASK

    def quoted_length(self, span: Span) -> int:
        """How many of a span's code points stand in quotations."""
        return self.narration.count(MASK, span.start, span.end)

    def main_quote(self, span: Span) -> Span | None:
        """The quotation that most of a sentence stands in, if there is one."""
        first = max(0, bisect_right(self.quotes, span.start, key=lambda quote: quote.start) - 1)
        best, share = None, 0
        for quote in self.quotes[first:]:
            if quote.start >= span.end:
                break
            overlap = min(quote.end, span.end) - max(quote.start, span.start)
            if overlap > share:
                best, share = quote, overlap
        return best if best and best.start <= span.start + 1 else None

    def _reading(self, index: int) -> tuple[Line, Cue | None]:
        if index not in self._read:
            span = self.sentences[index]
            tail = _CLOSING_MARK.match(self.narration, span.start, span.end)
            line = Line(self.narration, Span(tail.end(), span.end) if tail else span)
            self._read[index] = (line, best_cue(line))
        return self._read[index]

    def _flattened(self) -> tuple[str, str]:
        straight = self.text
        for printed, plain in _STRAIGHTENED:
            straight = straight.replace(printed, plain)
        flat, last = [], 0
        for paragraph in self.paragraphs:
            flat += ["\n" * (paragraph.start - last), _LINE_BREAKS.sub(" ", paragraph.of(straight))]
            last = paragraph.end
        flat.append("\n" * (len(straight) - last))
        text = "".join(flat)
        narration, last = [], 0
        for quote in self.quotes:
            narration.append(text[last : quote.start])
            narration.append(_masked(text, quote))
            last = quote.end
        return text, "".join([*narration, text[last:]])


def _mended(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences, with those cut after "Ms." and the like put together again."""
    start = None
    for sentence in sentences:
        begin = sentence.start if start is None else start
        if _CUT_SHORT.search(text, max(begin, sentence.end - 8), sentence.end):
            start = begin
            continue
        yield Span(begin, sentence.end)
        start = None
    if start is not None:
        yield Span(start, sentences[-1].end)


def _masked(text: str, quote: Span) -> str:
    """Masks in a quotation's place; a nickname in a name is no quotation."""
    inner = text[quote.start + 1 : quote.end - 1]
    before, after = text[quote.start - 2 : quote.start], text[quote.end : quote.end + 2]
    nickname = inner.isalpha() and before[:1].isalpha() and after[:1] == " " and after[1:].isupper()
    return f" {inner} " if nickname and inner[0].isupper() else MASK * len(quote)
