"""Records with named fields -> articles: lines of JSON, rows of a table."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from qabot.config import FieldSettings, Settings
from qabot.errors import LoadError
from qabot.loaders import supervision
from qabot.loaders.field_names import (
    ID_KEYS,
    KEYS,
    NESTED,
    SUMMARY_KEYS,
    TEXT_KEYS,
    NamedValue,
    by_name,
    chosen_names,
    same_name,
)
from qabot.loaders.limits import check_article_size
from qabot.loaders.metadata import named_article, plain, titled_alone, well_formed
from qabot.loaders.problems import one_line, skipped
from qabot.types import Article, SkippedFile

_COLUMNS_NAMED = 12
_LONGEST_COLUMN = 40
_RECORDS_LOOKED_AT = 100
"""Records whose columns are remembered, to be named if none has a text."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CUT_SHORT = re.compile(r" ?\[\+?\d+ chars\]\s*$")
"""What NewsAPI and GNews put where they cut a text."""
_CUT_SHORT_WITHIN = 40
_OPENS_AS_HTML = re.compile(
    r"\s*<(?:!doctype|html|body|p|div|article|section|h[1-6]|ul|ol|figure|blockquote|table|span"
    r"|strong|em|b|i|a|img|br)\b[^<>]*>",
    re.IGNORECASE,
)
_CLOSES_AS_HTML = re.compile(r"</(?:p|div|article|section|h[1-6]|li|blockquote)>|<br ?/?>", re.I)
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


_REMOVED = "[Removed]"
"""What NewsAPI has in place of an article that is gone."""


class UnknownText(LoadError):
    """A record in which no field is known to be the text."""


def articles_of(
    records: Iterable[tuple[int, Mapping[str, Any] | LoadError]],
    path: str,
    settings: Settings,
    *,
    published_from: str,
    place: str,
) -> Iterator[Article | SkippedFile]:
    """The articles in records, each as ``path#id``; a bad one as ``path:number`` with the reason.

    Where no record at all has a text that is known, that is said once, with the columns.

    Args:
        records: by number, or why one cannot be read.
        place: how to say where one stands, its number apart: "on line", "in row".

    Raises:
        LoadError: there are none, or none has a text that is known.
    """
    names = TakenIds(place)
    unknown = _WithoutText()
    number, found = 0, False
    for number, record in records:
        try:
            if isinstance(record, LoadError):
                raise record
            with supervision.record():
                article = record_article(record, path, number, published_from, settings.field)
            check_article_size(len(article.text), settings)
            names.take(article.path.removeprefix(f"{path}#"), number)
        except LoadError as error:
            if isinstance(error, UnknownText) and not found:
                unknown.note(number, record)
            else:
                yield skipped(f"{path}:{number}", error)
            continue
        if not found:
            found = True
            yield from (skipped(f"{path}:{bad}", UnknownText(_UNKNOWN)) for bad in unknown.numbers)
        yield article
    if not number:
        raise LoadError("no text")
    if unknown.numbers and not found:
        raise LoadError(unknown_words(unknown.columns))


@dataclass(slots=True)
class _WithoutText:
    """Records before the first article, by number, and the columns of some of them."""

    numbers: array[int] = field(default_factory=lambda: array("I"))
    columns: dict[str, None] = field(default_factory=dict)

    def note(self, number: int, record: object) -> None:
        """One more."""
        self.numbers.append(number)
        if len(self.numbers) <= _RECORDS_LOOKED_AT:
            self.columns |= dict.fromkeys(islice(_columns(record), _RECORDS_LOOKED_AT))


_UNKNOWN = "no text: none of its fields is known to be one"


def unknown_words(columns: Collection[str]) -> str:
    """That no column is known to be the text, and which there are."""
    if not columns:
        return 'no records with named fields ({"text": ...})'
    shown = [one_line(name[:_LONGEST_COLUMN]) for name in islice(columns, _COLUMNS_NAMED)]
    more = f" and {len(columns) - len(shown)} more" if len(columns) > len(shown) else ""
    named = {same_name(name) for name in columns}
    links = "; if these are links alone, save the pages" if named & set(KEYS["url"]) else ""
    return (
        f"no column is known to be the text; there are {', '.join(shown)}{more}: "
        f"name the one, --set field.text=NAME{links}"
    )


