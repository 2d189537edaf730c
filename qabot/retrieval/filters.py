"""Filters as users write them."""

from __future__ import annotations

import re
from datetime import date

from qabot.errors import FilterError
from qabot.types import Filters

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_filters(
    prefix: str = "--",
    /,
    *,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    path: str | None = None,
) -> Filters:
    """Filters from strings; empty ones count as not given.

    Args:
        prefix: what stands before their names where they are typed.

    Raises:
        FilterError: a date is not YYYY, YYYY-MM or YYYY-MM-DD, or ``since`` lies after ``until``.
    """
    since, until = _date(since, f"{prefix}since"), _date(until, f"{prefix}until")
    if since and until:
        shared = min(len(since), len(until))
        if since[:shared] > until[:shared]:
            raise FilterError(f"{prefix}since {since} lies after {prefix}until {until}")
    return Filters(since, until, outlet or None, author or None, path or None)


def parse_day(printed: str, name: str) -> date:
    """A day from YYYY-MM-DD.

    Raises:
        FilterError: it is no such day.
    """
    try:
        return date.fromisoformat(printed.strip())
    except ValueError as error:
        raise FilterError(f"{name} {printed!r} is not a day; write YYYY-MM-DD") from error


def _date(value: str | None, name: str) -> str | None:
    if not value:
        return None
    match = _ISO_DATE.fullmatch(value.strip())
    if match is None:
        raise FilterError(f"{name} {value!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise FilterError(f"{name} {value!r} is not a date: {error}") from error
    return match.group()
