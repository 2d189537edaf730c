"""JSON lines: one article a line, read one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from qabot.errors import LoadError
from qabot.loaders.metadata import article, plain, well_formed
from qabot.types import Article, SkippedFile

_TEXT_KEYS = ("text", "body", "content")
_ID_KEYS = ("id", "_id")
_CHUNK = 1 << 20
"""Bytes read at a time of a line that is too long to keep."""


def records(file: BinaryIO, path: str, max_bytes: int) -> Iterator[Article | SkippedFile]:
    """The articles of a file, each as ``path#id``; a bad line as ``path:line`` with the reason.

    ``id`` is the record's own, or its line number. No more than ``max_bytes`` of a line are kept.

    Raises:
        LoadError: there is no record in the file, or it is not UTF-8 as a whole.
    """
    line_of_id: dict[str, int] = {}
    number = 0
    for number, line in _lines(file, max_bytes):
        try:
            found = _article(line, path, number, max_bytes)
            name = found.path.removeprefix(f"{path}#")
            if name in line_of_id:
                raise LoadError(f"duplicate id {name!r}, first on line {line_of_id[name]}")
            line_of_id[name] = number
            yield found
        except LoadError as error:
            yield SkippedFile(f"{path}:{number}", str(error))
    if not number:
        raise LoadError("no text")


def _lines(file: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that is not blank, cut one byte after ``max_bytes``."""
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        if number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise LoadError("UTF-16, but JSON lines are UTF-8; save it as UTF-8")
            line = line.removeprefix(b"\xef\xbb\xbf")
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(_CHUNK)):
            pass
        if line.strip():
            yield number, line


def _article(line: bytes, path: str, number: int, max_bytes: int) -> Article:
    if len(line) > max_bytes:
        limit = f"{max_bytes / 1e6:g} MB"
        raise LoadError(f"a line over the limit of {limit}; split it or raise --max-file-mb")
    record = _parse(line)
    text = next((text for key in _TEXT_KEYS if _has_text(text := record.get(key))), None)
    if text is None:
        given = any(isinstance(record.get(key), str) for key in _TEXT_KEYS)
        raise LoadError("no text" if given else 'no text: "text", "body" or "content" is missing')
    ids = (record.get(key) for key in _ID_KEYS)
    name = next((name for value in ids if (name := _id(value))), str(number))
    return article(f"{path}#{name}", well_formed(text), record, published_from="json")


def _has_text(value: object) -> bool:
    return isinstance(value, str) and not value.isspace() and value != ""


def _id(value: object) -> str | None:
    return plain(value) if isinstance(value, (str, int)) else None


def _parse(line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line.decode("utf-8").rstrip())
    except UnicodeDecodeError:
        raise LoadError("not UTF-8, as JSON has to be; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise LoadError(f"not valid JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets without end
        raise LoadError("not valid JSON: a number too long or nested too deep") from None
    if not isinstance(record, dict):
        raise LoadError('not a JSON object ({"text": ...})')
    return record
