"""How likely two answers that differ answer the same question: what speaks for that."""

from __future__ import annotations

import math
import re
from collections.abc import Set
from datetime import date

from qabot.indexing.snapshot import Snapshot
from qabot.reading.answer_values import AnswerValue
from qabot.reading.ranking import reader_feature
from qabot.reading.selection import ScoredSentence
from qabot.types import FloatArray

_WIDEST_APART = 1.0
"""Natural logarithm of the ratio of two numbers above which it says no more: 2.7 times as much."""
_DAYS_APART = 365
"""Days between two dates that are as far apart as that."""
_BESIDE = 4
"""Words before an answer, and after it, that are compared with those beside the other."""
_MUCH = 100.0
"""Sum of the inverse document frequencies of terms from which passages share much."""
_WORD = re.compile(r"[^\W\d_]+")


def rival_features(
    snapshot: Snapshot,
    question: str,
    best: tuple[ScoredSentence, AnswerValue],
    other: tuple[ScoredSentence, AnswerValue],
) -> dict[str, float]:
    """What tells two answers to one question from answers about two things.

    Measured on judged pairs, the distance of the values tells most: what changes from report to
    report, such as a number of dead or a price, stays near; what is of another thing may be
    anything. Then how alike the sentences are, as a whole and just beside their answers, how near
    the other one ranks, and how sure of it the reader is. Passages of one event share many rare
    words; those that share most of theirs without having many are notices of one form about
    two things ("notes due 1997 yield ...").

    Args:
        best: the first sentence and the value that was read in it.
        other: a sentence of another article, and a value that differs.
    """
    (first, value), (second, given) = best, other
    shared, alike = _passages(snapshot, question, first, second)
    return {
        "apart": _apart(value, given),
        "cosine": float(_vector(first) @ _vector(second)),
        "lead": second.score - first.score,
        "reader": reader_feature(second),
        "beside": _beside(first, second),
        "shared": shared,
        "alike": alike,
    }


def _apart(value: AnswerValue, other: AnswerValue) -> float:
    """Distance of two values, at most 1; names are as far apart as can be."""
    if value.quantity and other.quantity:
        amounts = (max(one.quantity.amount, 0.1) for one in (value, other) if one.quantity)
        return min(_WIDEST_APART, abs(math.log(next(amounts) / next(amounts))))
    days = [_day(one.value) for one in (value, other)]
    if days[0] and days[1]:
        return min(_WIDEST_APART, abs((days[0] - days[1]).days) / _DAYS_APART)
    return _WIDEST_APART


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


def _passages(
    snapshot: Snapshot, question: str, one: ScoredSentence, other: ScoredSentence
) -> tuple[float, float]:
    """How much two passages share, and what share of the smaller one that is; both at most 1.

    Their terms count by their idf, those of the question not at all: both were found by them.
    """
    asked = set(snapshot.terms(question))
    first, second = (_terms(snapshot, sentence) - asked for sentence in (one, other))
    shared = _weight(snapshot, first & second)
    least = min(_weight(snapshot, first), _weight(snapshot, second))
    return min(1.0, shared / _MUCH), shared / least if least else 0.0


def _terms(snapshot: Snapshot, sentence: ScoredSentence) -> Set[str]:
    stored = sentence.stored
    return set(snapshot.terms(f"{stored.article.title} {stored.text}"))


def _weight(snapshot: Snapshot, terms: Set[str]) -> float:
    return sum(snapshot.idf(term) for term in terms)
