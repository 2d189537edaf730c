"""Loaders: a file -> its articles, or the reason why there are none.

One module per format. Each has a function from a file's bytes to an :class:`~qabot.types.Article`
and knows nothing of files; a container (JSON lines, a mailbox, a dump) is read record by record
instead, so that no more than one article is in memory. Importing this package is light: a format's
module is imported when the first such file is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.compression import Loader, bzipped, gzipped
from qabot.loaders.loader_kinds import (
    later,
    many_articles,
    office_document,
    one_article,
    page_in,
    text_file,
    web_page,
)
from qabot.loaders.problems import skipping
from qabot.loaders.regular_files import open_regular
from qabot.loaders.supervision import open_watched
from qabot.types import Article, SkippedFile

__all__ = ["LOADERS", "Loader", "is_container", "load", "suffix_of"]

CHANGED = "changed while it was read; run qabot index again"
"""Why the rest of a file is skipped that somebody writes to."""


def _members(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of an archive, whose members may be of any kind here."""
    found: Iterator[Article | SkippedFile] = later("archive", "members")(
        file, path, settings, lambda name: LOADERS.get(suffix_of(name))
    )
    return found


_STREAMS: dict[str, Loader] = {
    **dict.fromkeys((".jsonl", ".ndjson"), later("jsonl", "records")),
    ".json": later("json_documents", "records"),
    **dict.fromkeys((".csv", ".tsv"), later("csv_rows", "rows")),
    **dict.fromkeys((".xml", ".rss", ".atom"), later("xml", "records")),
    ".mbox": later("mail", "messages"),
    ".warc": later("warc", "captures"),
}
"""Containers that are read from their beginning to their end, so that they may be compressed."""

_CONTAINERS: dict[str, Loader] = {
    suffix: many_articles(loader)
    for streamed, plain in _STREAMS.items()
    for suffix, loader in (
        (streamed, plain),
        (f"{streamed}.gz", gzipped(plain)),
        (f"{streamed}.bz2", bzipped(plain)),
    )
}
_CONTAINERS |= {
    ".enex": many_articles(later("evernote", "notes")),
    ".epub": many_articles(later("epub", "chapters")),
    ".jex": many_articles(later("joplin", "archived")),
    ".parquet": many_articles(later("parquet", "rows")),
    ".xlsx": many_articles(later("xlsx", "rows")),
    ".zip": many_articles(_members),
}

LOADERS: dict[str, Loader] = {
    **dict.fromkeys(
        (".txt", ".text"), text_file(later("text", "parse"), later("text", "clippings_in"))
    ),
    **dict.fromkeys((".md", ".markdown"), text_file(later("markdown", "parse"))),
    **dict.fromkeys((".html", ".htm", ".xhtml"), web_page),
    **dict.fromkeys((".rst", ".org", ".adoc", ".asciidoc"), text_file(later("markup", "parse"))),
    ".tex": text_file(later("markup", "parse_tex")),
    **dict.fromkeys((".srt", ".vtt"), text_file(later("subtitles", "parse"))),
    **dict.fromkeys((".mhtml", ".mht"), page_in(later("mhtml", "page_in"))),
    ".webarchive": page_in(later("webarchive", "page_in")),
    ".pdf": one_article(later("pdf", "parse")),
    ".docx": office_document(later("docx", "parse")),
    ".pptx": office_document(later("pptx", "parse")),
    ".odt": office_document(later("odt", "parse")),
    ".rtf": office_document(lambda data, path, _: later("rtf", "parse")(data, path)),
    ".eml": one_article(lambda data, path, _: later("mail", "parse")(data, path)),
    **_CONTAINERS,
}
"""Suffix as :func:`suffix_of` gives it -> loader."""


def suffix_of(name: str) -> str:
    """What tells a file's format, in lower case: its suffix, or two ("a.jsonl.gz" -> ".jsonl.gz").

    Empty if there is none.
    """
    _, *suffixes = name.lower().rsplit(".", 2)
    both = "." + ".".join(suffixes)
    return both if both in LOADERS else f".{suffixes[-1]}" if suffixes else ""


def is_container(name: str) -> bool:
    """Whether files with such a name hold many articles, each with its own id."""
    return suffix_of(name) in _CONTAINERS


def has_named_fields(name: str) -> bool:
    """Whether what such files give depends on what their fields are called."""
    suffix = suffix_of(name)
    return suffix == ".zip" or suffix.startswith(
        (".json", ".ndjson", ".csv", ".tsv", ".parquet", ".xlsx")
    )


def load(
    path: Path, relative: str, settings: Settings, read: Callable[[int], None] | None = None
) -> Iterator[Article | SkippedFile]:
    """The articles of one file, and what of it could not be read; never raises for a bad file.

    Args:
        path: the file; links below the folder that is indexed are not followed.
        relative: its path in the folder that is indexed, with "/"; the articles' paths are this,
            in a container ``relative#id``.
        settings: for its limits.
        read: called before each item with about how many bytes of the file it took so far.
    """
    return skipping(relative, _load(path, relative, settings, read or _ignored))


def _load(
    path: Path, relative: str, settings: Settings, read: Callable[[int], None]
) -> Iterator[Article | SkippedFile]:
    suffix = suffix_of(path.name)
    if suffix not in LOADERS:
        raise LoadError(f"no loader for {suffix or 'files without a suffix'}")
    with open_watched(open_regular(path, relative)) as file:
        for item in _while_unchanged(file, LOADERS[suffix](file, relative, settings)):
            read(file.tell())
            yield item


def _ignored(position: int) -> None:
    """For those who do not ask how far a file is read."""


def _while_unchanged(
    file: BinaryIO, items: Iterator[Article | SkippedFile]
) -> Iterator[Article | SkippedFile]:
    """The items, each once it is sure that nobody wrote while it was read."""
    before = os.fstat(file.fileno())
    for item in items:
        _check_unchanged(file, before)
        yield item
    _check_unchanged(file, before)


def _check_unchanged(file: BinaryIO, before: os.stat_result) -> None:
    now = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (now.st_size, now.st_mtime_ns):
        raise LoadRefused(CHANGED)