def _columns(record: object) -> Iterator[str]:
    """The names in a record; of what is in an object, behind the object's and a dot."""
    if isinstance(record, Mapping):
        for key, value in record.items():
            if isinstance(value, Mapping) and value:
                yield from (f"{key}.{inner}" for inner in value)
            else:
                yield str(key)


def record_article(
    record: Mapping[str, Any],
    path: str,
    number: int,
    published_from: str,
    chosen: FieldSettings,
) -> Article:
    """The article in a record, as ``path#id``; without an id of its own, its number is it.

    What it says of the article may also stand in an object, such as "metadata" in BEIR's corpora.

    Args:
        chosen: what a person says that fields are called.

    Raises:
        UnknownText: no field of it is known to be the text.
        LoadError: there is no text in it.
    """
    named = ((KEYS[one][0], _at(record, name)) for one, name in _chosen(chosen))
    own = by_name([*((key, value) for key, value in named if value), *record.items()])
    values = _with_nested(own, record)
    found = (
        _at_name(record, chosen.text)
        or first_text(TEXT_KEYS, own)
        or first_text(TEXT_KEYS, values)
        or first_text(SUMMARY_KEYS, values)
    )
    if found is None:
        given = any(key in own for key in TEXT_KEYS)
        raise LoadError("no text") if given else UnknownText(_UNKNOWN)
    ids = (_id(own[key].value) for key in ID_KEYS if key in own)
    name = next(filter(None, ids), str(number))
    text = _readable(found.value)
    if text.strip() == _REMOVED:
        raise LoadError("removed by whoever published it")
    return titled_alone(named_article(f"{path}#{name}", text, values, published_from, found.name))


def first_text(keys: Iterable[str], values: Mapping[str, NamedValue]) -> NamedValue | None:
    """The text under the first of the keys that has one."""
    known = (values[key] for key in keys if key in values)
    texts = (NamedValue(one.name, text_in(one.value)) for one in known)
    return next((one for one in texts if one.value), None)


def text_in(value: object) -> str | None:
    """The text that a value is: itself, its paragraphs, or WordPress's rendering of it."""
    if isinstance(value, Mapping):
        value = value.get("rendered")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value and not value.isspace() else None


def _chosen(chosen: FieldSettings) -> Iterator[tuple[str, str]]:
    """Fields, but for the text, and what they are said to be called."""
    return ((one, name) for one, name in chosen_names(chosen).items() if one != "text")


def _at_name(record: Mapping[str, Any], name: str) -> NamedValue | None:
    text = text_in(_at(record, name)) if name else None
    return NamedValue(name, text) if text else None


def _at(record: Mapping[str, Any], name: str) -> object:
    """The value of that name; dots in it may lead into objects."""
    if name in record:
        return record[name]
    value: object = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _with_nested(own: dict[str, NamedValue], record: Mapping[str, Any]) -> Mapping[str, NamedValue]:
    """The values of a record, and those in objects of it under names that it does not have."""
    nested = [record[name] for name in NESTED if isinstance(record.get(name), Mapping)]
    return by_name(item for part in nested for item in part.items()) | own if nested else own


def _readable(text: str) -> str:
    """The text as it is read: no control characters, no tags if it is HTML, no mark of a cut."""
    text = well_formed(text)
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    if _OPENS_AS_HTML.match(text) and _CLOSES_AS_HTML.search(text):
        # Deferred: lxml takes 0.05 s to import, and few records need it.
        from qabot.loaders.html import visible_text

        text = visible_text(text)
    tail = text[-_CUT_SHORT_WITHIN:]
    return text[: len(text) - len(tail)] + _CUT_SHORT.sub("", tail)


def _id(value: object) -> str | None:
    return plain(value) if isinstance(value, (str, int)) else None
