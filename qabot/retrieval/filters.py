"""Filters as users write them."""

from __future__ import annotations

from datetime import date

from qabot.errors import FilterError
from qabot.types import Filters
from qabot.types.retrieval_values import check_period


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
    since, until = (since or "").strip() or None, (until or "").strip() or None
    check_period(since, until, prefix)
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
