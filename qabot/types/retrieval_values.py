"""What is asked, and what is found for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qabot.errors import FilterError
from qabot.types.articles import Source, Span, Spanned, StoredPassage
from qabot.types.serialised import Serialised

_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Filters(Serialised):
    """Which articles a question is put to; None means any.

    ``since`` and ``until`` are ISO 8601 dates, possibly reduced ("2024-06"), both inclusive; they
    leave undated articles out. ``outlet`` and ``author`` match any part, whatever the case;
    ``path`` is a glob whose ``*`` also matches "/". ``paths`` are the articles picked one by one,
    any of them, as they are called, or were when the index held other folders; none picked means
    all. ``hidden`` are articles left out, by such paths, as if they were not in the index.

    Raises:
        FilterError: a date is none, the first lies after the last, or a value is of another kind.
    """

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    author: str | None = None
    path: str | None = None
    paths: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_period(self.since, self.until)
        for name in ("outlet", "author", "path"):
            if not isinstance(value := getattr(self, name), str | None):
                raise FilterError(f"{name} is {value!r}; it must be a string")
        for name in ("paths", "hidden"):
            object.__setattr__(self, name, _paths(getattr(self, name), name))

    def __bool__(self) -> bool:
        several = self.paths or self.hidden
        return any((self.since, self.until, self.outlet, self.author, self.path, several))


def _paths(value: object, name: str) -> tuple[str, ...]:
    """Several paths; one alone would be taken for its letters."""
    if not isinstance(value, tuple | list) or not all(isinstance(one, str) for one in value):
        raise FilterError(f"{name} is {value!r}; it must be several paths, as in ('a.txt',)")
    return tuple(value)


def check_period(since: str | None, until: str | None, prefix: str = "") -> None:
    """Hold a period to what filters take.

    Args:
        prefix: what stands before the names where they are typed.

    Raises:
        FilterError: a date is not YYYY, YYYY-MM or YYYY-MM-DD, or ``since`` lies after ``until``.
    """
    for value, name in ((since, "since"), (until, "until")):
        if value:
            _check_date(value, f"{prefix}{name}")
    if since and until:
        shared = min(len(since), len(until))
        if since[:shared] > until[:shared]:
            raise FilterError(f"{prefix}since {since} lies after {prefix}until {until}")


def _check_date(value: object, name: str) -> None:
    match = _ISO_DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise FilterError(f"{name} {value!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise FilterError(f"{name} {value!r} is not a date: {error}") from error


def published_within(published: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date lies in a period; by what both have where one is reduced."""
    if published is None:
        return False
    late_enough = since is None or published[: len(since)] >= since[: len(published)]
    early_enough = until is None or published[: len(until)] <= until[: len(published)]
    return late_enough and early_enough


class DateUse(StrEnum):
    """What became of dates that a question's words were understood as."""

    ONLY = "only"
    """Only articles of these dates were asked."""
    PREFERRED = "preferred"
    """Articles of these dates came a little higher."""
    UNUSED = "unused"
    """They made no difference: no article that was read is of these dates."""
    EMPTY = "empty"
    """There is no article of these dates, so all were asked."""
    UNANSWERED = "unanswered"
    """No article of these dates answers, and another tells of them; all were asked."""


@dataclass(frozen=True, slots=True)
class UnderstoodDates(Spanned, Serialised):
    """Dates that were read out of a question, and what they did to the answer.

    ``phrase`` is as printed, at ``span`` of the question as it was read: ``interpreted`` where
    there is one, else the question with single spaces. ``since`` and ``until`` are ISO 8601 dates,
    possibly reduced, both inclusive; without either, newer articles were preferred ("the latest").
    ``event`` is the sentence that dates what the phrase counts from ("since the invasion").
    """

    phrase: str
    span: Span
    since: str | None
    until: str | None
    use: DateUse
    event: Source | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ScoredPassage(Serialised):
    """A passage with its score and what the score is made of.

    ``score`` is the convex combination of ``dense`` and ``lexical``, each scaled to [0, 1] among
    the candidates; ``cosine`` and ``bm25`` are the raw figures behind them (0 where a retriever
    did not return the passage).
    """

    passage: StoredPassage
    score: float
    dense: float
    lexical: float
    cosine: float
    bm25: float


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What a reader makes of one sentence for one question.

    ``score`` is the log-odds of its best span against "no answer here", comparable from window to
    window. ``span`` is the short answer's place, in code points of the sentence's own text; a
    reader that only ranks gives the whole sentence. ``marginal`` is the log-odds that an answer
    starts and ends anywhere in the sentence, all its tokens summed: what is asked why or how has
    many spans that would do, none of which is likely by itself. None of a reader that cannot tell.
    """

    score: float
    span: Span
    marginal: float | None = None
