"""Things that are enumerated: "images, music, and greetings in 55 languages" for "images"."""

from __future__ import annotations

import re

from qabot.english.function_words import AUXILIARY, FUNCTION_WORDS, PREPOSITIONS, PRONOUNS
from qabot.types import Span

_THING = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}"
_FURTHER = re.compile(
    rf"(?P<between>(?:,\s{_THING}){{1,8}}),?\s(?:and|or)\s(?P<last>[\w -]{{1,60}})(?=[,;:.]|$)"
)
_COUNT_BEFORE = re.compile(r"(?<![\w.,])\d[\d,.]*\s$")
_SMALL = FUNCTION_WORDS | AUXILIARY | PRONOUNS


def whole_enumeration(sentence: str, span: Span) -> Span:
    """A thing in small letters with those that are enumerated behind it, and its own number.

    Else it is the span. "He sold bread, cut his prices, and left" enumerates no things.
    """
    printed = span.of(sentence)
    further = _FURTHER.match(sentence, span.end)
    if further is None or not printed.islower() or "," in printed:
        return span
    things = further["between"].replace(",", " ").split() + _head(further["last"])
    if not _SMALL.isdisjoint(word.lower() for word in things):
        return span
    count = _COUNT_BEFORE.search(sentence[max(0, span.start - 20) : span.start])
    return Span(span.start - (len(count.group()) if count else 0), further.end())


def _head(last: str) -> list[str]:
    """The words of the last thing up to a preposition."""
    words = last.split()
    ends = (place for place, word in enumerate(words) if word.lower() in PREPOSITIONS)
    return words[: next(ends, len(words))]
