"""What may become of people: who died, who was saved, who was hurt, in the words that tell it."""

from __future__ import annotations

import re
from enum import Enum


class Fate(Enum):
    """What became of somebody."""

    DEAD = "dead"
    SAVED = "saved"
    HURT = "hurt"


_TOLD = {
    fate: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for fate, words in {
        Fate.DEAD: (
            r"die[ds]?|dying|dead|deaths?|kill\w*|fatal\w*|perish\w*|drown\w*|murder\w*|slain|toll"
            r"|victims?|bod(?:y|ies)|(?:lost|claim\w*|cost) (?:\w+ ){0,4}lives|lives (?:were )?lost"
        ),
        Fate.SAVED: r"surviv\w*|rescu\w*|saved|alive",
        Fate.HURT: r"injur\w*|wound\w*|hurt|hospitali[sz]ed",
    }.items()
}


def fates_in(text: str) -> frozenset[Fate]:
    """The fates that a question asks for, or that a sentence tells of."""
    return frozenset(fate for fate, told in _TOLD.items() if told.search(text))
