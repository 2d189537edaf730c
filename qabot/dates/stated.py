"""When something took place, by the sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qabot.dates.expressions import Expression, expressions
from qabot.types import Span

_AT = re.compile(
    r"(?:\b(?:in|on|during|of|from|between|and|to|at|late|early|mid|around|about|dated)\s+|[(,]\s*"
    r"|\d\s*[-–—]\s*)$",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"\b(?:since|before|after|until|till|by|following|prior to|up to|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|next|due|plans?|planned|scheduled|expected|expects|hopes?)\b|['’]ll\b",
    re.IGNORECASE,
)
_DATE_LENGTHS = (10, 7, 4)
_LOOK_BACK = 40
"""Code points before a date in which the words that lead to it stand."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in a sentence: where it is printed, and the day, month or year in ISO 8601."""

    span: Span
    name: str


def stated_dates(sentence: str, published: str | None) -> list[StatedDate]:
    """The days, months or years that a sentence gives for what it tells, in order.

    None of them lies in another: "on 24 February 2022" leaves nothing of "in 2022". Phrases
    without a year are counted back from the article's date of publication; where that is not
    known to the day, or the sentence speaks of what is to come, they do not count. Nor do limits
    ("since 2019") and stretches that have no name of their own ("last week", "the 1990s").

    Args:
        published: the article's date in ISO 8601, possibly reduced.
    """
    today = date.fromisoformat(published) if published and len(published) == 10 else None
    to_come = speaks_of_what_is_to_come(sentence)
    found = [
        StatedDate(expression.span, name)
        for expression in expressions(sentence, today)
        if (name := expression.period.name)
        and not (expression.relative and to_come)
        and is_when(sentence, expression)
    ]
    nearer = {one.name[:length] for one in found for length in range(len(one.name))}
    return [one for one in found if one.name not in nearer]


def shared_date(dates: Iterable[StatedDate]) -> str | None:
    """The day, month or year that dates have in common; None if they have not even a year."""
    names = [one.name for one in dates]
    for length in _DATE_LENGTHS:
        reduced = {name[:length] for name in names}
        if len(reduced) == 1:
            return reduced.pop()
    return None


def speaks_of_what_is_to_come(sentence: str) -> bool:
    """Whether any word of a sentence says that something has not been yet."""
    return _TO_COME.search(sentence) is not None


def is_when(sentence: str, expression: Expression) -> bool:
    """Whether a phrase tells when something was, not since when or how many."""
    end = expression.span.start
    begin = max(0, end - _LOOK_BACK)
    if _NOT_THEN.search(sentence, begin, end):
        return False
    if not expression.bare:
        return True
    printed = expression.span.of(sentence)
    weekday = printed.endswith("day") and printed[0].isupper()
    return weekday or _AT.search(sentence, begin, end) is not None
