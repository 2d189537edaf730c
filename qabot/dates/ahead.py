"""Date phrases that lie ahead of the day when they are printed: "tomorrow", "next month"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qabot.dates.expressions import Expression
from qabot.dates.periods import Period, day, month, week, years
from qabot.types import Span

_AHEAD = re.compile(
    r"\b(?:(?P<tomorrow>tomorrow)|next\s+(?P<unit>week|month|year))\b", re.IGNORECASE
)


def expressions_ahead(text: str, today: date) -> list[Expression]:
    """Those of a text, in order.

    "Next Friday" and "next May" are not among them: one writer means the coming one, another the
    one after it.
    """
    return [
        Expression(Span(*match.span()), _period(match, today), relative=True)
        for match in _AHEAD.finditer(text)
    ]


def _period(match: re.Match[str], today: date) -> Period:
    unit = (match["unit"] or "").lower()
    if unit == "week":
        return week(today + timedelta(weeks=1))
    if unit == "month":
        return month(today.year, today.month + 1)
    return years(today.year + 1) if unit else day(today + timedelta(days=1))
