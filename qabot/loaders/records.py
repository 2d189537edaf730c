"""Records with named fields -> articles: lines of JSON, rows of a table."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from qabot.errors import LoadError
from qabot.loaders.metadata import article, plain, well_formed
from qabot.types import Article

TEXT_KEYS = ("text", "body", "content")
ID_KEYS = ("id", "_id")
_FIRST_SLOTS = 1_001
_FULL = 0.75
"""Share of the slots that may be taken: more, and the next free one is far."""
_HASH = 0xFFFF_FFFF_FFFF_FFFF


class TakenIds:
    """The ids of a container's articles, each of which may be taken once.

    There may be millions, so of each no more than a hash of 64 bits and its place are kept, in a
    table with open addressing: 24 bytes an id at most, while it grows 40 (as a dict: 170). Among
    ten million ids the chance that any two are mistaken for one is 3 in a million.

    Args:
        place: how to say where one stands, its number apart: "on line", "in row".
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._hashes = array("Q", bytes(8 * _FIRST_SLOTS))
        self._numbers = array("I", bytes(4 * _FIRST_SLOTS))
        self._count = 0

    def take(self, name: str, number: int) -> str:
        """The name, now taken by the article at this place.

        Raises:
            LoadError: an earlier one has it.
        """
        key = hash(name) & _HASH or 1  # 0 is a free slot
        slot = self._slot(key)
        if self._hashes[slot] and self._numbers[slot] != number:
            first = self._numbers[slot]
            raise LoadError(f"duplicate id {name!r}, first {self._place} {first}")
        self._count += not self._hashes[slot]
        self._hashes[slot], self._numbers[slot] = key, number
        if self._count > _FULL * len(self._hashes):
            self._grow()
        return name

    def _slot(self, key: int) -> int:
        """Where a hash stands, or else belongs."""
        hashes = self._hashes
        size = len(hashes)
        slot = key % size
        while hashes[slot] and hashes[slot] != key:
            slot = (slot + 1) % size
        return slot

    def _grow(self) -> None:
        hashes, numbers = self._hashes, self._numbers
        size = len(hashes) * 3 // 2 | 1
        self._hashes, self._numbers = array("Q", [0]) * size, array("I", [0]) * size
        for key, number in zip(hashes, numbers, strict=True):
            if key:
                slot = self._slot(key)
                self._hashes[slot], self._numbers[slot] = key, number


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
