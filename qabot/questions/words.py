"""A question as words: which are names, which carry meaning, and which only hold it together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from qabot.english.function_words import (
    ASKING_WORDS,
    AUXILIARY,
    FUNCTION_WORDS,
    GENERAL_WORDS,
    PREPOSITIONS,
)
from qabot.english.people import NAME_PARTICLES

_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*|(?<=\w)'[^\W_]+|[^\w\s]|_")
_APOSTROPHES = str.maketrans("’‘`´", "''''")
_FRAGMENT = 3
"""Words up to which a text without small letters at all still tells a name: "Kim Jong Un"."""
_PARTICLES = (NAME_PARTICLES | {"of"}) - frozenset("dos el ibn ter y".split())
"""Without those that begin names more often than they stand inside: "El Paso"."""
_STOP_WORDS = FUNCTION_WORDS | AUXILIARY | PREPOSITIONS | ASKING_WORDS


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a question: ``[start, end)`` in the text, and what kind it is.

    ``is_content`` is true of names too, and false of general words such as "reason".
    """

    text: str
    start: int
    end: int
    is_name: bool
    is_content: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def words(text: str) -> tuple[Word, ...]:
    """The words and marks of a text, in order."""
    matches = list(_WORD.finditer(text.translate(_APOSTROPHES)))
    cased = [match.group() for match in matches if match.group()[0].isalpha()]
    tells = any(word[0].islower() for word in cased) or len(cased) <= _FRAGMENT
    found: list[Word] = []
    for position, match in enumerate(matches):
        follows = matches[position + 1].group() if position + 1 < len(matches) else ""
        begins = position == 0 or matches[position - 1].group() in {".", "?", "!", ":"}
        is_name = tells and _is_name(match.group(), follows, begins)
        found.append(Word(match.group(), *match.span(), is_name, _is_content(match.group())))
    return tuple(_with_particles(found))


def _with_particles(found: list[Word]) -> Iterator[Word]:
    """The words, with the small ones inside a name ("Bank of America") as part of it."""
    for position, word in enumerate(found):
        inside = 0 < position < len(found) - 1
        if inside and word.lower in _PARTICLES:
            before, after = found[position - 1], found[position + 1]
            begins_name = word.is_name and after.is_name  # "Al Gore", "Van Gogh"
            yield replace(word, is_name=begins_name or (before.is_name and after.is_name))
        else:
            yield word


def _is_name(word: str, follows: str, begins: bool) -> bool:
    if not word[0].isupper() or word == "I" or word.lower() in _STOP_WORDS | GENERAL_WORDS:
        return False
    return not begins or follows[:1].isupper() or follows == "'s" or word[1:].upper() == word[1:]


def _is_content(word: str) -> bool:
    return word[0].isalnum() and word.lower() not in _STOP_WORDS | GENERAL_WORDS


def names(text: str) -> tuple[str, ...]:
    """The names that a text prints, in order, each once."""
    return tuple(dict.fromkeys(run for run, is_name in _runs(text) if is_name))


def phrases(text: str) -> tuple[str, ...]:
    """Names, and the runs of other words that carry meaning, in order, each once."""
    return tuple(dict.fromkeys(run for run, _ in _runs(text)))


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for (is_name, is_content), run in groupby(
        words(text), key=lambda word: (word.is_name, word.is_name or word.is_content)
    ):
        if is_content:
            members = list(run)
            yield text[members[0].start : members[-1].end], is_name
