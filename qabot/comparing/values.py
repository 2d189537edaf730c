"""Short answers as values: a number with its unit, a date, a full name; so that two can differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qabot.comparing.quantities import Quantity, quantity
from qabot.dates.expressions import expressions
from qabot.text.normalise import normalise
from qabot.types import Span


class ValueKind(StrEnum):
    """What can be compared."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    WORDS = "words"
    """Anything else: equal to the same words, different from nothing."""


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """A short answer as a value.

    ``value`` is the date in ISO 8601, or the words in lower case; for a number ``quantity`` holds
    what it is.
    """

    kind: ValueKind
    value: str
    quantity: Quantity | None = None

    def agrees(self, other: AnswerValue) -> bool:
        """Whether both can be true of one thing as the same answer, however exact each is."""
        if self.kind is not other.kind:
            return False
        if self.kind is ValueKind.DATE:
            shorter, longer = sorted((self.value, other.value), key=len)
            return longer.startswith(shorter)
        if self.quantity and other.quantity:
            return self.quantity.equals(other.quantity)
        mine, theirs = set(self.value.split()), set(other.value.split())
        if self.kind is ValueKind.NAME:
            return mine <= theirs or theirs <= mine
        return mine == theirs

    def differs(self, other: AnswerValue) -> bool:
        """Whether they are of one kind and cannot both be the answer to one question.

        Numbers have to be counted in the same unit, and what they may stand for has to lie apart;
        dates have to be as exact as each other.
        """
        if self.kind is not other.kind or self.kind is ValueKind.WORDS or self.agrees(other):
            return False
        if self.quantity and other.quantity:
            return self.quantity.contradicts(other.quantity)
        if self.kind is ValueKind.DATE:
            return len(self.value) == len(other.value)
        return not set(self.value.split()) & set(other.value.split())


_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset("the a an of in on at to by for from about in".split())
_FULL_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*\s+){1,3}[A-ZÀ-ÖØ-Þ][\w’'-]+")


def answer_value(sentence: str, span: Span, published: str | None, asked: str = "") -> AnswerValue:
    """The value of the short answer at a span of a sentence.

    Args:
        published: the article's date, from which "on Friday" is counted.
        asked: the unit of a number without one (:func:`qabot.comparing.quantities.unit_of`).
    """
    printed = span.of(sentence).strip(" .,;:'\"“”‘’")
    words = _plain(printed)
    if found := _date(printed, published):
        return AnswerValue(ValueKind.DATE, found)
    if number := quantity(sentence, span, asked):
        return AnswerValue(ValueKind.NUMBER, words, number)
    is_name = _FULL_NAME.fullmatch(printed) is not None
    return AnswerValue(ValueKind.NAME if is_name else ValueKind.WORDS, words)


def _date(printed: str, published: str | None) -> str | None:
    today = date.fromisoformat(published) if published and len(published) == 10 else None
    found = expressions(printed, today)
    if len(found) != 1 or found[0].period.name is None:
        return None
    rest = printed[: found[0].span.start] + printed[found[0].span.end :]
    if set(_plain(rest).split()) - {"year", "early", "late"}:
        return None
    return found[0].period.name


def _plain(printed: str) -> str:
    words = _WORD.findall(normalise(printed).casefold())
    return " ".join(word for word in words if word not in _SMALL)
