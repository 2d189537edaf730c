"""Spreadsheets (.xlsx): tables with named columns, a row at a time, by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.limits import check_article_size, size_of
from qabot.loaders.records import articles_of
from qabot.loaders.safe_xml import root_of
from qabot.loaders.zipped import member_file, opened
from qabot.types import Article, SkippedFile

_PROLOG = 1 << 16
"""Bytes of a part in which its root element begins."""


def rows(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of the first sheet, each as ``path#id``; a bad row as ``path:row``.

    The first row names the columns, as in a table of text.

    Raises:
        LoadError: it is damaged, a bomb, or no column is named as a text is.
    """
    check_article_size(size_of(file), settings)
    archive = opened(file, settings)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with member_file(archive, name) as member:
                root_of(io.BytesIO(member.read(_PROLOG)))
    file.seek(0)
    found = enumerate(_records(file), start=1)
    yield from articles_of(found, path, settings, published_from="table", place="in row")


def _records(file: BinaryIO) -> Iterator[Mapping[str, Any]]:
    """The rows below the first, by its names; those with nothing in them are left out."""
    # Deferred: openpyxl takes 0.1 s to import, and most folders have no spreadsheets.
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        columns = [str(name).strip() for name in next(rows, ()) if name is not None]
        for row in rows:
            if any(value is not None for value in row):
                yield dict(zip_longest(columns, map(_plain, row[: len(columns)])))
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError):
        raise LoadError("damaged, or not what its suffix says; save or fetch it anew") from None


def _plain(value: object) -> object:
    return value.date().isoformat() if isinstance(value, datetime) else value
