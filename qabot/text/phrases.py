"""A phrase as a pattern that finds it as people print it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MARKS = "[\u0300-\u036f\u00ad\u200b]*"
"""Accents of their own, and what is printed nowhere, after a letter."""
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
_SAME = {"'": "['’‘]", '"': '["“”]', "-": "[-‐‑–]"}
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Finds the phrase as whole words, in any case, with or without accents, over line breaks.

    "penguin" is not in "penguins": word forms are other words. It is in "penguin's". A word of two
    to five capitals is an acronym, which only capitals match: "US" is not in "tell us". Scripts
    without spaces have no whole words; there any place counts.

    Args:
        phrase: not empty.
    """
    words = phrase.split()
    pattern = r"\s+".join(map(_word, words))
    start = "" if _is_open(words[0][0]) else r"(?<!\w)"
    end = "" if _is_open(words[-1][-1]) else r"(?!\w)"
    return re.compile(f"{start}{pattern}{end}", re.IGNORECASE)


def plain_words(phrase: str) -> list[str]:
    """The words of letters alone: a text with the phrase has each of them as a term of its own.

    The others may be other terms in a text than in a phrase, as "U.S" is two and "U.S." one.
    """
    return [word for word in phrase.split() if _PLAIN_WORD.fullmatch(word)]


def _word(word: str) -> str:
    if _ACRONYM.fullmatch(word):
        return f"(?-i:{word})"
    letters = _without_accents(word)
    pattern = "".join(map(_letter, letters))
    for spelled, ligature in _LIGATURES:
        apart = "".join(map(_letter, spelled))
        pattern = pattern.replace(apart, f"(?:{apart}|{ligature})")
    return pattern


def _letter(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    variants = _variants().get(letter.lower(), "")
    return (f"[{letter}{variants}]" if variants else re.escape(letter)) + _MARKS


def _is_open(edge: str) -> bool:
    """Whether no word boundary can be asked for beside this character."""
    return not (edge.isalnum() or edge == "_") or _UNSPACED.match(edge) is not None


def _without_accents(word: str) -> str:
    composed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in composed if not unicodedata.combining(letter))


@cache
def _variants() -> dict[str, str]:
    """Latin letters with accents, by the letter under them."""
    found: dict[str, str] = {}
    for letter in map(chr, range(0x00C0, 0x0250)):
        plain = _without_accents(letter)
        if len(plain) == 1 and plain != letter:
            found[plain.lower()] = found.get(plain.lower(), "") + letter
    return found
