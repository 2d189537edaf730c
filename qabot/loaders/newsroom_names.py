"""A byline of a web page -> the newsroom or the team that signs it, where nobody is named."""

from __future__ import annotations

import re

from qabot.english.people import NAME_PARTICLES, NEWSROOM_WORDS
from qabot.loaders.author_names import without_label
from qabot.loaders.html_outlets import OutletNames

_LONGEST = 60
"""Characters of such a name: what is longer tells of the newsroom."""
_MOST_WORDS = 7
_SMALL = NAME_PARTICLES | frozenset("and of the for at und des dem für of en et y e da do".split())
_NOT_SIGNED = re.compile(
    r"\W*(?:our|meet|join|contact|about|unser\w*|kontakt|über|nos|nuestr\w*|conta[ct]to|all|alle)\b",
    re.IGNORECASE,
)
"""Begins a link to the page about them: "Meet our editors"."""
_DAY = re.compile(r"(?<=\w)[ ,|·•–—-]+\d.*")
"""What may follow: "Redaktion 3. Juni 2024 10:29"."""
_AROUND = " .,;:|–—-"


def newsrooms_in(lines: list[str], outlets: OutletNames) -> list[str]:
    """The newsrooms in lines that are the name of one and nothing else, maybe behind "by"."""
    return [name for line in lines if (name := _newsroom(line, outlets))]


def _newsroom(line: str, outlets: OutletNames) -> str:
    if _NOT_SIGNED.match(line):
        return ""
    name = _DAY.sub("", without_label(line)).strip(_AROUND)
    words = name.split()
    if len(name) > _LONGEST or len(words) > _MOST_WORDS or name in outlets:
        return ""
    named = all(word in _SMALL or not (word.isalpha() and word.islower()) for word in words)
    return name if named and _says_newsroom(words) else ""


def _says_newsroom(words: list[str]) -> bool:
    """Whether a word, or a part of one with a hyphen, is what newsrooms are called."""
    parts = {part for word in words for part in re.split(r"[-.]", word.casefold())}
    return not NEWSROOM_WORDS.isdisjoint(parts)
