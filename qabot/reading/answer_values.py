"""Short answers as values: a number with its unit, a date, a full name; so that two can differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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

    ``value`` is the number without its commas, the date in ISO 8601, or the words in lower case;
    ``unit`` the word or mark that a number is counted in, its first letters alone, so that
    "person" and "persons" are one. ``rough`` tells a number that says so ("about 300").
    """

    kind: ValueKind
    value: str
    unit: str = ""
    rough: bool = False

    def agrees(self, other: AnswerValue) -> bool:
        """Whether both can be true of one thing as the same answer, however exact each is."""
        if self.kind is not other.kind:
            return False
        if self.kind is ValueKind.DATE:
            shorter, longer = sorted((self.value, other.value), key=len)
            return longer.startswith(shorter)
        if self.kind is ValueKind.NUMBER:
            same_unit = self.unit == other.unit or "" in (self.unit, other.unit)
            return self.value == other.value and same_unit
        mine, theirs = set(self.value.split()), set(other.value.split())
        if self.kind is ValueKind.NAME:
            return mine <= theirs or theirs <= mine
        return mine == theirs

    def differs(self, other: AnswerValue) -> bool:
        """Whether they are of one kind and cannot both be the answer to one question.

        Numbers have to be counted in the same unit, and neither may be a rough one; dates have to
        be as exact as each other.
        """
        if self.kind is not other.kind or self.kind is ValueKind.WORDS or self.agrees(other):
            return False
        if self.kind is ValueKind.NUMBER:
            return bool(self.unit) and self.unit == other.unit and not (self.rough or other.rough)
        if self.kind is ValueKind.DATE:
            return len(self.value) == len(other.value)
        return not set(self.value.split()) & set(other.value.split())


_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset("the a an of in on at to by for from about in".split())
_NUMBER = re.compile(
    r"(?P<before>[$£€]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s+(?P<power>hundred|thousand|million|billion|trillion)\b)?\s*(?P<after>%|[^\W\d_]+)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"\b(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"\s*(?P<after>[^\W\d_]+)?",
    re.IGNORECASE,
)
_SPELLED_VALUES = "zero one two three four five six seven eight nine ten eleven twelve".split()
_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_ROUGH = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|some|over|more than|at least|up to|as many as"
    r"|fewer than|less than|under|between|estimated|approximately|dozens|hundreds of)\W+$",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*\s+){1,3}[A-ZÀ-ÖØ-Þ][\w’'-]+")
_UNIT_LETTERS = 5


def answer_value(sentence: str, span: Span, published: str | None) -> AnswerValue:
    """The value of the short answer at a span of a sentence.

    Args:
        published: the article's date, from which "on Friday" is counted.
    """
    printed = span.of(sentence).strip(" .,;:'\"“”‘’")
    return (
        _date(printed, published)
        or _number(sentence, span)
        or _name(printed)
        or AnswerValue(ValueKind.WORDS, _plain(printed))
    )


def _date(printed: str, published: str | None) -> AnswerValue | None:
    today = date.fromisoformat(published) if published and len(published) == 10 else None
    found = expressions(printed, today)
    if len(found) != 1 or found[0].period.name is None:
        return None
    rest = printed[: found[0].span.start] + printed[found[0].span.end :]
    if set(_plain(rest).split()) - {"year", "early", "late"}:
        return None
    return AnswerValue(ValueKind.DATE, found[0].period.name)


def _number(sentence: str, span: Span) -> AnswerValue | None:
    """The one number in the span, with the unit that follows it, be that in the span or not."""
    inside = list(_NUMBER.finditer(sentence, span.start, span.end))
    if len(inside) > 1 or (not inside and not _SPELLED.search(sentence, span.start, span.end)):
        return None
    pattern = _NUMBER if inside else _SPELLED
    match = pattern.search(sentence, inside[0].start() if inside else span.start)
    if match is None or match.start() >= span.end:
        return None
    before = match["before"].strip() if inside and match["before"] else ""
    unit = before or _unit(match["after"])
    rough = _ROUGH.search(sentence[: match.start()]) is not None
    return AnswerValue(ValueKind.NUMBER, _amount(match, bool(inside)), unit, rough)


def _amount(match: re.Match[str], digits: bool) -> str:
    if not digits:
        return str(_SPELLED_VALUES.index(match["word"].lower()))
    amount = float(match["digits"].replace(",", ""))
    return f"{amount * 10 ** _POWERS.get((match['power'] or '').lower(), 0):.10g}"


def _unit(word: str | None) -> str:
    if word is None or word.lower() in _SMALL | {"and", "or", "was", "were", "is", "are"}:
        return ""
    return {"percent": "%", "per": "%", "people": "perso"}.get(
        word.lower(), word.lower().rstrip("s")[:_UNIT_LETTERS]
    )


def _name(printed: str) -> AnswerValue | None:
    if _FULL_NAME.fullmatch(printed) is None:
        return None
    return AnswerValue(ValueKind.NAME, _plain(printed))


def _plain(printed: str) -> str:
    words = _WORD.findall(normalise(printed).casefold())
    return " ".join(word for word in words if word not in _SMALL)
