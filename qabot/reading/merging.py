"""Sentences that several articles print alike: counted once, with all places where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol, TypeVar

from qabot.english.function_words import EDITED_WORDS
from qabot.text.normalise import normalise
from qabot.types import Citation, Source

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_DASHES = re.compile(r"(?:(?<!\s)\s+)?[-\u2010-\u2015\u2212]\s*")
_GROUPED_DIGITS = re.compile(r"(?<=\d)[, '’](?=\d{3}(?!\d))")
_MARKS = re.compile(r"(?<!\d)[\W_]|[\W_](?!\d)")
"""What is no letter or digit, unless it stands between two digits: 1.5 is not 15."""
_FEWEST_WORDS = 6
_MOST_OTHER_WORDS = 0.4


class PrintedSentence(Protocol):
    """What stands somewhere in print."""

    @property
    def text(self) -> str:
        """As it is printed there."""


Sentence = TypeVar("Sentence", bound=PrintedSentence)


def merge_alike(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences grouped by what they print, groups in the order of their first ones.

    Alike are sentences that differ in case, punctuation, white space (inside a word, too), or, from
    six words on, in a few words of grammar such as "the" and "had": agencies' texts are edited that
    way from paper to paper. Any other word, name or number makes another sentence. Each group is
    led by its first sentence (the best, where they come best first); the others are further places
    where it stands.
    """
    groups: list[list[Sentence]] = []
    by_core: dict[tuple[str, ...], list[int]] = {}
    by_letters: dict[str, int] = {}
    for sentence in sentences:
        words = _words(sentence.text)
        candidates = by_core.setdefault(_core(words), [])
        near = (n for n in candidates if _alike(words, _words(groups[n][0].text)))
        letters = printed_letters(sentence.text)
        number = by_letters[letters] if letters in by_letters else next(near, len(groups))
        if number == len(groups):
            candidates.append(number)
            groups.append([])
        groups[number].append(sentence)
        by_letters.setdefault(letters, number)
    return groups


def merge_citations(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Citations of which those that print alike are one, with the others' places; numbered anew."""
    return tuple(
        replace(
            group[0],
            number=number,
            also=(*group[0].also, *(Source(one.article, one.span) for one in group[1:])),
        )
        for number, group in enumerate(merge_alike(citations), start=1)
    )


@lru_cache(maxsize=4096)
def printed_letters(text: str) -> str:
    """The letters and digits of a text, whatever stands between them: quotes, dashes, spaces.

    Two sentences with the same ones are the same to a reader.
    """
    line = _GROUPED_DIGITS.sub("", _DASHES.sub("-", normalise(text).casefold()))
    return _MARKS.sub("", line) or text


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    words = tuple(_WORD.findall(normalise(text).casefold().replace("’", "'")))
    return words or (text,)


def _core(words: Sequence[str]) -> tuple[str, ...]:
    """The words that have to be the same, in order."""
    return tuple(word for word in words if word not in EDITED_WORDS) or tuple(words)


def _alike(words: Sequence[str], others: Sequence[str]) -> bool:
    if words == others:
        return True
    shorter = min(len(words), len(others))
    first, second = Counter(words), Counter(others)
    different = sum(((first - second) + (second - first)).values())
    return shorter >= _FEWEST_WORDS and different <= _MOST_OTHER_WORDS * shorter
