"""Whether an article prints a name that a question gives, in whatever way it is spelt."""

from __future__ import annotations

from difflib import SequenceMatcher

from qabot.english.given_names import GIVEN_NAMES
from qabot.reading.evidence import Evidence, letters_of
from qabot.text.terms import terms

_LEAST_ALIKE = 4
"""Letters that two words begin with alike to be forms of one: "Hindus", "Hindu"."""
_SHORTEST = 3
"""Letters of a word that is cut short: "Dem" of "Democrats"."""
_SLIP = 0.8
"""Likeness (Ratcliff and Obershelp) from which two words are one with a letter mistyped."""
_VOWELS = frozenset("aeiou")


def is_printed(name: str, evidence: Evidence) -> bool:
    """Whether an article prints a part of a name that may stand for it.

    Of a person, that is the surname; of anything else, the part that the fewest articles print: of
    "Hurricane Mitch" not "hurricane". However it is spelt: "Hindus" for "Hindu", "Walmart" for
    "Wal-Mart", "Utd" for "United", and with a slip.
    """
    if letters_of(name) in evidence.letters:
        return True
    parts = terms(name)
    person = len(parts) > 1 and name.split()[0].lower() in GIVEN_NAMES
    rarest = max((evidence.rarity.get(part, 0.0) for part in parts), default=0.0)
    telling = [part for part in parts if evidence.rarity.get(part, 0.0) >= rarest]
    return any(
        any(alike(part, word) for word in evidence.words)
        or any(_is_abbreviated(part, word) for word in evidence.spelt)
        for part in (parts[-1:] if person else telling)
    )


def is_near(name: str, around: str) -> bool:
    """Whether a text prints an office's name, if in short: "Lib Dem", "NAO"."""
    if "".join(word[0] for word in name.split() if word[0].isupper()) in around:
        return True
    parts, printed = terms(name), set(terms(around))
    found = [part for part in parts if any(_is_short_for(word, part) for word in printed)]
    return len(found) >= len(parts) / 2


def _is_short_for(word: str, part: str) -> bool:
    least = min(len(word), len(part))
    return word == part or (least >= _SHORTEST and word[:least] == part[:least])


def alike(part: str, word: str) -> bool:
    """Whether two terms are one word, by how they begin, or with a letter mistyped."""
    least = min(len(part), len(word))
    if part == word or (least >= _LEAST_ALIKE and part[:least] == word[:least]):
        return True
    near = least > _LEAST_ALIKE and abs(len(part) - len(word)) < 2 and part[0] == word[0]
    return near and SequenceMatcher(None, part, word).ratio() >= _SLIP


def _is_abbreviated(part: str, word: str) -> bool:
    """Whether a short word is a longer one's letters, from its first to its last: "Utd", "govt"."""
    if not _SHORTEST <= len(part) <= _LEAST_ALIKE < len(word) or not _VOWELS.isdisjoint(part[1:]):
        return False
    letters = iter(word)
    return (part[0], part[-1]) == (word[0], word[-1]) and all(one in letters for one in part)
