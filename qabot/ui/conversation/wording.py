"""Sources, dates and ages as the chat words them."""

from __future__ import annotations

from datetime import date

from qabot.types import ArticleRef, Filters
from qabot.wording.render import filter_words, visible

_SAID = {4: "%Y", 7: "%B %Y", 10: "%d %b %Y"}
"""How an ISO 8601 date of that many characters is said."""

_MONTHS_NOT_SAID = 2
"""An article younger than this is not old."""


def source_words(article: ArticleRef, today: date) -> str:
    """Title, author and outlet, and date with its age, on one line; the path if untitled."""
    published = article.published and date_words(article.published, today)
    by = ", ".join(filter(None, (article.author, article.outlet)))
    parts = (article.title or article.path, by, published)
    return one_line(" · ".join(filter(None, parts)))


def date_words(published: str, today: date) -> str:
    """An ISO 8601 date, possibly reduced, as people say it, with its age if it is old."""
    try:
        day = date.fromisoformat(published + "-01-01"[len(published) - 4 :])
        words = day.strftime(_SAID[len(published)]).lstrip("0")
    except (ValueError, KeyError):
        return published
    age = age_words(day, today)
    return f"{words}, {age}" if age else words


def age_words(day: date, today: date) -> str:
    """How long ago a day was, in whole months or years; empty for what is not old."""
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < _MONTHS_NOT_SAID:
        return ""
    if months < 12:
        return f"{months} months ago"
    years = months // 12
    return "a year ago" if years == 1 else f"{years} years ago"


def searched_words(articles: int | None, filters: Filters) -> str:
    """Where an answer was looked for; ``articles`` is None where nobody counted."""
    asked = filter_words(filters)
    number = "" if articles is None else f"{articles:,} "
    noun = "article" if articles == 1 else "articles"
    return f"{number}{noun} {asked}".strip()


def one_line(text: str) -> str:
    """Text of an article on one line, nothing in it obeyed."""
    return visible(" ".join(text.split()))
