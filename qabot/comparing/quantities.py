"""Numbers in sentences, with their unit and how exact they are, so that two can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isclose

from qabot.english.function_words import AUXILIARY, FUNCTION_WORDS, PREPOSITIONS
from qabot.english.number_words import AT_LEAST, AT_MOST, NUMBER_WORDS, POWERS, ROUNDING
from qabot.english.units import SAME_UNITS
from qabot.types import Span

_WORDS = {"zero": 0} | NUMBER_WORDS
_POWERS = POWERS | {"m": 6}
_LONG_POWERS = "|".join(POWERS)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<before>[A-Z]{0,2}[$£€¥])?\s?"
    rf"(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|\b(?P<word>{'|'.join(_WORDS)})\b)"
    rf"(?:[\s-]*(?P<power>{_LONG_POWERS})\b|(?(before)(?P<m>m)\b))?"
    r"(?:\s?-?\s?(?:U\.?S\.?\s)?(?P<after>%|per\s?cent|[^\W\d_]+))?",
    re.IGNORECASE,
)
"""An "m" is a million of a currency; else it may be metres."""
_END_OF_RANGE = re.compile(
    r"(?:\d|\b(?:" + "|".join(_WORDS) + r"))(?:\s*[-–]\s*|\s+(?:to|or)\s+)[$£€]?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:\S+\s+){0,3}$", re.IGNORECASE)
_SINGLE = r"\b(?:{})(?:\s+(?:an?|the))?\s+$"
_ABOUT = re.compile(_SINGLE.format("|".join(ROUNDING)), re.IGNORECASE)
_ABOVE = re.compile(_SINGLE.format("|".join(AT_LEAST)), re.IGNORECASE)
_BELOW = re.compile(_SINGLE.format("|".join(AT_MOST)), re.IGNORECASE)
_ABOUT_MARGIN = 0.15
"""How far from 200, as a share of it, "about 200" may be."""
_BOUND = 1.5
"""How many times 30 a number may be of which "more than 30" is said."""
_FEWEST_ROUNDED = 100
"""Whole numbers from which final zeros may be rounding; smaller ones are counts."""
_HALF = 0.499
"""Less than a half, so that 9.3 and 9.4 have no number in common."""
_MOST_ROUNDED = 0.1
"""How far rounding may take a number, as a share of it: one billion is no 1.4."""
_MOST_DIGITS = 100
_UNIT_LETTERS = 6
_NO_UNITS = FUNCTION_WORDS | AUXILIARY | PREPOSITIONS | frozenset("died killed total times".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is printed.

    ``amount`` is what is printed and ``[low, high]`` what that may stand for: "about 300" and
    "more than 300" are wide, "9.3 billion" is half of a tenth of a billion wide to either side,
    "44" is 44. ``unit`` is the word or mark that it is counted in, its first letters alone, so
    that "miner" and "miners" are one; empty where none follows.
    """

    amount: float
    unit: str
    low: float
    high: float

    def equals(self, other: Quantity) -> bool:
        """Whether the same number is printed, and may be one of the same things."""
        return isclose(self.amount, other.amount) and (
            self.unit == other.unit or "" in (self.unit, other.unit)
        )

    def contradicts(self, other: Quantity) -> bool:
        """Whether both count the same and there is no number that both may stand for."""
        apart = max(self.low, other.low) > min(self.high, other.high)
        return apart and bool(self.unit) and self.unit == other.unit


def quantity(sentence: str, span: Span, asked: str = "") -> Quantity | None:
    """The number in a span, with the unit that follows it, be that in the span or not.

    Where no unit follows ("rose to 41") it is counted in what was ``asked`` for.

    None without a number, with several (what follows the first in brackets is its value in
    another unit, and left out), with an end of a range, and with more digits than anything has.
    """
    inside = [match for match in _NUMBER.finditer(sentence) if _number_span(match).overlaps(span)]
    if len(inside) > 1 and re.match(r"\s*(?:euros?\s*)?[(\[]", sentence[inside[0].end() :]):
        inside = inside[:1]
    if len(inside) != 1 or len(_number_span(inside[0])) > _MOST_DIGITS:
        return None
    if _is_range(sentence, inside[0]):
        return None
    return _quantity(sentence[: inside[0].start()], inside[0], asked)


def _number_span(match: re.Match[str]) -> Span:
    return Span(*match.span("digits" if match["digits"] else "word"))


def _is_range(sentence: str, match: re.Match[str]) -> bool:
    before, after = sentence[: match.start()], sentence[_number_span(match).end :]
    ends = _END_OF_RANGE.search(before) or _BETWEEN.search(before)
    return bool(ends) or re.match(r"\s*(?:[-–/]|to\s)\s*[$£€]?\d", after) is not None


def _quantity(before: str, match: re.Match[str], asked: str) -> Quantity:
    power = 10.0 ** _POWERS.get((match["power"] or match["m"] or "").lower(), 0)
    digits = match["digits"]
    printed = float(digits.replace(",", "")) if digits else float(_WORDS[match["word"].lower()])
    amount = printed * power
    low, high = _meant(before, amount, min(_step(digits or "", power), _MOST_ROUNDED * amount))
    return Quantity(amount, unit_of(match["before"] or match["after"] or "") or asked, low, high)


def _step(digits: str, power: float) -> float:
    """Almost half of the place that a number is rounded to; of a small count, half of one."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    rounded = zeros if int(whole or 0) >= _FEWEST_ROUNDED else -len(decimals)
    return float(_HALF * power * 10.0**rounded)


def _meant(before: str, amount: float, step: float) -> tuple[float, float]:
    """The range that an amount stands for after the words before it."""
    if _ABOVE.search(before):
        return amount - step, amount * _BOUND
    if _BELOW.search(before):
        return amount / _BOUND, amount + step
    margin = max(step, _ABOUT_MARGIN * amount) if _ABOUT.search(before) else step
    return amount - margin, amount + margin


def unit_of(printed: str) -> str:
    """What is counted, as it is compared: "miner" for "miners", "$" for "dollars"; "" for none."""
    word = printed.lower()
    if word in SAME_UNITS:
        return SAME_UNITS[word]
    return "" if word in _NO_UNITS else word.rstrip("s")[:_UNIT_LETTERS]
