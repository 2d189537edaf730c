"""Whether two short answers say the same."""

from __future__ import annotations

import string
from collections.abc import Iterable

from qabot.evaluation.metrics import bag_f1

_FUNCTION_WORDS = frozenset({"a", "an", "the", "of", "in", "on", "at", "by", "to"})
"""Words that answers may have or lack: "in the Commons" and "the Commons"."""
_MARKS = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’–—£", " "))
_LEAST_F1 = 0.5
_MOST_WORDS = 30
"""Different words of a short answer: a right one somewhere in more than that is not given."""
_TELLING_LETTERS = 4
"""Letters of a word that is more than grammar, so that "is it" is no part of a right answer."""


def answer_words(text: str) -> list[str]:
    """The words that short answers are compared by: lower case, without marks and grammar."""
    return [word for word in text.lower().translate(_MARKS).split() if word not in _FUNCTION_WORDS]


def says_the_same(given: str, wordings: Iterable[str]) -> bool:
    """Whether a short answer is one of the right ones as a person would see it.

    It has half of its words in common with one of them (F1), or all the words of one, or is a
    telling part of one.
    """
    words = answer_words(given)
    return bool(words) and any(_alike(words, answer_words(wording)) for wording in wordings)


def _alike(given: list[str], right: list[str]) -> bool:
    if bag_f1(given, right) >= _LEAST_F1:
        return True
    if right and set(right) <= set(given) and len(set(given)) <= _MOST_WORDS:
        return True
    return set(given) <= set(right) and any(map(_is_telling, given))


def _is_telling(word: str) -> bool:
    return len(word) >= _TELLING_LETTERS or word.isdigit()
