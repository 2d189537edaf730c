"""Nouns that say who or what something is that has a name, as they stand beside it."""

from __future__ import annotations

import re

from qabot.english.people import FIRMS, GROUPS, KIN, ROLES

ONCE = frozenset("former ex late veteran then".split())
"""What begins the description of someone: "former France centre"."""
NAMED_THINGS = (FIRMS | GROUPS) | frozenset(
    "band group club game film movie show series sitcom book novel album song single site website"
    " magazine festival prize award programme program software virus worm network campaign project"
    " ship city town region province opera play musical browser console drug agency body".split()
)
"""What has a name and is nobody."""
_DOER = re.compile(r".{2,}(?:er|or|ist|ian|man|woman|eur)")
_NO_DOERS = frozenset(
    "after under other another over never ever however whether either neither rather later longer"
    " greater better higher lower larger bigger stronger weaker further earlier number human"
    " former latter".split()
)
_PEOPLE = frozenset(
    "boss star champion critic victim hero idol expert icon fan assistant accountant defendant"
    " candidate graduate laureate actress hostess waitress princess student resident president"
    " veteran survivor pilot cook chef poet nurse monk nun soprano diplomat musician"
    " athlete".split()
)


def is_somebody(word: str) -> bool:
    """Whether a noun says what a person does or is: "vice-chairman", "striker", "laureate"."""
    lower = word.lower()
    if lower.rsplit("-", 1)[-1] in ROLES | KIN:
        return True
    doer = _DOER.fullmatch(lower) is not None and lower not in _NO_DOERS
    return word.islower() and (doer or lower in _PEOPLE)
