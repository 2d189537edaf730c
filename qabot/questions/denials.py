"""Whether a question denies something ("who did not sign?"), and whether a sentence does."""

from __future__ import annotations

import re

_PLAIN = r"no|not|never|none|nobody|nothing|neither|nor|cannot"
_PLAINLY = re.compile(rf"\b(?:{_PLAIN})\b|n['’]t\b", re.IGNORECASE)
_IN_ANY_WAY = re.compile(
    rf"\b(?:{_PLAIN}|without|hardly|unable|unlikely|unwilling|lack\w*|fail\w*|refus\w*|reject\w*"
    r"|den(?:y|ies|ied|ying|ial)|against|oppos\w*|invalid|impossib\w*|false"
    r"|block(?:s|ed|ing)?|ban(?:s|ned|ning)?|bar(?:s|red|ring)|prevent\w*|prohibit\w*|forb[ia]d\w*"
    r"|stop(?:s|ped|ping)?|exclud\w*|restrict\w*)\b|n['’]t\b",
    re.IGNORECASE,
)


def denies_plainly(question: str) -> bool:
    """Whether a question denies something; it has to do so with a plain word to count."""
    return _PLAINLY.search(question) is not None


def denies_in_any_way(sentence: str) -> bool:
    """Whether a sentence denies something, in these words or in others ("failed to")."""
    return _IN_ANY_WAY.search(sentence) is not None or negations(sentence) > 0


_NEGATION = re.compile(
    rf"\b(?:{_PLAIN}|no-one|without|den(?:y|ies|ied|ying)|refus(?:e[sd]?|ing|al)|reject(?:s|ed|ing)?"
    r"|rul(?:es?|ed|ing) out|fail(?:s|ed|ing)? to|unable|unwilling|unsuccessful(?:ly)?"
    r"|dismiss(?:es|ed|ing)?|declin(?:es?|ed|ing) to|lack(?:s|ed|ing)?|prevent(?:s|ed|ing)?"
    r"|oppos(?:e[sd]?|ing)|resist(?:s|ed|ing)?|turn(?:s|ed|ing)? down|hardly|barely)"
    r"\b|\b(?:ca|wo|ai|is|are|was|were|do|does|did|has|have|had|could|would|should|must)n['’]?t\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:(?:declin|refus)\w* to (?:comment|say|confirm|reveal|discuss|be drawn)"
    r"|(?:not|never|n['’]t) (?:yet |say whether |been )?(?:say|said|confirm|confirmed|comment|known"
    r"|clear|sure|certain|decided|reveal|revealed|disclosed?|announced?)"
    r"|no (?:comment|decision)|unknown|unclear|unavailable)\b",
    re.IGNORECASE,
)


def negations(text: str) -> int:
    """How many words of a text deny something, in whatever way: two of them may affirm."""
    return sum(1 for _ in _NEGATION.finditer(text))


def is_silent(text: str) -> bool:
    """Whether a text says that somebody does not tell or know."""
    return _SILENT.search(text) is not None
