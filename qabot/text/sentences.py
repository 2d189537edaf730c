"""Sentences as spans, by sentencex inside paragraphs."""

from __future__ import annotations

import re

import sentencex

from qabot.types import Span

_BLANK_LINE = re.compile(r"(?:\r\n?|[\n\u2029\f])[ \t]*(?:\r\n?|[\n\u2029\f])\s*")
_LINE_BREAK = re.compile(r"\r\n?|[\n\u2028\u2029\f]")
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
    found: list[Span] = []
    for paragraph in paragraphs(text):
        for boundary in sentencex.get_sentence_boundaries(language or "en", paragraph.of(text)):
            span = Span(boundary["start_index"], boundary["end_index"]).shifted(paragraph.start)
            if len(trimmed := _trim(text, span)):
                found.append(trimmed)
    return found


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
