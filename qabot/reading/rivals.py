"""How likely two answers that differ answer the same question: what speaks for that."""

from __future__ import annotations

import math
import re
from datetime import date

from qabot.comparing.quantities import Quantity
from qabot.comparing.values import AnswerValue
from qabot.reading.ranking import reader_feature
from qabot.types import FloatArray
from qabot.types.explanations import ScoredSentence

_WIDEST_APART = 1.0
"""Natural logarithm of the ratio of two numbers above which it says no more: 2.7 times as much."""
_LEAST_AMOUNT = 0.1
"""What a smaller number counts as, nought too, which has no ratio to any other."""
_DAYS_APART = 365
"""Days between two dates that are as far apart as that."""
_BESIDE = 4
"""Words before an answer, and after it, that are compared with those beside the other."""
_WORD = re.compile(r"[^\W\d_]+")


def rival_features(
    best: tuple[ScoredSentence, AnswerValue],
    other: tuple[ScoredSentence, AnswerValue],
) -> dict[str, float]:
    """What tells two answers to one question from answers about two things.

    Measured on judged pairs, the distance of the values tells most: what changes from report to
    report, such as a number of dead or a price, stays near; what is of another thing may be
    anything. Then how alike the sentences are, as a whole and just beside their answers, how near
    the other one ranks, and how sure of it the reader is.

    Args:
        best: the first sentence and the value that was read in it.
        other: a sentence of another article, and a value that differs.
    """
    (first, value), (second, given) = best, other
    return {
        "apart": _apart(value, given),
        "cosine": float(_vector(first) @ _vector(second)),
        "lead": second.score - first.score,
        "reader": reader_feature(second),
        "beside": _beside(first, second),
    }


def _apart(value: AnswerValue, other: AnswerValue) -> float:
    """Distance of two values, at most 1; names are as far apart as can be."""
    if value.quantity and other.quantity:
        ratio = _amount(value.quantity) / _amount(other.quantity)
        return min(_WIDEST_APART, abs(math.log(ratio)))
    day, other_day = _day(value.value), _day(other.value)
    if day and other_day:
        return min(_WIDEST_APART, abs((day - other_day).days) / _DAYS_APART)
    return _WIDEST_APART


def _amount(quantity: Quantity) -> float:
    return max(quantity.amount, _LEAST_AMOUNT)


def _day(value: str) -> date | None:
    """The first day of a date in ISO 8601, reduced or not."""
    try:
        return date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return None


def _vector(sentence: ScoredSentence) -> FloatArray:
    vector: FloatArray = sentence.stored.sentence_vectors[
        sentence.stored.sentences.index(sentence.span)
    ]
    return vector


def _beside(one: ScoredSentence, other: ScoredSentence) -> float:
    """Share of the words just before and after an answer that stand there in the other, too."""
    (before, after), (others_before, others_after) = _words_beside(one), _words_beside(other)
    same = len(before & others_before) + len(after & others_after)
    return same / (2 * _BESIDE)


def _words_beside(sentence: ScoredSentence) -> tuple[set[str], set[str]]:
    assert sentence.reading is not None
    span, text = sentence.reading.span, sentence.text.casefold()
    before, after = _WORD.findall(text[: span.start]), _WORD.findall(text[span.end :])
    return set(before[-_BESIDE:]), set(after[:_BESIDE])
