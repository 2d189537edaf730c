"""What is said in more than one place: how sure an answer is, which articles were asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabot.english.calendar import MONTHS, title_case
from qabot.types import Answer, ArticleRef, DateUse, Filters, Span, UnderstoodDates

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_OUTLETS_SHOWN = 6


def visible(text: str) -> str:
    """The text with control characters and halves of surrogate pairs shown instead of obeyed.

    Characters that change the direction of what follows are left out.
    """
    text = _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text.replace("\r\n", "\n"))
    return _BIDI.sub("", text)


def one_line(text: str) -> str:
    """Text of an article on one line, nothing in it obeyed."""
    return " ".join(visible(text).split())


def counted(number: int, what: str) -> str:
    """A number of things: "1 article", "2,000 articles"."""
    return f"{number:,} {what}" + "s" * (number != 1)


def confidence_words(confidence: float) -> str:
    """A confidence between 0 and 1 as a user would say it."""
    steps = ((0.9, "very likely"), (0.7, "likely"), (0.5, "probably"), (0.2, "uncertain"))
    return next((words for least, words in steps if confidence >= least), "unlikely")


def date_words(iso: str) -> str:
    """A day, month or year in ISO 8601 as it is written in English: "9 November 1989"."""
    year, *rest = iso.split("-")
    named = [title_case(MONTHS)[int(month) - 1] for month in rest[:1]]
    days = [str(int(number)) for number in rest[1:]]
    return " ".join([*days, *named, year])


def agreement_words(answer: Answer) -> str:
    """How many articles give the short answer; empty for one alone."""
    articles = answer.agreement.articles if answer.agreement else 1
    return f"{articles} articles say so" if articles > 1 else ""


def brief_words(answer: Answer) -> str:
    """What a brief is made of: "5 sentences from 2 articles"."""
    articles = {citation.article.path for citation in answer.citations}
    sentences = counted(len(answer.citations), "sentence")
    return f"{sentences} from {counted(len(articles), 'article')}"


def understood_dates_words(dates: UnderstoodDates) -> str:
    """How dates in a question were understood; empty where they made no difference."""
    what = {
        DateUse.ONLY: "only articles {}",
        DateUse.PREFERRED: "articles {} first",
        DateUse.EMPTY: "no article {}: all were asked",
        DateUse.UNANSWERED: "no article {} answers: all were asked",
    }.get(dates.use)
    if what is None:
        return ""
    event = f", dated by {dates.event.article.path}" if dates.event else ""
    words = what.format(f"published {period_words(dates.since, dates.until)}".rstrip())
    if not (dates.since or dates.until):
        words = "newer articles first"
    return visible(f"({words} · from “{dates.phrase}”{event})")


def period_words(since: str | None, until: str | None) -> str:
    """A period as it would be said of a publication."""
    if since and until:
        on = "on" if len(since) == len("2024-06-01") else "in"
        return f"{on} {since}" if since == until else f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else ""


def filter_words(filters: Filters) -> str:
    """Filters as they would be said of an article."""
    words = {
        "since": "published in or after {}",
        "until": "published in or before {}",
        "outlet": "with “{}” as outlet",
        "author": "with “{}” as author",
        "path": "with a path like {}",
    }
    parts = [words[name].format(value) for name in words if (value := getattr(filters, name))]
    if filters.paths:
        one = len(filters.paths) == 1
        parts.append(
            f"called {filters.paths[0]}" if one else f"among the {len(filters.paths):,} picked"
        )
    return visible(", ".join(parts))


def searched_words(articles: int | None, filters: Filters) -> str:
    """Where an answer was looked for; ``articles`` is None where nobody counted."""
    number = "" if articles is None else f"{articles:,} "
    noun = "article" if articles == 1 else "articles"
    return f"{number}{noun} {filter_words(filters)}".strip()


def copies_words(copies: Sequence[ArticleRef]) -> str:
    """How many other articles print the same story, and whose they are."""
    outlets = list(dict.fromkeys(copy.outlet or copy.path for copy in copies))
    named = ", ".join(outlets[:_OUTLETS_SHOWN]) + (" …" if len(outlets) > _OUTLETS_SHOWN else "")
    return visible(f"+{len(copies)} {'copy' if len(copies) == 1 else 'copies'}: {named}")


def sentence_pieces(text: str, marked: Span | None) -> tuple[str, str, str]:
    """A sentence on one line, cut before and after what is marked in it; nothing in it obeyed."""
    span = marked or Span(len(text), len(text))
    before = _SPACE.sub(" ", text[: span.start]).lstrip()
    inside, after = _SPACE.sub(" ", span.of(text)), _SPACE.sub(" ", text[span.end :]).rstrip()
    return visible(before), visible(inside), visible(after)
