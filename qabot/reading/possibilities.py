"""What only could be, where it is asked what was: "may sell" does not say who sold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qabot.english.past_forms import BASE_FORMS
from qabot.questions.words import Word
from qabot.text.terms import terms
from qabot.types import Span

_HAPPENED = re.compile(r"\b(?:did|has|(?<!\bto )have|had|was|were)\b", re.IGNORECASE)
_MODAL = r"(?:could|may|might|would|should|can|will|must)"
_ASKS_POSSIBLE = re.compile(
    rf"\b(?:{_MODAL}|plan\w*|hop(?:e[sd]?|ing)|want\w*|expect\w*|intend\w*|threaten\w*"
    r"|going to|likely|propos\w*|due|set|ready|prepared|meant to|supposed to|scheduled)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    rf"\b(?:{_MODAL}|(?:plan(?:s|ned|ning)?|hop(?:es?|ed|ing)|want(?:s|ed|ing)?|expect(?:s|ed)?"
    r"|intend(?:s|ed)?|threaten(?:s|ed|ing)?|likely|due|set|ready|prepared)\s+to)"
    r"(?:\s+(?:not|also|be|have|soon|still|been|never|\w+ly)){0,3}\s+(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def only_possible(
    question: str, content: Iterable[Word], sentence: str
) -> tuple[Span, Span] | None:
    """What a question takes for a fact, and how a sentence says that it only may be so.

    That is so where each of the sentence's words for it stands behind "could", "plans to" or the
    like. None for a question that asks about what may be, and where the sentence tells a fact.

    Args:
        content: the words of the question that carry meaning.

    Returns:
        The place of "did" or the like in the question, and of "could sell" in the sentence.
    """
    happened = _HAPPENED.search(question)
    if happened is None or _ASKS_POSSIBLE.search(question):
        return None
    asked = {base for word in content if not word.is_name for base in _bases(word.text)}
    possible = [
        match for match in _POSSIBLE.finditer(sentence) if asked & set(_bases(match["verb"]))
    ]
    if not possible:
        return None
    meant = set(_bases(possible[0]["verb"]))
    verbs = {match.start("verb") for match in possible}
    told = (word for word in _WORD.finditer(sentence) if meant & set(_bases(word.group())))
    if any(word.start() not in verbs for word in told):
        return None
    return Span(*happened.span()), Span(*possible[0].span())


def _bases(word: str) -> Iterator[str]:
    """The terms of a word, an irregular verb by its base form."""
    return iter(terms(BASE_FORMS.get(word.lower(), word)))
