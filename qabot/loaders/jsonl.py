"""JSON lines: one article a line, read one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.limits import article_bytes
from qabot.loaders.records import articles_of
from qabot.types import Article, SkippedFile

_CHUNK = 1 << 20
"""Bytes read at a time of a line that is too long to keep."""


def records(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of a file, each as ``path#id``; a bad line as ``path:line`` with the reason.

    ``id`` is the record's own, or its line number. No more of a line is kept than an article may
    have.

    Raises:
        LoadError: there is no record in the file, or it is not UTF-8 as a whole.
    """
    lines = _lines(file, article_bytes(settings))
    found = ((number, _record(line, settings)) for number, line in lines)
    yield from articles_of(found, path, settings, published_from="json", place="on line")


def _lines(file: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that is not blank, cut one byte after ``max_bytes``."""
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        if number == 1:
            line = unmarked(line)
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(_CHUNK)):
            pass
        if line.strip():
            yield number, line


def unmarked(beginning: bytes) -> bytes:
    """The beginning of a file of JSON without a byte order mark.

    Raises:
        LoadError: it is UTF-16.
    """
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LoadError("UTF-16, but JSON has to be UTF-8; save it as UTF-8")
    return beginning.removeprefix(b"\xef\xbb\xbf")


def _record(line: bytes, settings: Settings) -> Mapping[str, Any] | LoadError:
    if len(line) > article_bytes(settings):
        limit = f"{settings.sync.max_file_megabytes:g} MB"
        return LoadRefused(f"a line over the limit of {limit}; split it or raise --max-file-mb")
    try:
        record = parsed(decoded(line))
    except LoadError as error:
        return error
    return record if isinstance(record, dict) else LoadError('not a JSON object ({"text": ...})')


def decoded(data: bytes) -> str:
    """The text of some JSON.

    Raises:
        LoadError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8").rstrip()
    except UnicodeDecodeError:
        raise LoadError("not UTF-8, as JSON has to be; save the file as UTF-8") from None


def parsed(text: str) -> Any:
    """The value that some JSON stands for; control characters in its strings are let through.

    Raises:
        LoadError: it is not valid.
    """
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise LoadError(f"not valid JSON ({place}column {error.colno})") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets without end
        raise LoadError("not valid JSON: a number too long or nested too deep") from None
