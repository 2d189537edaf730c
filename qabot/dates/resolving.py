"""What day, month or year a phrase of an article means, counted from when it was published."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qabot.dates.ahead import expressions_ahead
from qabot.dates.expressions import Expression, expressions
from qabot.dates.periods import Period, day, month
from qabot.dates.stated import is_when, speaks_of_what_is_to_come
from qabot.english.calendar import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from qabot.english.function_words import ARTICLES, SHORT_PREPOSITIONS
from qabot.english.past_forms import IRREGULAR_PASTS
from qabot.types import Span

_ANY_DAY = date(2000, 12, 31)
"""A day to count from where only the place of a phrase matters; every day is in its year."""
_FURTHEST_BACK = timedelta(days=200)
"""How old a day without its year may be: the news say the year of what is longer ago."""
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = (
    SHORT_PREPOSITIONS - {"about"}
    | ARTICLES
    | frozenset("until since before after early late earlier later".split())
    | frozenset("midnight noon morning afternoon evening night".split())
)
"""Words that may stand beside a phrase and leave it the day that it is."""
_NAMED = (*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS)
_DEPENDS_ON_TENSE = re.compile(
    rf"(?!(?:the\s+)?(?:last|past|previous)\b).*\b(?:{'|'.join(_NAMED)})\b",
    re.IGNORECASE | re.DOTALL,
)
_WILL = re.compile(
    r"(?:(?<!\bhis )(?<!\bher )(?<!\bthe )(?<!\bown )(?<!\bof )\b(?:will|shall)\b|['’]ll\b"
    r"|\b(?:is|are)(?: now)? (?:to|due|scheduled|set|expected|planned)\b)"
)
_CLAUSE_BREAK = re.compile(
    r"[;:,()“”\"–—]|\s-\s|\b(?:that|which|who|because|said|says|told)\b", re.IGNORECASE
)


def date_phrases(sentence: str) -> list[Span]:
    """Where a sentence tells when something was or will be, resolved or not."""
    found = (
        *expressions(sentence, _ANY_DAY),
        *expressions_ahead(sentence, _ANY_DAY),
    )
    return sorted(one.span for one in found if not one.bare or is_when(sentence, one))


def resolved_date(sentence: str, span: Span, published: str | None) -> str | None:
    """The day, month or year in ISO 8601 that a phrase at a span means.

    None where the phrase says the year itself, where more than it stands at the span, and where the
    article's date is not known to the day. A weekday or a day without its year lies ahead of that
    date in a clause with "will" and behind it in a sentence about the past; in any other sentence
    it may do either, and is left as it is.
    """
    if published is None or len(published) != 10:
        return None
    today = date.fromisoformat(published)
    found = [*expressions(sentence, today), *expressions_ahead(sentence, today)]
    inside = [one for one in found if one.span.overlaps(span)]
    if len(inside) != 1 or not inside[0].relative or not _is_all(sentence, span, inside[0].span):
        return None
    phrase = inside[0]
    if not _DEPENDS_ON_TENSE.match(phrase.span.of(sentence)):
        return phrase.period.name
    period = _by_tense(sentence, phrase, today)
    return period.name if period else None


def _is_all(sentence: str, span: Span, phrase: Span) -> bool:
    """Whether nothing but small words and parts of the day stand beside a phrase."""
    rest = sentence[span.start : phrase.start] + " " + sentence[phrase.end : span.end]
    return all(word.lower() in _BESIDE for word in _WORD.findall(rest))


def _by_tense(sentence: str, phrase: Expression, today: date) -> Period | None:
    before = sentence[: phrase.span.start]
    clause = _CLAUSE_BREAK.split(before)[-1]
    if _WILL.search(clause):
        return _coming(phrase, sentence, today)
    words = [word.lower() for word in _WORD.findall(sentence)]
    leading = [word.lower() for word in _WORD.findall(before[-40:])]
    verb = next((word for word in reversed(leading) if word not in _BESIDE), "")
    tells_past = _is_past(verb) or (
        not speaks_of_what_is_to_come(sentence) and any(map(_is_past, words))
    )
    recent = today - phrase.period.end <= _FURTHEST_BACK
    return phrase.period if tells_past and recent else None


def _is_past(word: str) -> bool:
    return word in IRREGULAR_PASTS or (len(word) > 4 and word.endswith("ed"))


def _coming(phrase: Expression, sentence: str, today: date) -> Period | None:
    """The first such weekday, day or month from today on; the phrase's own is the last one."""
    period = phrase.period
    if period.end >= today:
        return period
    if period.days > 1:
        return month(period.start.year + 1, period.start.month) if period.name else None
    if any(character.isdigit() for character in phrase.span.of(sentence)):
        is_leap_day = (period.start.month, period.start.day) == (2, 29)
        return None if is_leap_day else day(period.start.replace(year=period.start.year + 1))
    return day(period.start + timedelta(days=7))
