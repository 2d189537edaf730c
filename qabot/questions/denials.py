"""Whether a question denies something ("who did not sign?"), and whether a sentence does."""

from __future__ import annotations

import re

_PLAIN = r"no|not|never|none|nobody|nothing|neither|nor|cannot"
_PLAINLY = re.compile(rf"\b(?:{_PLAIN})\b|n['’]t\b", re.IGNORECASE)
_IN_ANY_WAY = re.compile(
    rf"\b(?:{_PLAIN}|without|hardly|unable|unlikely|unwilling|lack\w*|fail\w*|refus\w*|reject\w*"
    r"|den(?:y|ies|ied|ying|ial)|against|oppos\w*|invalid|impossib\w*|false)\b|n['’]t\b",
    re.IGNORECASE,
)


def denies_plainly(question: str) -> bool:
    """Whether a question denies something; it has to do so with a plain word to count."""
    return _PLAINLY.search(question) is not None


def denies_in_any_way(sentence: str) -> bool:
    """Whether a sentence denies something, in these words or in others ("failed to")."""
    return _IN_ANY_WAY.search(sentence) is not None
