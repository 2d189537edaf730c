"""Which articles a page looks at: filters out of its address, chips, and what completes them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import QueryParams

from qabot.retrieval.filters import parse_filters
from qabot.store.snapshot import Snapshot
from qabot.types import Filters
from qabot.web.pages.addresses import FILTER_NAMES, PICKED
from qabot.wording.common_words import visible

_MOST_CHOICES = 150
"""Choices that a field completes to: with all outlets of a large index a page would be heavy."""


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter that is set, and the filters without it."""

    words: str
    without: Filters


def read_filters(query: QueryParams) -> Filters:
    """The filters in an address.

    Raises:
        FilterError: one of them makes no sense.
    """
    typed = {name: query.get(name, "").strip() for name in FILTER_NAMES}
    paths = tuple(dict.fromkeys(path for path in query.getlist(PICKED) if path))
    return replace(parse_filters("", **typed), paths=paths)


def chips(filters: Filters) -> Iterator[FilterChip]:
    """The filters that are set, one by one."""
    for name in FILTER_NAMES:
        if value := getattr(filters, name):
            without: dict[str, Any] = {name: None}
            yield FilterChip(f"{name} {visible(value)}", replace(filters, **without))
    for path in filters.paths:
        others = tuple(other for other in filters.paths if other != path)
        yield FilterChip(f"only {visible(path)}", replace(filters, paths=others))


Choices = Mapping[str, list[str]]
"""By the name of a filter, what it can be completed to."""


@dataclass(slots=True)
class FilterChoices:
    """What filters can be completed to; counted once for each state of the index."""

    _generation: int | None = None
    _choices: Choices = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, snapshot: Snapshot) -> Choices:
        """Years, outlets, authors and folders of an index."""
        with self._lock:
            if self._generation != snapshot.generation:
                self._choices = _choices(snapshot)
                self._generation = snapshot.generation
            return self._choices


def _choices(snapshot: Snapshot) -> Choices:
    years = snapshot.years()
    return {
        "since": years,
        "until": years,
        "outlet": snapshot.outlets(_MOST_CHOICES),
        "author": snapshot.authors(_MOST_CHOICES),
        "path": _folders(snapshot),
    }


def _folders(snapshot: Snapshot) -> list[str]:
    """The folders of articles as patterns, those above others too."""
    folders = {path.rpartition("/")[0] for path in snapshot.article_paths() if "/" in path}
    return [f"{folder}/*" for folder in sorted(folders)[:_MOST_CHOICES]]
