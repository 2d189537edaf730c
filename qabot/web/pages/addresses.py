"""Addresses of pages: every question, session and article has one."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from qabot.types import Filters, Source, Span

FILTER_NAMES = ("since", "until", "outlet", "author", "path")
"""Filters that are typed; each is a field of the filters and a parameter of addresses."""
PICKED = "article"
"""The parameter that names an article to be asked; it may stand several times."""

Value = str | int | None | Iterable[str]


def address(place: str, **values: Value) -> str:
    """The address of a place with all values that are not empty."""
    pairs = {name: value for name, value in values.items() if value not in (None, "", ())}
    return f"{place}?{urlencode(pairs, doseq=True)}" if pairs else place


def filter_values(filters: Filters) -> dict[str, Value]:
    """The parameters that stand for filters."""
    typed: dict[str, Value] = {name: getattr(filters, name) for name in FILTER_NAMES}
    return typed | {PICKED: filters.paths}


def filtered_address(place: str, filters: Filters, **values: Value) -> str:
    """The address of a place that looks at the articles that filters leave."""
    return address(place, **values, **filter_values(filters))


def article_address(path: str, span: Span | None = None) -> str:
    """Where an article is read, with a span of it marked and in view."""
    if span is None:
        return address("/article", path=path)
    return address("/article", path=path, start=str(span.start), end=str(span.end)) + "#cited"


def source_address(source: Source) -> str:
    """Where a place that prints a sentence is read."""
    return article_address(source.article.path, source.span)


def local_address(given: str) -> str:
    """An address of this site as it was given; ``/`` for any other."""
    inside = given.startswith("/") and not given.startswith(("//", "/\\"))
    return given if inside and given.isprintable() else "/"
