"""What the dates in a question are about, and whether they choose the articles.

"What did he say last week" asks the articles of last week; "who won in 1966" asks for an event that
any later article may tell of, and there the date only gives articles of that year a little more
weight. Which of the two it is, is told by the question's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qabot.dates.expressions import Expression, expressions
from qabot.dates.periods import Period
from qabot.english.calendar import MONTH_STARTS
from qabot.questions.speaker_questions import SpeakerQuestion
from qabot.questions.words import words
from qabot.types import Span

_ONE_DAY = timedelta(days=1)
_ANY_DAY = date(2000, 2, 29)
_NEAR = 31
"""Days up to which a period counted from today is about what was in the news then."""

_QUOTED = re.compile('[“"«„][^”"»“]*[”"»“]?')
_PUBLISHED = re.compile(
    r"\b(?:say|says|said|saying|tells?|told|announc\w+|claim(?:s|ed)?|warn(?:s|ed|ing)?"
    r"|report(?:s|ed|ing)?|comment(?:s|ed)?|remark\w*|argu(?:e|es|ed)|critici[sz]\w+|stated"
    r"|statements?|publish\w*|writes?|wrote|written|happen\w*|occur\w*|(?:take|took|taken) place"
    r"|go(?:es|ing) on|went on|news|latest|headlines?|stor(?:y|ies)|articles?|coverage|updates?"
    r"|developments?|(?:what|anything|something) (?:has |have )?changed|(?:is|are|was|'s|’s) new"
    r"|(?:anything|something|what) new)\b",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?P<word>(?:ever )?since|after|following|before|prior to|until|till|up to|by|through|from"
    r"|in|on|during|within|at|for|over|throughout|of|around|(?<!what )(?<!how )about|as of)\s+"
    r"(?:(?:the )?(?:start|beginning|end|middle|course) of\s+)?$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:and|to|until|till|through|[-–—])\s*", re.IGNORECASE)
_DASHES = frozenset("-–—")
_ONWARDS = re.compile(r"\s+on(?:wards?)?\b(?!\s+[a-z])", re.IGNORECASE)
_MONTH = re.compile("|".join(MONTH_STARTS), re.IGNORECASE)
_HABIT = re.compile(r"\s+(?:mornings|afternoons|evenings|nights)\b", re.IGNORECASE)
_RECENT = re.compile(
    r"\b(?:latest|newest|(?:the )?most recent(?:ly)?|recent(?:ly)?|currently|right now|now"
    r"|what(?:['’]?s| is) new(?= (?:on|with|about|in)\b)"
    r"|at present|at the moment|these days|nowadays|so far|as of today|up to date"
    r"|(?:the|\w+['’]s) current(?!\s+(?:in|of|through|flow\w*|density)\b))\b",
    re.IGNORECASE,
)
_NOT_RECENT = re.compile(r"\bnow\s+(?:known|called)\b|\bwhat is now\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?P<word>since|after|following|before|until)\s+(?P<event>(?:the|last|[A-Z][\w’'-]*)"
    r"(?:\s+[\w’'-]+){1,6}?)(?=\s*(?:[?.,;:!]|$)|\s+(?:about|to|that|with|by|and|or)\b)"
)


@dataclass(frozen=True, slots=True)
class AskedDates:
    """Dates that a question asks about.

    ``span`` is the phrase in the question, with its preposition. ``decides`` tells a date that
    chooses the articles from one that only prefers them; ``strict`` one that is no date of history
    ("last week"): what lies outside it does not answer.
    """

    span: Span
    period: Period
    decides: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class AskedEvent:
    """An event that a question counts from: "since the invasion", ``words`` "invasion"."""

    span: Span
    relation: str
    words: tuple[str, ...]

    def period(self, when: Period) -> Period:
        """The days that are meant if the event took place then."""
        return _related(self.relation, when)


def asked_dates(question: str, speaker: SpeakerQuestion | None, today: date) -> AskedDates | None:
    """The dates that a question asks about; None if it has none, or only ones after today.

    Of several, one counted from today is meant; else the first one, as no more than a preference.
    Dates inside a quotation, or inside what somebody is asked to have said, are not the question's.
    """
    open_text = _without_quotations(question)
    found = [
        dates
        for dates in _in_order(open_text, today)
        if dates.period.start <= today and not _in_statement(question, speaker, dates.span.start)
    ]
    if not found:
        return None
    chosen = next((dates for dates in found if dates.strict and dates.decides), found[0])
    alone = len({dates.period for dates in found}) == 1 or chosen.strict
    return chosen if alone else replace(chosen, decides=False)


def date_phrases(question: str) -> list[Span]:
    """Where a question has dates, with their prepositions, whatever the day is."""
    return [dates.span for dates in _in_order(_without_quotations(question), _ANY_DAY)]


def asked_event(question: str, speaker: SpeakerQuestion | None) -> AskedEvent | None:
    """The event that a question about what was said or happened counts from, if there is one."""
    open_text = _without_quotations(question)
    match = _EVENT.search(open_text)
    if match is None or speaker or not _PUBLISHED.search(open_text):
        return None
    named = tuple(word.text for word in words(match["event"]) if word.is_content)
    return AskedEvent(Span(*match.span()), match["word"].lower(), named)


def asks_for_newest(question: str, speaker: SpeakerQuestion | None) -> Span | None:
    """Where a question says that it wants what is newest ("the latest", "now"); None if nowhere."""
    open_text = _without_quotations(question)
    match = _RECENT.search(open_text) or _today(open_text)
    if match is None or _NOT_RECENT.search(open_text):
        return None
    if _in_statement(question, speaker, match.start()):
        return None
    return Span(*match.span())


def without(question: str, span: Span) -> str:
    """The question without a phrase; empty if that is all that it is about ("what happened")."""
    left = " ".join(f"{question[: span.start]} {question[span.end :]}".split())
    left = re.sub(r"\s+(?=[?.,!])|^[\s,]+", "", left)
    asks = [word for word in words(left) if word.is_content and not _PUBLISHED.match(word.text)]
    return left if asks else ""


def _today(text: str) -> re.Match[str] | None:
    """Where "today" means "nowadays": in a question that is not about what was said then."""
    return None if _PUBLISHED.search(text) else re.search(r"\btoday\b", text, re.IGNORECASE)


def _in_order(text: str, today: date) -> Iterator[AskedDates]:
    published = bool(_PUBLISHED.search(text))
    found = expressions(text, today)
    taken = -1
    for number, expression in enumerate(found):
        if expression.span.start < taken:
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        dates = _range(text, expression, following) if following else None
        dates = dates or _one(text, expression)
        nowadays = not published and expression.span.of(text).lower() == "today"
        if dates is None or nowadays:
            continue
        taken = dates.span.end
        near = dates.strict and expression.period.days <= _NEAR
        yield replace(dates, decides=dates.decides and (published or near))


def _range(text: str, first: Expression, last: Expression) -> AskedDates | None:
    """Two dates as one: "between 2019 and 2021", "from March to May", "2019-2021"."""
    joint = text[first.span.end : last.span.start]
    leading = re.search(r"\b(?:between|from)\s+$", text[: first.span.start], re.IGNORECASE)
    fits = _JOINT.fullmatch(joint) and (leading or joint.strip() in _DASHES)
    if not fits or last.period.end < first.period.start:
        return None
    start = leading.start() if leading else first.span.start
    period = Period(first.period.start, last.period.end)
    return AskedDates(Span(start, last.span.end), period, decides=True, strict=False)


def _one(text: str, expression: Expression) -> AskedDates | None:
    leading = _RELATION.search(text[: expression.span.start])
    if (leading is None and expression.bare) or _is_no_date(text, expression):
        return None
    relation = leading["word"].lower().removeprefix("ever ") if leading else ""
    end = expression.span.end
    if relation == "from" and (onwards := _ONWARDS.match(text, end)):
        relation, end = "since", onwards.end()
    try:
        period = _related(relation, expression.period)
    except (ValueError, OverflowError):  # before the first day that there is
        return None
    named = re.match(r"\s+[A-Z]|-", text[end:]) if expression.bare else None
    owned = re.match(r"['’]s\b", text[end:])  # "in Monday's blast"
    return AskedDates(
        span=Span(leading.start() if leading else expression.span.start, end),
        period=period,
        decides=relation not in {"of", "for", "about"} and not (named or owned),
        strict=expression.relative and not _MONTH.search(expression.span.of(text)),
    )


def _is_no_date(text: str, expression: Expression) -> bool:
    """Whether it is part of a name or a habit: "the Tonight show", "on Tuesday afternoons"."""
    before, after = text[: expression.span.start], text[expression.span.end :]
    named = expression.relative and re.search(r"\bthe\s+$", before, re.IGNORECASE)
    return bool(named or _HABIT.match(after))


def _related(relation: str, period: Period) -> Period:
    """The days that a preposition means with a period."""
    if relation == "since":
        return Period(start=period.start)
    if relation in {"after", "following"}:
        return Period(start=period.end + _ONE_DAY if period.days > 1 else period.start)
    if relation in {"before", "prior to"}:
        return Period(end=period.start - _ONE_DAY)
    if relation in {"until", "till", "up to", "by", "through", "as of"}:
        return Period(end=period.end)
    return period


def _without_quotations(question: str) -> str:
    """The question with blanks in place of what it quotes: every place stays where it was."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), question)


def _in_statement(question: str, speaker: SpeakerQuestion | None, place: int) -> bool:
    """Whether a place lies in what somebody is asked to have said.

    "Who said last week that ..." asks of last week; "who said that last week ..." does not.
    """
    if speaker is None:
        return False
    start = question.find(speaker.statement)
    told = question[:start].rstrip().lower().endswith(" that")
    return place > start or told
