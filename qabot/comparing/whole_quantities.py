"""A number as an answer, with its qualifier and unit: "about 3,000 people", not "3,000"."""

from __future__ import annotations

import re

from qabot.comparing.quantities import unit_of
from qabot.comparing.whole_numbers import printed_numbers
from qabot.english.function_words import AUXILIARY, FUNCTION_WORDS, PREPOSITIONS, SUBORDINATORS
from qabot.english.number_words import AT_LEAST, AT_MOST, ROUNDING
from qabot.english.units import MEASURES, SAME_UNITS
from qabot.types import Span

_LONGEST_BEFORE = 40
_QUALIFIER = re.compile(
    r"\b(?:(?:just|well|little|slightly|far|no|not|only|an?|a little|a total of|an average of)\s+)?"
    rf"(?:{'|'.join((*ROUNDING, *AT_LEAST, *AT_MOST))}|just|only|a total of|an average of)"
    r"(?:\s+(?:an?|the))?\s+$",
    re.IGNORECASE,
)
_OTHER_CURRENCY = re.compile(r"[A-Z]{0,2}[$£€¥]\d[\d.,]*\s?[a-z]{0,8}\s?\($")
"""An amount of which that in the brackets is the same in other money."""
_NEXT_WORDS = re.compile(r"(?:\s+[^\W\d_]+(?:[’'-][^\W\d_]+)*){1,3}")
_RATE = re.compile(r"\s+(?:an?|per)\s+([a-z]+)\b")
_BREAKS = FUNCTION_WORDS | AUXILIARY | PREPOSITIONS | SUBORDINATORS
"""Words that are no part of what is counted."""
_RATES = MEASURES | frozenset("head person share".split())


def whole_quantity(sentence: str, span: Span, counted: str = "") -> Span:
    """A span that is or begins with a number, with the words that say how exactly, and of what.

    What follows a number is its unit if it is a unit of measure, what the question ``counted``, or
    else a plural at the end of its phrase; words like "overseas" may stand between.
    """
    numbers = [number for number in printed_numbers(sentence) if number.overlaps(span)]
    if not numbers:
        return span
    amount = _amount_before_brackets(sentence, span)
    start = _with_qualifier(sentence, amount.start)
    if numbers[-1].end != span.end or amount != span:
        return Span(start, amount.end)
    end = _with_unit(sentence, span.end, counted)
    rate = _RATE.match(sentence, end)
    return Span(start, rate.end() if rate and rate[1] in _RATES else end)


def _amount_before_brackets(sentence: str, span: Span) -> Span:
    """The amount and its value in other money, for a span that is only the latter: "£1m ($2m)"."""
    before = sentence[max(0, span.start - _LONGEST_BEFORE) : span.start]
    amount = _OTHER_CURRENCY.search(before)
    if amount is None or sentence[span.end : span.end + 1] != ")":
        return span
    return Span(span.start - len(before) + amount.start(), span.end + 1)


def _with_qualifier(sentence: str, start: int) -> int:
    before = sentence[max(0, start - _LONGEST_BEFORE) : start]
    qualifier = _QUALIFIER.search(before)
    return start - len(before) + qualifier.start() if qualifier else start


def _with_unit(sentence: str, end: int, counted: str) -> int:
    """The end of the unit behind a number; the number's own end where none is sure to follow."""
    following = _NEXT_WORDS.match(sentence, end)
    if following is None:
        return end
    words = list(re.finditer(r"\S+", following.group()))
    inside: list[re.Match[str]] = []
    for word in words:
        if word.group().lower() in _BREAKS:
            break
        inside.append(word)
    for number, word in enumerate(inside, start=1):
        if _is_unit(word.group().lower()):
            return end + word.end()
        if counted and unit_of(word.group()) == unit_of(counted):
            noun = [further for further in inside[number:] if _is_plural(further.group())]
            whole = word if _is_plural(word.group()) or not noun else noun[0]
            return end + whole.end()
    ends_phrase = len(inside) < len(words) or _is_end(sentence, following.end())
    if inside and ends_phrase and _is_plural(inside[-1].group()):
        return end + inside[-1].end()
    return end


def _is_unit(word: str) -> bool:
    return word in SAME_UNITS or word in MEASURES or word.removesuffix("s") in MEASURES


def _is_plural(word: str) -> bool:
    return len(word) > len("bus") and word.endswith("s") and not word.endswith("ss")


def _is_end(sentence: str, end: int) -> bool:
    """Whether a phrase ends there: at a mark, or at a word that opens another."""
    following = re.match(r"\s+([^\W\d_]+)", sentence[end : end + 30])
    return following is None or following[1].lower() in _BREAKS
