"""A part and its whole in one phrase: "3 of the 40 bridges are closed" closes 3, not 40."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from qabot.comparing.whole_numbers import printed_numbers
from qabot.english.function_words import AUXILIARY
from qabot.questions.words import Word
from qabot.text.terms import terms
from qabot.types import Span

_OUT_OF = re.compile(r"\s+(?:[a-z]+\s+){0,2}of\s+(?:[^\s,;:]+\s+){0,3}")
"""What stands between the number of a part and that of its whole: " of Peru's "."""
_OF_THE = re.compile(r"\W*(?:out )?of (?:(?:the|these|those|its|their|his|her|all|some) )*", re.I)
_CLAUSE_END = re.compile(r"[,;:]|\s[-–—]\s")


def part_meant(sentence: str, read: Span, asked: Iterable[Word]) -> Span:
    """The number of the part for that of its whole, if what is asked about is true of the part.

    That is so where the question has a word of what the sentence says of the part: in "3 of the 40
    bridges are closed" that is "closed". Else it is the span that was read.

    Args:
        read: what a reader points at.
        asked: the words of the question that carry meaning.
    """
    wanted = {term for word in asked for term in terms(word.text)}
    for one, other in pairwise(printed_numbers(sentence)):
        if read.overlaps(one) and not read.overlaps(other) and _opens_with_whole(sentence, one):
            told = terms(_clause_from(sentence, other.end))
            return other if wanted & set(told) else read
        if read.overlaps(one) or not read.overlaps(other):
            continue
        if _OUT_OF.fullmatch(sentence, one.end, other.start):
            return one if wanted & _said_of_part(sentence, other.end) else read
    return read


def _opens_with_whole(sentence: str, number: Span) -> bool:
    """Whether a sentence begins "Of the 40 ..."."""
    return _OF_THE.fullmatch(sentence, 0, number.start) is not None


def _said_of_part(sentence: str, start: int) -> set[str]:
    """The terms behind the first auxiliary of a clause that goes on at a position."""
    clause = _clause_from(sentence, start).split()
    verb = next((place for place, word in enumerate(clause) if word.lower() in AUXILIARY), None)
    return set() if verb is None else set(terms(" ".join(clause[verb + 1 :])))


def _clause_from(sentence: str, start: int) -> str:
    end = _CLAUSE_END.search(sentence, start)
    return sentence[start : end.start() if end else len(sentence)]
