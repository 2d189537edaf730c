"""Sentences that several articles print alike: counted once, with all places where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from qabot.english.function_words import EDITED_WORDS
from qabot.text.normalise import normalise

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_FEWEST_WORDS = 6
_MOST_OTHER_WORDS = 0.4


class Printed(Protocol):
    """What stands somewhere in print."""

    @property
    def text(self) -> str:
        """As it is printed there."""


Sentence = TypeVar("Sentence", bound=Printed)


def merge_alike(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences grouped by what they print, groups in the order of their first ones.

    Alike are sentences that differ in case, punctuation, white space, or, from six words on, in a
    few words of grammar such as "the" and "had": agencies' texts are edited that way from paper to
    paper. Any other word, name or number makes another sentence. Each group is led by its first
    sentence (the best, where they come best first); the others are further places where it stands.
    """
    groups: list[list[Sentence]] = []
    by_core: dict[tuple[str, ...], list[int]] = {}
    for sentence in sentences:
        words = _words(sentence.text)
        candidates = by_core.setdefault(_core(words), [])
        for number in candidates:
            if _alike(words, _words(groups[number][0].text)):
                groups[number].append(sentence)
                break
        else:
            candidates.append(len(groups))
            groups.append([sentence])
    return groups


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
