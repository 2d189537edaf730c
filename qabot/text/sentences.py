"""Sentences as spans, by sentencex inside paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from qabot.text.continuations import goes_on
from qabot.text.marks import QuotationMark, Side, double_marks
from qabot.types import Span

_BLANK_LINE = re.compile(r"(?:\r\n?|[\n\u2029\f])[ \t]*(?:\r\n?|[\n\u2029\f])\s*")
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029\f]")
_NOTE = re.compile(
    r"(?<=[.!?])([\"”]?)((?:\[[^\[\]\n]{1,24}\]|[¹²³⁰-⁹†‡*])+(?::\d{1,4})?)(?=\s|$|[\"“A-Z])"
)
"""A footnote's mark: "word.[3] Next", "word.”¹² Next", "word.[note 1]", "word.[12]:5"."""
_ANY_MARK = re.compile("[\"“”„‟«»`]|''")
_NO_MARK = '[^"“”„‟«»`]*+'
_ORDERLY = re.compile(
    rf"{_NO_MARK}(?:(?:“{_NO_MARK}”|(?:(?<=\s)|^)\"(?=\w){_NO_MARK}(?<=[\w.,!?])\"(?!\w)){_NO_MARK})*+"
)
"""A paragraph whose marks pair as they come: most do, and need no help."""
_STOPS = (".", "!", "?")
_CLOSED_BY = {"‘": "’", "‹": "›"}
"""Marks that sentencex pairs besides: one without its pair it looks for to the paragraph's end."""
_NEUTRAL = "\ue000"
"""A character that means nothing to sentencex, of private use and so in no article."""
_WRAPPED_SHARE = 0.2
"""Share of lines starting in lower case from which a text counts as hard-wrapped; a text with one
paragraph a line has next to none, wrapped prose well over half."""


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs: ordered, disjoint, gaps only white space, none empty.

    A blank line always ends a paragraph; a single line break does so unless the text is
    hard-wrapped.
    """
    separator = _BLANK_LINE if _is_hard_wrapped(text) else _LINE_BREAK
    spans, start = [], 0
    for match in separator.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return [trimmed for span in spans if len(trimmed := _trim(text, span))]


def sentences(text: str, language: str | None = None) -> list[Span]:
    """Spans of the sentences: a partition of the text, gaps only white space, none empty.

    Args:
        language: ISO 639 code or language tag ("de-AT"); sentencex falls back by itself for those
            that it does not know.
    """
    stated = language.replace("_", "-").partition("-")[0].lower() if language else None
    return [
        sentence
        for paragraph in paragraphs(text)
        for sentence in _sentences_of(text, paragraph, stated)
    ]


def _sentences_of(text: str, paragraph: Span, language: str | None) -> Iterator[Span]:
    part = paragraph.of(text)
    start = 0
    for boundary in sentencex.get_sentence_boundaries(language or "en", _unmistakable(part)):
        end = boundary["end_index"]
        if end < len(part) and goes_on(part, end, language):
            continue
        sentence = part[start:end].strip()
        if sentence:
            begin = part.index(sentence[0], start) + paragraph.start
            yield Span(begin, begin + len(sentence))
        start = end


def _unmistakable(part: str) -> str:
    """The paragraph as sentencex cannot mistake it, of the same length.

    sentencex pairs marks as they come, so that one mark too many turns round all that follow, and
    takes a mark between two sentences for the end of the first. It is shown every quotation as
    “…”, and a mark that opens none as no mark. Of footnotes it knows [1] alone; they are shown as
    more stops, and before the mark that closes a quotation.
    """
    if _ANY_MARK.search(part) and ("''" in part or not _ORDERLY.fullmatch(part)):
        part = _with_sides(part)
    for opening, closing in _CLOSED_BY.items():
        if opening in part:
            last = part.rfind(closing) + 1
            part = part[:last] + part[last:].replace(opening, _NEUTRAL)
    if "]" in part or "*" in part or not part.isascii():
        part = _NOTE.sub(lambda note: "." * len(note[2]) + note[1], part)
    return part


def _with_sides(part: str) -> str:
    pieces, last = [], 0
    for mark in double_marks(part):
        pieces += [part[last : mark.start], _shown(part, mark)]
        last = mark.end
    return "".join([*pieces, part[last:]])


def _shown(part: str, mark: QuotationMark) -> str:
    before = part[max(0, mark.start - 2) : mark.start]
    length = mark.end - mark.start
    if mark.side is Side.OPENS:
        return "“".rjust(length, _NEUTRAL)
    if mark.side is Side.CLOSES or (mark.side is Side.ASTRAY and not before[-1:].isspace()):
        return "”".rjust(length, "." if before.rstrip().endswith(_STOPS) else _NEUTRAL)
    if mark.side is Side.ASTRAY and mark.end == len(part):
        return " " * length
    return _NEUTRAL * length


def _is_hard_wrapped(text: str) -> bool:
    lines = [line.lstrip() for line in _LINE_BREAK.split(text) if line.strip()]
    if len(lines) < 4:
        return False
    starting_low = sum(1 for line in lines[1:] if line[0].islower())
    return starting_low >= _WRAPPED_SHARE * (len(lines) - 1)


def _trim(text: str, span: Span) -> Span:
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))
