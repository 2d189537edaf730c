"""Whether a name that stands alone under a headline is that of whom the text is about.

There a portrait, an interview or an obituary has the name of its subject as others have that of
their author: who is told of in the text has not written it.
"""

from __future__ import annotations

import re

_LOOKED_THROUGH = 20_000
"""Characters of a text in which a person is told of who is its subject."""
_LONGEST_HEAD = 120
"""Characters of a line that has the name and the date, and tells nothing."""
_YEAR = re.compile(r"\d{4}")
_WORDS = re.compile(r"@?\w+")
_BETWEEN = frozenset(("and", "und", "et", "y"))
_WHO_WRITES = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|columnist|journalist|freelance\w*|contributor|author"
    r"|reports|writes|covers|reach (?:her|him|them)|contact|follow|redakteur\w*|journalistin"
    r"|periodista|journaliste)\b|@",
    re.IGNORECASE,
)
"""What the last line of a text says of its author."""


def tells_of(names: str, title: str, text: str) -> bool:
    """Whether a text or its title tells of one of the people, who are joined by ", "."""
    top = text[:_LOOKED_THROUGH]
    below = filter(None, map(str.strip, top.split("\n")))
    lines = [title, *(line for line in below if not _is_head(line, names))]
    return any(_tells_of_one(name, lines) for name in names.split(", "))


def _tells_of_one(name: str, lines: list[str]) -> bool:
    family = name.split()[-1]
    mention = re.compile(rf"(?<!\w){re.escape(family)}(?!\w)", re.IGNORECASE)
    mentions = [line for line in lines if mention.search(line)]
    if len(mentions) == 1 and mentions[0] is lines[-1] and _WHO_WRITES.search(mentions[0]):
        return False
    return bool(mentions)


def _is_head(line: str, names: str) -> bool:
    """Whether a line is the names, maybe with an office, a place or a date, and no sentence."""
    if len(line) > _LONGEST_HEAD or line[-1] in ".!?":
        return False
    if line.casefold().startswith(f"{names.casefold()} in "):
        return True
    others = set(_WORDS.findall(line.casefold())) - set(_WORDS.findall(names.casefold()))
    return others <= _BETWEEN or bool(_YEAR.search(line) or _WHO_WRITES.search(line))
