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
_CLAUSE_END = re.compile(r"[,;:]|\s[-–—]\s")


def part_meant(sentence: str, read: Span, asked: Iterable[Word]) -> Span:
    """The number of the part for that of its whole, if what is asked about is true of the part.

    That is so where the question has a word of what the sentence says of the part: in "3 of the 40
    bridges are closed" that is "closed". Else it is the span that was read.

    Args:
        read: what a reader points at.
        asked: the words of the question that carry meaning.
    """
    numbers = printed_numbers(sentence)
    for part, whole in pairwise(numbers):
        if read.overlaps(part) or not read.overlaps(whole):
            continue
        if not _OUT_OF.fullmatch(sentence, part.end, whole.start):
            continue
        wanted = {term for word in asked for term in terms(word.text)}
        return part if wanted & _said_of_part(sentence, whole.end) else read
    return read


def _said_of_part(sentence: str, start: int) -> set[str]:
    """The terms behind the first auxiliary of a clause that goes on at a position."""
    end = _CLAUSE_END.search(sentence, start)
    clause = sentence[start : end.start() if end else len(sentence)].split()
    verb = next((place for place, word in enumerate(clause) if word.lower() in AUXILIARY), None)
    return set() if verb is None else set(terms(" ".join(clause[verb + 1 :])))
