"""Records with named fields -> articles: lines of JSON, rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qabot.errors import LoadError
from qabot.loaders.metadata import article, plain, well_formed
from qabot.types import Article

TEXT_KEYS = ("text", "body", "content")
ID_KEYS = ("id", "_id")


class Names:
    """The ids of a container's articles, each of which may be taken once.

    Args:
        place: how to say where one stands, its number apart: "on line", "in row".
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._taken: dict[str, int] = {}

    def take(self, name: str, number: int) -> str:
        """The name, now taken by the article at this place.

        Raises:
            LoadError: an earlier one has it.
        """
        first = self._taken.setdefault(name, number)
        if first != number:
            raise LoadError(f"duplicate id {name!r}, first {self._place} {first}")
        return name


def record_article(
    record: Mapping[str, Any], path: str, number: int, published_from: str
) -> Article:
    """The article in a record, as ``path#id``; without an id of its own, its number is it.

    What it says of the article may also stand in an object "metadata", as BEIR's corpora have it.

    Raises:
        LoadError: it has no text.
    """
    text = next((text for key in TEXT_KEYS if _has_text(text := record.get(key))), None)
    if text is None:
        given = any(isinstance(record.get(key), str) for key in TEXT_KEYS)
        raise LoadError("no text" if given else 'no text: "text", "body" or "content" is missing')
    ids = (record.get(key) for key in ID_KEYS)
    name = next((name for value in ids if (name := _id(value))), str(number))
    nested = record.get("metadata")
    values = {**nested, **record} if isinstance(nested, Mapping) else record
    return article(f"{path}#{name}", well_formed(text), values, published_from)


def _has_text(value: object) -> bool:
    return isinstance(value, str) and not value.isspace() and value != ""


def _id(value: object) -> str | None:
    return plain(value) if isinstance(value, (str, int)) else None
