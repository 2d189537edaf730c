"""Given names and whose they are, from the kept list ``given_names.txt``."""

from __future__ import annotations

from importlib.resources import files

from qabot.english.function_words import FUNCTION_WORDS, TIMES
from qabot.english.people import FAMILY_FIRST, NAME_PARTICLES, NOT_PEOPLE, PLACE_FIRST, ROLES
from qabot.english.saying import VERBS

_OTHER_WORDS = (
    FUNCTION_WORDS | TIMES | NAME_PARTICLES | NOT_PEOPLE | PLACE_FIRST | ROLES | VERBS.keys()
)
"""Words that some people are called by, but that news prints for something else."""


def _names() -> dict[str, str]:
    """Each name with ``m``, ``f``, or ``-`` where it does not tell the gender."""
    text = files("qabot.english").joinpath("given_names.txt").read_text("utf-8")
    _licence, _, listed = text.rpartition("#")
    words = listed.partition("\n")[2].split()
    names = dict(zip(words[::2], words[1::2], strict=True))
    for word in _OTHER_WORDS & names.keys():
        del names[word]
    return names


_NAMES = _names()
GIVEN_NAMES = frozenset(_NAMES) - FAMILY_FIRST
MALE_NAMES = frozenset(name for name, gender in _NAMES.items() if gender == "m") - FAMILY_FIRST
FEMALE_NAMES = frozenset(name for name, gender in _NAMES.items() if gender == "f") - FAMILY_FIRST
"""Names that tell a man or a woman; "Kim" and "Lee" tell neither, being family names too."""
