"""How many: a sentence that gives no number answers no question for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qabot.english.number_words import VAGUE_NUMBERS
from qabot.questions.kinds import Kind, has_kind
from qabot.questions.question import Wanted
from qabot.reading.short_answers import read_span, short_answer
from qabot.types.explanations import ScoredSentence

_COUNTS = re.compile(
    r"\b(?:how (?:many|much|old)|(?:what|which) (?:\w+ )?(?:percentage|percent|number|share|age))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
Groups = Sequence[list[ScoredSentence]]


def giving_number(wanted: Wanted, groups: Groups, near: Iterable[int]) -> tuple[Groups, bool]:
    """The groups, led by the first whose short answer has a number, and whether one has.

    Where no number is asked for they are as they were.

    Args:
        near: numbers of the groups that may come first as well.
    """
    if not _asks_to_count(wanted) or _gives_number(wanted, groups[0][0]):
        return groups, True
    for number in near:
        if _gives_number(wanted, groups[number][0]):
            return [groups[number], *groups[:number], *groups[number + 1 :]], True
    return groups, False


def _asks_to_count(wanted: Wanted) -> bool:
    return wanted.kind is Kind.NUMBER and _COUNTS.search(wanted.text) is not None


def _gives_number(wanted: Wanted, sentence: ScoredSentence) -> bool:
    """Whether the short answer of a sentence has a number, if only a vague one ("several")."""
    printed = short_answer(sentence.text, read_span(sentence), wanted).of(sentence.text)
    words = {word.lower() for word in _WORD.findall(printed)}
    return has_kind(printed, Kind.NUMBER) or not VAGUE_NUMBERS.isdisjoint(words)
