"""JSON files: an array of records, an object that holds such an array, or one record.

An array is read a piece of the file at a time, an object as a whole, under the limit for articles.
JSON lines under this suffix, as HuffPost's dataset has them, are read as such.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO, TextIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders import jsonl
from qabot.loaders.field_names import NESTED, SUMMARY_KEYS, TEXT_KEYS, by_name
from qabot.loaders.limits import article_bytes, check_article_size, size_of
from qabot.loaders.records import articles_of, first_text
from qabot.types import Article, SkippedFile

_PIECE = 1 << 18
"""Characters read at a time."""
_HEAD = 1 << 20
"""Bytes in which the first mark has to stand, and the second line of JSON lines to begin."""
_DEEPEST = 3
"""How many objects an array of records may lie in: {"response": {"docs": [...]}} has two."""
_LOOKED_AT = 10
"""Records of an array that are looked at for a text."""
_SPACE = re.compile(r"[ \t\r\n]*")
_OF_A_NUMBER = 3
"""Characters behind a number that may yet belong to it: "e+" and a digit."""
_NEAR_THE_END = 12
"""Characters from the end within which an error may be due to what is not read yet: a name such as
"-Infinity", an escape."""


def records(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of a file, each as ``path#id``; a bad record as ``path:number``.

    ``id`` is the record's own, or its number.

    Raises:
        LoadError: there is no record in the file, or it is not UTF-8 or not JSON as a whole.
        EOFError: it is cut short; what comes before is given.
    """
    head = jsonl.unmarked(file.read(_HEAD)).lstrip()
    file.seek(0)
    line, _, further = head.partition(b"\n")
    if head.startswith(b"{") and line.rstrip().endswith(b"}") and further.lstrip().startswith(b"{"):
        yield from jsonl.records(file, path, settings)
        return
    if head.startswith(b"["):
        found = _elements(file, article_bytes(settings))
    elif head.startswith(b"{"):
        check_article_size(size_of(file), settings)
        found = iter(_in_object(_whole(file.read()), settings))
    else:
        raise LoadError("not JSON: it begins with neither { nor [" if head else "no text")
    numbered = ((number, _as_record(value)) for number, value in enumerate(found, start=1))
    yield from articles_of(numbered, path, settings, published_from="json", place="as record")


def _as_record(value: Any) -> Mapping[str, Any]:
    """The record that a value is; what is none has no fields."""
    return value if isinstance(value, dict) else {}


def _whole(data: bytes) -> Any:
    """The value of a whole file."""
    text = jsonl.decoded(jsonl.unmarked(data))
    try:
        return jsonl.parsed(text)
    except LoadError:
        if text.endswith("}"):
            raise
        raise EOFError from None


def _in_object(value: dict[str, Any], settings: Settings) -> list[Any]:
    """The records in an object, or itself.

    Those of all arrays in it whose records have a text; if none has one, those of the first.
    """
    if _text_in(value, TEXT_KEYS, settings):
        return [value]
    arrays = _arrays(value)
    for keys in (TEXT_KEYS, SUMMARY_KEYS):
        with_text = [
            array
            for array in arrays
            if any(_text_in(record, keys, settings) for record in array[:_LOOKED_AT])
        ]
        if with_text:
            return list(chain.from_iterable(with_text))
    return arrays[0] if arrays and not _text_in(value, SUMMARY_KEYS, settings) else [value]


def _arrays(value: Mapping[str, Any]) -> list[list[Any]]:
    """The arrays of objects in an object and those in it, the outermost first."""
    level = [value]
    found = []
    for _ in range(_DEEPEST):
        parts = [part for thing in level for part in thing.values()]
        found += [part for part in parts if isinstance(part, list) and _holds_objects(part)]
        level = [part for part in parts if isinstance(part, dict)]
    return found


def _holds_objects(array: list[Any]) -> bool:
    return any(isinstance(element, dict) for element in array[:_LOOKED_AT])


def _text_in(value: Any, keys: tuple[str, ...], settings: Settings) -> bool:
    """Whether a value is a record with a text under one of these names, or the one chosen."""
    if not isinstance(value, dict):
        return False
    if settings.field.text in value or settings.field.text.partition(".")[0] in value:
        return True
    nested = [value[name] for name in NESTED if isinstance(value.get(name), dict)]
    values = by_name(item for part in (value, *nested) for item in part.items())
    return first_text(keys, values) is not None


def _elements(file: BinaryIO, most: int) -> Iterator[Any]:
    """The elements of the array in a file, one after the other.

    Raises:
        LoadError: what follows is not valid; where the next one begins cannot be told.
        LoadRefused: an element has more than ``most`` characters.
        EOFError: the file ends before the array.
    """
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    pieces = _Pieces(lines, most)
    try:
        pieces.take("[")
        if pieces.ahead() == "]":
            return
        while True:
            yield pieces.value()
            if pieces.take(",]") == "]":
                return
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise EOFError from None
        raise LoadError("not UTF-8, as JSON has to be; save the file as UTF-8") from None
    finally:
        lines.detach()  # else it closes the file, which is not its own


class _Pieces:
    """The text of a file, of which no more is kept than has not been used.

    An element that is not whole yet is tried again with twice as much, so that the time is linear.
    """

    def __init__(self, text: TextIO, most: int) -> None:
        self._text = text
        self._most = most
        self._read = ""
        self._at = 0
        self._taken = 0
        self._decoder = json.JSONDecoder(strict=False)

    def ahead(self) -> str:
        """The next character that is no white space.

        Raises:
            EOFError: there is none.
        """
        while True:
            space = _SPACE.match(self._read, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._read):
                return self._read[self._at]
            if not self._more():
                raise EOFError

    def take(self, marks: str) -> str:
        """The next character, which has to be one of these."""
        mark = self.ahead()
        if mark not in marks:
            raise LoadError(f"not valid JSON: something other than a comma after {self._place()}")
        self._at += 1
        return mark

    def value(self) -> Any:
        """The next element."""
        self.ahead()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._read, self._at)
            except json.JSONDecodeError as error:
                self._read_on(error)
            except (ValueError, RecursionError):
                raise LoadError(
                    f"not valid JSON: a number too long or nested too deep after {self._place()}"
                ) from None
            else:
                whole = end < len(self._read) - _OF_A_NUMBER
                end -= self._at
                if whole or not self._more():  # else a number may go on
                    self._at += end
                    self._taken += 1
                    return value

    def _read_on(self, error: json.JSONDecodeError) -> None:
        """Read more, if the error may be gone then."""
        cut = error.pos >= len(self._read) - _NEAR_THE_END or error.msg.startswith("Unterminated")
        if cut and len(self._read) - self._at > self._most:
            raise LoadRefused(
                f"what follows {self._place()} is over the limit of {self._most / 1e6:g} MB; "
                "raise --max-file-mb"
            )
        if not cut:
            raise LoadError(f"not valid JSON after {self._place()}") from None
        if not self._more():
            raise EOFError

    def _more(self) -> bool:
        """Read a further piece, as long as what is left; False at the end."""
        self._read = self._read[self._at :]
        self._at = 0
        piece = self._text.read(max(_PIECE, len(self._read)))
        self._read += piece
        return bool(piece)

    def _place(self) -> str:
        return f"record {self._taken}" if self._taken else "the beginning"
