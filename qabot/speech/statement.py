"""What is said: a sentence without the words that say who says it."""

from __future__ import annotations

import re

from qabot.english.function_words import AUXILIARY, PREPOSITIONS, PRONOUNS, TIMES
from qabot.speech.cues import Cue
from qabot.speech.tokens import Line
from qabot.types import Span


def statement_of(text: str, line: Line, cue: Cue, sentence: Span) -> Span:
    """What is said: the sentence without the words that say who says it; never empty."""
    found = _stripped(text, _told(line, cue, sentence))
    return found if len(found) > 1 else sentence


def _told(line: Line, cue: Cue, sentence: Span) -> Span:
    first, last = cue.extent
    before = Span(sentence.start, line.spans[first].start)
    after = Span(line.spans[last - 1].end, sentence.end)
    earlier = [at for at in range(first) if line.is_quote(at)]
    later = [at for at in range(last, len(line)) if line.is_quote(at)]
    if not cue.trailing:
        begin = _complement(line, last)
        after = Span(line.spans[begin].start, sentence.end) if begin < len(line) else after
        return after if len(after) > 3 else before
    if earlier:
        return line.span(earlier[0], (later or earlier)[-1] + 1)
    if line.lower[0] in {"it", "there"} and first < 4 and later:
        return Span(line.spans[later[0]].start, sentence.end)
    circumstance = line.at(last) in PREPOSITIONS | TIMES or line.at(last - 1) in {"told", "tells"}
    return before if len(after) < 4 or (circumstance and not later) else sentence


def _complement(line: Line, verb_end: int) -> int:
    """Where what is said begins: behind "that" or a colon if only hearers and times come before."""
    if line.at(verb_end) in PRONOUNS - {"it"}:
        return verb_end
    for index in range(verb_end, min(verb_end + 14, len(line))):
        word = line.lower[index]
        if word in {"that", ":"} and line.at(index + 1) not in TIMES:
            return index + 1
        if word in AUXILIARY or line.is_break(index):
            break
    return verb_end


def _stripped(text: str, span: Span) -> Span:
    part = span.of(text)
    start = re.match(r"(?:[\s,:;—–]|that\b)*", part)
    begin = span.start + (start.end() if start else 0)
    end = span.start + len(part.rstrip(" ,;:—–-\n"))
    return Span(begin, max(begin, end))
