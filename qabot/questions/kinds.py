"""What a question asks for, by its words, and whether a sentence has anything of that kind."""

from __future__ import annotations

import re
from enum import StrEnum

from qabot.english.calendar import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from qabot.english.number_words import NUMBER_WORDS, POWER_WORDS


class Kind(StrEnum):
    """What would answer a question."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    ACCOUNT = "account"
    """Why, how, or what happened: more than a name or a number."""
    YES_NO = "yes or no"
    OTHER = "other"


_WORDS_BEFORE = r"^\W*(?:(?:and|but|so|then|also|please|in|on|at|by|for|from|to|since|with|of)\s+)*"
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.NUMBER, r"how (?:many|much|old|long|tall|high|far|big|large|fast|often|deep|heavy|wide)"),
    (Kind.NUMBER, r"(?:what|which) (?:\w+ )?(?:percentage|percent|number|amount|share|age)\b"),
    (Kind.TIME, r"when\b|(?:what|which) (?:\w+ )?(?:year|date|day|month|decade|century|time)\b"),
    (Kind.TIME, r"(?:the )?(?:date|year|day|time) (?:of|when)\b"),
    (
        Kind.NUMBER,
        r"(?:the )?(?:total )?(?:number|amount|price|cost|age|height|length|weight|percentage|share"
        r"|population|size) of\b",
    ),
    (Kind.PLACE, r"where\b|(?:what|which) (?:\w+ )?(?:country|city|town|state|place|region)\b"),
    (Kind.PERSON, r"who(?:m|se)?\b|(?:what|which) (?:man|woman|person)\b"),
    (
        Kind.ACCOUNT,
        r"why\b|how come\b|how\b|what (?:happen|caus|led|start|trigger|spark|prompt|made\b"
        r"|is the (?:reason|cause))",
    ),
    (Kind.ACCOUNT, r"what (?:was|were|is|are) the (?:reasons?|causes?|effects?|consequences?)\b"),
    (Kind.ACCOUNT, r"(?:explain|describe)\b|what (?:do|does|did) .* mean\b"),
    (
        Kind.YES_NO,
        r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
        r"(?:n['’]t)?\b(?! (?:there )?(?:which|what|who|when|where|why|how)\b)",
    ),
)
_PATTERNS = tuple(
    (kind, re.compile(_WORDS_BEFORE + f"(?:{pattern})", re.IGNORECASE)) for kind, pattern in _KINDS
)

_MONTHS = "|".join((*MONTHS, *MONTH_ABBREVIATIONS))
_TIME = re.compile(
    rf"\b(?:1[0-9]\d\d|20\d\d)s?\b|\b(?:{_MONTHS})\b\.?(?: \d|\s+of\b)|\d (?:{_MONTHS})\b"
    rf"|\b(?:{'|'.join(WEEKDAYS)})\b|\b\d{{1,2}}(?::\d\d)?\s?[ap]\.?m\b"
    r"|\b(?:century|yesterday|today|tomorrow|midnight|noon|decade)\b"
    r"|\b(?:last|next|this|early|late|mid)[ -](?:year|month|week|night|spring|summer|autumn|fall"
    r"|winter|morning|\d{4})"
    r"|\b(?:years?|months?|weeks?|days?|hours?|minutes?) (?:ago|later|earlier)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(NUMBER_WORDS)}|(?:{'|'.join(POWER_WORDS)})s?|dozens?|half|twice|once|no)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<=[\w,;:’'”\"-] )[“\"‘'(]?[A-ZÀ-ÖØ-Þ]\w|^\W*(?:[A-ZÀ-ÖØ-Þ][\w’'-]* ){2}"
    r"|^[A-ZÀ-ÖØ-Þ][\w’'-]+ [a-z]+ed\b"
)


def kind_of(question: str) -> Kind:
    """What the question asks for."""
    return next((kind for kind, pattern in _PATTERNS if pattern.match(question)), Kind.OTHER)


def has_kind(sentence: str, kind: Kind) -> bool:
    """Whether the sentence has anything that such a question asks for; a loose test.

    Kinds that no word shows are in every sentence.
    """
    if kind is Kind.TIME:
        return bool(_TIME.search(sentence))
    if kind is Kind.NUMBER:
        return bool(_NUMBER.search(sentence))
    if kind in (Kind.PERSON, Kind.PLACE):
        return bool(_NAME.search(sentence))
    return True
