"""Parquet tables, by pyarrow: an extra, because it weighs 170 MB."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from qabot.config import FieldSettings, Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.field_names import (
    ID_KEYS,
    KEYS,
    NESTED,
    SUMMARY_KEYS,
    TEXT_KEYS,
    chosen_names,
    same_name,
)
from qabot.loaders.records import articles_of, unknown_words
from qabot.types import Article, SkippedFile

_ROWS = 64
"""Rows in memory at a time."""
_TEXTS = frozenset({*TEXT_KEYS, *SUMMARY_KEYS})
_READ = _TEXTS | {*ID_KEYS, *NESTED, *(key for keys in KEYS.values() for key in keys)}


def rows(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of a table, each as ``path#id``; a bad row as ``path:row`` with the reason.

    Columns are named as the keys of JSON lines are; without an ``id`` a row's number is its id.

    Raises:
        LoadRefused: pyarrow is not installed.
        LoadError: it is damaged, or no column is named as a text is.
    """
    try:
        import pyarrow.parquet as parquet
        from pyarrow import ArrowException
    except ImportError:
        raise LoadRefused("needs pyarrow; run: pip install 'qabot[parquet]'") from None
    try:
        table = parquet.ParquetFile(file)
        columns = _columns(table.schema_arrow.names, settings.field)
        batches = table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False)
        records = enumerate((row for batch in batches for row in batch.to_pylist()), start=1)
        yield from articles_of(records, path, settings, published_from="table", place="in row")
    except ArrowException:
        raise LoadError("damaged, or not Parquet; save or fetch it anew") from None


def _columns(names: Sequence[str], chosen: FieldSettings) -> list[str]:
    """The columns that are worth reading.

    Raises:
        LoadError: none of them can hold the text.
    """
    chosen_columns = {
        column for name in chosen_names(chosen).values() for column in (name, name.split(".")[0])
    }
    may_hold = _TEXTS | {*NESTED}
    if not any(name in chosen_columns or same_name(name) in may_hold for name in names):
        raise LoadError(unknown_words(names))
    return [name for name in names if name in chosen_columns or same_name(name) in _READ]
