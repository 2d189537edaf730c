"""Whether "who" asks for one person: someone who leads, follows another, writes or plays."""

from __future__ import annotations

import re

from qabot.english.people import ROLES

_IS_ROLE = re.compile(
    rf"\bwho(?:['’]?s|\s+(?:is|was|are|were|became|becomes))\s+(?:[\w’'-]+\s+){{0,6}}(?:{'|'.join(ROLES)}|boss)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\bwho\b(?:\s+[\w’'-]+){0,3}?\s+(?:runs?|ran|running|leads?|led|leading|heads?|headed|heading"
    r"|chairs?|chaired|replac\w+|succeed\w*|took\s+over|takes\s+over|taking\s+over|in\s+charge"
    r"|direct(?:s|ed|ing)|wr[oi]te|writes|written|composed|stars?|starred|sang|sings|resign\w*"
    r"|married|marry|marries|captain(?:s|ed)?|coach(?:es|ed)?|manage[sd]?|presents|presented"
    r"|hosts?|hosted|invented|discovered|painted)\b",
    re.IGNORECASE,
)


_LEADS = re.compile(
    r"\bwho(?:['’]?s|\s+(?:is|was))?\s+(?:runs?|ran|running|leads?|led|leading|heads?|headed|heading"
    r"|chairs?|chaired|manages?|managed|coach(?:es|ed)?|in\s+charge\s+of|(?:the\s+)?(?:boss|head|chief"
    r"|chairman|chair|leader|chief\s+executive)\s+of)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def asks_who_leads(question: str) -> bool:
    """Whether it is asked who leads what has a name: a person, and no organisation."""
    leads = _LEADS.search(question)
    return leads is not None and question[leads.end() : leads.end() + 1].isupper()


def asks_who_holds(question: str) -> bool:
    """Whether it is asked who holds an office, or leads what has a name."""
    return bool(_IS_ROLE.search(question)) or asks_who_leads(question)


def asks_for_individual(question: str) -> bool:
    """Whether a person answers, and an organisation only where no person does."""
    return bool(_IS_ROLE.search(question) or _DOES.search(question))
