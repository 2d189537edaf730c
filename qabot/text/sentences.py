"""Sentences as spans, by sentencex inside paragraphs."""

from __future__ import annotations

import re

import sentencex

from qabot.english.titles import ABBREVIATED_TITLES
from qabot.types import Span

_BLANK_LINE = re.compile(r"(?:\r\n?|[\n\u2029\f])[ \t]*(?:\r\n?|[\n\u2029\f])\s*")
_LINE_BREAK = re.compile(r"\r\n?|[\n\u2028\u2029\f]")
_TITLE = re.compile(rf"(?<!\w)(?:{'|'.join(set(ABBREVIATED_TITLES) - {'St'})})\.$")
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
        language: ISO 639-1 code; sentencex falls back by itself for those it does not know.
    """
    return [
        sentence
        for paragraph in paragraphs(text)
        for sentence in _sentences_of(text, paragraph, language or "en")
    ]


def _sentences_of(text: str, paragraph: Span, language: str) -> list[Span]:
    found: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries(language, paragraph.of(text)):
        span = Span(boundary["start_index"], boundary["end_index"]).shifted(paragraph.start)
        sentence = _trim(text, span)
        if not len(sentence):
            continue
        if found and _goes_on(text, found[-1], sentence):
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return found


def _goes_on(text: str, sentence: Span, following: Span) -> bool:
    """Whether sentencex cut after a title ("asked Ms. | Lee") or in a word ("A.F.L.-C.|I.O.")."""
    if sentence.end == following.start:
        return text[sentence.end - 1] == "." and text[following.start].isalnum()
    return _TITLE.search(sentence.of(text)) is not None


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
