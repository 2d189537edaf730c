"""When an article was published, and how long ago that is, as the chat and the page say it."""

from __future__ import annotations

from datetime import date

_SAID = {4: "%Y", 7: "%B %Y", 10: "%d %b %Y"}
"""How an ISO 8601 date of that many characters is said."""

_MONTHS_NOT_SAID = 2
"""An article younger than this is not old."""


def published_words(published: str, today: date) -> str:
    """An ISO 8601 date, possibly reduced, as people say it, with its age if it is old."""
    day = _day(published)
    age = age_words(day, today) if day else ""
    return f"{day_words(published)}, {age}" if age else day_words(published)


def day_words(published: str) -> str:
    """An ISO 8601 date, possibly reduced, as people say it; anything else as it is."""
    day = _day(published)
    return day.strftime(_SAID[len(published)]).lstrip("0") if day else published


def age_words(day: date, today: date) -> str:
    """How long ago a day was, in whole months or years; empty for what is not old."""
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < _MONTHS_NOT_SAID:
        return ""
    if months < 12:
        return f"{months} months ago"
    years = months // 12
    return "a year ago" if years == 1 else f"{years} years ago"


def _day(published: str) -> date | None:
    """The day, or the first one of a month or year; None for what is no such date."""
    if len(published) not in _SAID:
        return None
    try:
        return date.fromisoformat(published + "-01-01"[len(published) - 4 :])
    except ValueError:
        return None
