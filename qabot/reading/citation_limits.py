"""How many of something are asked for."""

from __future__ import annotations

from dataclasses import replace

from qabot.config import Settings
from qabot.errors import QuestionError
from qabot.types import Answer

_LIMITED = ("citations", "account_citations", "statements", "brief_sentences")
"""Settings of how many sentences are cited, for each kind of question."""


def check_count(count: int, name: str) -> None:
    """Refuse to look for fewer than one of something.

    Raises:
        QuestionError: ``count`` is no number, or below 1.
    """
    if type(count) is not int or count < 1:
        raise QuestionError(f"{name} is {count!r}; it must be a whole number from 1 on")


def citing_at_most(settings: Settings, k: int | None) -> Settings:
    """The settings under which so many sentences are cited; None leaves them as they are.

    Raises:
        QuestionError: ``k`` is no number, or below 1.
    """
    if k is None:
        return settings
    check_count(k, "k")
    return settings.changed(dict.fromkeys(_LIMITED, k))


def limited(answer: Answer, k: int | None) -> Answer:
    """The answer without what other articles give instead where that is beyond ``k`` citations.

    Those come last, so that the others keep their numbers.
    """
    if k is None or answer.agreement is None:
        return answer
    told = answer.agreement.differing
    kept = tuple(other for other in told if other.citation.number <= k)
    places = (answer.span, answer.mention_span)
    needed = {place.citation for place in places if place is not None}
    beyond = {one.citation.number for one in set(told) - set(kept)} - needed
    return replace(
        answer,
        citations=tuple(one for one in answer.citations if one.number not in beyond),
        agreement=replace(answer.agreement, differing=kept),
    )
