"""Parquet tables, by pyarrow: an extra, because it weighs 170 MB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.limits import check_article_size
from qabot.loaders.metadata import KEYS
from qabot.loaders.problems import skipped
from qabot.loaders.records import ID_KEYS, TEXT_KEYS, TakenIds, record_article
from qabot.types import Article, SkippedFile

_ROWS = 64
"""Rows in memory at a time."""
_READ = frozenset({*TEXT_KEYS, *ID_KEYS, *(key for keys in KEYS.values() for key in keys)})


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
        columns = [name for name in table.schema_arrow.names if name.lower() in _READ]
        if not any(name.lower() in TEXT_KEYS for name in columns):
            raise LoadError('no column is named "text", "body" or "content"')
        batches = table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False)
        records = (record for batch in batches for record in batch.to_pylist())
        yield from _articles(records, path, settings)
    except ArrowException as error:
        raise LoadError(f"damaged, or not Parquet ({' '.join(str(error).split())[:80]})") from None


def _articles(
    records: Iterator[dict[str, object]], path: str, settings: Settings
) -> Iterator[Article | SkippedFile]:
    names = TakenIds("in row")
    number = 0
    for number, record in enumerate(records, start=1):
        try:
            by_name = {name.lower(): value for name, value in record.items()}
            found = record_article(by_name, path, number, published_from="table")
            check_article_size(len(found.text), settings)
            names.take(found.path.removeprefix(f"{path}#"), number)
            yield found
        except LoadError as error:
            yield skipped(f"{path}:{number}", error)
    if not number:
        raise LoadError("no text")
