"""Whether a text is printed as a person's full name is, and nothing else."""

from __future__ import annotations

import re

from qabot.english.calendar import MONTHS, MONTHS_ALSO_NAMES, WEEKDAYS
from qabot.english.people import NAME_PARTICLES

_NICKNAME = re.compile(r' ["“„][^"”“„]{1,30}["”“] ')
"""As in: Ann "Nan" Lee."""
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-]+[^\W\d_]+)*\.?")
_RUN_TOGETHER = re.compile(r"[a-z][A-Z]{2}")
"""Two lines that were one below the other: "Ann LeeBBC News"."""
_PARTICLES = NAME_PARTICLES | {"do", "v."}
_DATES = (*WEEKDAYS, *(month for month in MONTHS if month not in MONTHS_ALSO_NAMES))
_NO_NAME = re.compile(
    rf"\b(?:{'|'.join(_DATES)}|the|and|from|to|for|an|a(?!\.)|our|your|next|last|early|late|mid|popular|only|invitation"
    r"|land|sea|air|train|staff|writers?|editors?|correspondents?|reporters?|ministers?|leaders?"
    r"|presidents?|secretar\w+|directors?|chief|professors?|chair\w*|spokes\w+)\b",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether it is printed as a full name is: two to five words, capitalised but for particles."""
    words = _NICKNAME.sub(" ", text).split()
    if not 2 <= len(words) <= 5 or _NO_NAME.search(text) or _RUN_TOGETHER.search(text):
        return False
    return (
        all(
            _NAME_WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES)
            for word in words
        )
        and words[-1][0].isupper()
    )
