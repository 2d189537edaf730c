"""JSON lines: one article a line, read one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.limits import article_bytes
from qabot.loaders.problems import skipped
from qabot.loaders.records import TakenIds, record_article
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
    names = TakenIds("on line")
    number = 0
    for number, line in _lines(file, article_bytes(settings)):
        try:
            found = _article(line, path, number, settings)
            names.take(found.path.removeprefix(f"{path}#"), number)
            yield found
        except LoadError as error:
            yield skipped(f"{path}:{number}", error)
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


def _article(line: bytes, path: str, number: int, settings: Settings) -> Article:
    if len(line) > article_bytes(settings):
        limit = f"{settings.sync.max_file_megabytes:g} MB"
        raise LoadRefused(f"a line over the limit of {limit}; split it or raise --max-file-mb")
    return record_article(_parse(line), path, number, published_from="json")


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
