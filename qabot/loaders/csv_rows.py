"""Tables with named columns: .csv and .tsv, a row at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.decoding import stream_encoding
from qabot.loaders.encoding_guesses import doubt_about
from qabot.loaders.field_names import SUMMARY_KEYS, TEXT_KEYS, same_name
from qabot.loaders.limits import article_bytes
from qabot.loaders.records import articles_of, unknown_words
from qabot.types import Article, SkippedFile

_DELIMITERS = (",", ";", "\t", "|")
_DOUBTED = 256_000
"""Bytes that are looked at for letters that may be others."""
_LONGEST_HEAD = 1 << 16
"""Characters of a row of column names."""


def rows(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of a table, each as ``path#id``; a bad row as ``path:row`` with the reason.

    The first row names the columns, as the keys of JSON lines are named; without an ``id`` a row's
    number is its id, the names not counted.

    Raises:
        LoadError: no column is named as a text is, or the bytes are not text.
    """
    encoding = stream_encoding(file)
    doubt = None if encoding.startswith("utf") else doubt_about(file.read(_DOUBTED))
    file.seek(0)
    lines = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        yield from _articles(lines, path, settings)
        if doubt:
            yield SkippedFile(path, doubt)
    finally:
        lines.detach()  # else it closes the file, which is not its own


def _articles(
    lines: io.TextIOWrapper, path: str, settings: Settings
) -> Iterator[Article | SkippedFile]:
    head = lines.readline(_LONGEST_HEAD)
    if not head.strip():
        raise LoadError("no text")
    delimiter, columns = _columns(head, settings)
    csv.field_size_limit(article_bytes(settings))  # of the whole process; its default is 131,072
    rows = _numbered(csv.reader(lines, delimiter=delimiter), settings)
    found = (
        (number, dict(zip_longest(columns, values[: len(columns)]))) for number, values in rows
    )
    yield from articles_of(found, path, settings, published_from="table", place="in row")


def _numbered(reader: Iterator[list[str]], settings: Settings) -> Iterator[tuple[int, list[str]]]:
    """Number and values of each row that is not blank.

    Raises:
        LoadRefused: a field has no end; where the next row begins cannot be told.
    """
    number = 0
    try:
        for number, values in enumerate(reader, start=1):
            if any(values):
                yield number, values
    except csv.Error:
        limit = f"{settings.sync.max_file_megabytes:g} MB"
        raise LoadRefused(
            f"row {number + 1}: a field over the limit of {limit}; is a quote never closed?"
        ) from None


def _columns(head: str, settings: Settings) -> tuple[str, list[str]]:
    """The delimiter under which a column has the name of a text, and the names of all.

    Raises:
        LoadError: there is none.
    """
    split = [
        (delimiter, [name.strip() for name in next(csv.reader([head], delimiter=delimiter))])
        for delimiter in _DELIMITERS
    ]
    for keys in ((same_name(settings.field.text),), TEXT_KEYS, SUMMARY_KEYS):
        for delimiter, names in split:
            if any(name and same_name(name) in keys for name in names):
                return delimiter, names
    _, names = max(split, key=lambda one: len(one[1]))
    raise LoadError(unknown_words([name for name in names if name]))
