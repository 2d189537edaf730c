"""Sentences as tokens, in which each quotation is one."""

from __future__ import annotations

import re
from itertools import islice

from qabot.english.function_words import FUNCTION_WORDS, TIMES
from qabot.speech.names import ABBREVIATED, UPPER
from qabot.types import Span

MASK = "\x01"
DASHES = ("—", "–", "-", "--")
STOPS = frozenset("# , ; : ( ) [ ] – — - . ? ! … / |".split()) | {"\n", "--"}
"""Punctuation that ends a phrase."""
_TOKEN = re.compile(
    rf"{MASK}+|{ABBREVIATED}|No\.(?= ?\d)|(?:[{UPPER}]\.)+(?:-\w+)*|[A-Z]-(?:[A-Z]\w*\.)+"
    r"|\d[\d,.]*\d(?![\w-])|'s\b|\w+(?:['&-](?!s\b)\w+|\.(?=\w)\w+)*|--|\S|\n"
)
_LONGEST = 400
"""Tokens of narration that are read of one sentence: what is longer is a table or a list."""


def _lowered(word: str) -> str:
    """In lower case, but for acronyms: "WHO" and "US" are not "who" and "us"."""
    return word if len(word) > 1 and word.isupper() else word.lower()


class Line:
    """The tokens of a stretch of narration; each quoted stretch in it is one token of masks."""

    def __init__(self, narration: str, span: Span) -> None:
        self.words: list[str] = []
        self.spans: list[Span] = []
        for match in islice(_TOKEN.finditer(narration, span.start, span.end), _LONGEST):
            self.words.append(match.group())
            self.spans.append(Span(*match.span()))
        self.lower = [_lowered(word) for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> str:
        """The lower-cased token, or "" outside the line."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def span(self, start: int, end: int) -> Span:
        """Where the tokens ``start`` to ``end - 1`` stand in the article."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def is_quote(self, index: int) -> bool:
        """Whether the token is a quotation."""
        return self.at(index).startswith(MASK)

    def is_name(self, index: int) -> bool:
        """Whether the token is capitalised and neither a time word nor a function word."""
        word = self.words[index] if 0 <= index < len(self.words) else ""
        lower = _lowered(word)
        if word.isdigit():
            return index > 0 and self.is_name(index - 1)
        if lower == "times" or (self.at(index - 1) == "the" and self._is_capital(index + 1)):
            return word[:1].isupper() and lower not in FUNCTION_WORDS
        if lower == "will" and word != lower:
            return self._is_capital(index + 1)
        return word[:1].isupper() and lower not in TIMES and lower not in FUNCTION_WORDS

    def _is_capital(self, index: int) -> bool:
        return index < len(self.words) and self.words[index][0].isupper()

    def is_break(self, index: int) -> bool:
        """Whether the token is outside the line, punctuation or a quotation."""
        word = self.at(index)
        return not word or word in STOPS or self.is_quote(index)
