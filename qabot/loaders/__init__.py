"""Loaders: a file -> its articles, or the reason why there are none.

One module per format. Each has a function from a file's bytes to an :class:`~qabot.types.Article`
and knows nothing of files; a container (JSON lines, a mailbox, a dump) is read record by record
instead, so that no more than one article is in memory. Importing this package is light: a format's
module is imported when the first such file is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.compression import Loader, bzipped, gzipped
from qabot.loaders.dates import dated
from qabot.loaders.limits import (
    check_article_size,
    check_container_size,
    check_length,
    size_of,
)
from qabot.loaders.problems import one_line, skipping
from qabot.loaders.regular_files import open_regular
from qabot.loaders.supervision import open_watched
from qabot.loaders.tidying import tidied
from qabot.types import Article, SkippedFile

if TYPE_CHECKING:
    from qabot.loaders.archived_page import ArchivedPage

__all__ = ["LOADERS", "Loader", "is_container", "load", "suffix_of"]

CHANGED = "changed while it was read; run qabot index again"
"""Why the rest of a file is skipped that somebody writes to."""
_BLANK = 1_000
"""Bytes up to which a file is looked at for being nothing but white space."""


def _later(module: str, function: str) -> Callable[..., Any]:
    """A function of a format's module, imported when it is called.

    The modules take 0.03 s to import together, and a question needs none of them.
    """

    @cache
    def imported() -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), function)
        return found

    def call(*arguments: Any) -> Any:
        return imported()(*arguments)

    return call


def _one_article(
    parse: Callable[[bytes, str, Settings], Article],
    doubt_about: Callable[[bytes], str | None] | None = None,
) -> Loader:
    """A loader for files of one article, or of many as databases export them.

    ``doubt_about`` says what is doubtful of a file although it is read, if anything is.
    """

    def load_one(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
        check_article_size(_size(file), settings)
        data = file.read()
        article = parse(data, path, settings)
        yield from _split_or(lambda: article, article.text, path, settings)
        if doubt_about and (doubt := doubt_about(data)):
            yield SkippedFile(path, doubt)

    return load_one


def _office_document(parse: Callable[[bytes, str, Settings], Any]) -> Loader:
    """A loader for documents, which give up their heading only where they are one article."""

    def load_document(
        file: BinaryIO, path: str, settings: Settings
    ) -> Iterator[Article | SkippedFile]:
        check_article_size(_size(file), settings)
        document = parse(file.read(), path, settings)
        yield from _split_or(document.article, document.text, path, settings)

    return load_document


def _split_or(
    whole: Callable[[], Article], text: str, path: str, settings: Settings
) -> Iterator[Article | SkippedFile]:
    """The many articles that a database exported as this text, else the one that is the whole."""
    if not text.strip():
        raise LoadError("no text")
    if exported := _exported(text, path):
        yield from _each_checked(exported, settings)
        return
    article = whole()
    check_length(article.text, settings)
    yield dated(tidied(article))


_exported = _later("exports", "exported")
_doubt_about = _later("encoding_guesses", "doubt_about")
_page_doubt = _later("html", "encoding_doubt")


def _page_in(page_of: Callable[[bytes], ArchivedPage]) -> Loader:
    """A loader for files with a web page: its article, or the many of a database's export."""

    def load_page(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
        check_article_size(_size(file), settings)
        page = page_of(file.read())
        if exported := _exported(page.text_if_export, path):
            yield from _each_checked(exported, settings)
            return
        article = page.article(path)
        yield from _split_or(lambda: article, article.text, path, settings)

    return load_page


_bare_page = _page_in(_later("archived_page", "ArchivedPage"))


def _page(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """What a web page gives, and where its encoding is a guess."""
    yield from _bare_page(file, path, settings)
    file.seek(0)
    if doubt := _page_doubt(file.read()):
        yield SkippedFile(path, doubt)


def _size(file: BinaryIO) -> int:
    """Bytes of a file in which there is anything at all."""
    size = size_of(file)
    if size <= _BLANK and not file.read().strip():
        raise LoadError("no text")
    file.seek(0)
    return size


def _text_file(parse: Callable[[bytes, str], Article]) -> Loader:
    """A loader for text of one article, which tells where its encoding is a guess."""
    return _one_article(lambda data, path, settings: parse(data, path), _doubt_about)


def _many_articles(records: Loader) -> Loader:
    """A loader for containers: they have a limit of their own, and each article has its date."""

    def load_many(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
        check_container_size(_size(file), settings)
        yield from _each_checked(records(file, path, settings), settings)

    return load_many


def _each_checked(
    items: Iterator[Article | SkippedFile], settings: Settings
) -> Iterator[Article | SkippedFile]:
    """The articles of a file of many, those that are too long as skipped."""
    for item in items:
        try:
            yield _checked(item, settings)
        except LoadRefused as error:
            yield SkippedFile(one_line(item.path), str(error), retry=True)


def _checked(item: Article | SkippedFile, settings: Settings) -> Article | SkippedFile:
    if isinstance(item, SkippedFile):
        return item
    check_length(item.text, settings)
    return dated(tidied(item), file_name=False)


def _members(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of an archive, whose members may be of any kind here."""
    found: Iterator[Article | SkippedFile] = _later("archive", "members")(
        file, path, settings, lambda name: LOADERS.get(suffix_of(name))
    )
    return found


_STREAMS: dict[str, Loader] = {
    **dict.fromkeys((".jsonl", ".ndjson"), _later("jsonl", "records")),
    ".json": _later("json_documents", "records"),
    **dict.fromkeys((".csv", ".tsv"), _later("csv_rows", "rows")),
    **dict.fromkeys((".xml", ".rss", ".atom"), _later("xml", "records")),
    ".mbox": _later("mail", "messages"),
    ".warc": _later("warc", "captures"),
}
"""Containers that are read from their beginning to their end, so that they may be compressed."""

_CONTAINERS: dict[str, Loader] = {
    suffix: _many_articles(loader)
    for streamed, plain in _STREAMS.items()
    for suffix, loader in (
        (streamed, plain),
        (f"{streamed}.gz", gzipped(plain)),
        (f"{streamed}.bz2", bzipped(plain)),
    )
}
_CONTAINERS |= {
    ".epub": _many_articles(_later("epub", "chapters")),
    ".parquet": _many_articles(_later("parquet", "rows")),
    ".xlsx": _many_articles(_later("xlsx", "rows")),
    ".zip": _many_articles(_members),
}

LOADERS: dict[str, Loader] = {
    **dict.fromkeys((".txt", ".text"), _text_file(_later("text", "parse"))),
    **dict.fromkeys((".md", ".markdown"), _text_file(_later("markdown", "parse"))),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _page),
    **dict.fromkeys((".rst", ".org", ".adoc", ".asciidoc"), _text_file(_later("markup", "parse"))),
    ".tex": _text_file(_later("markup", "parse_tex")),
    **dict.fromkeys((".srt", ".vtt"), _text_file(_later("subtitles", "parse"))),
    **dict.fromkeys((".mhtml", ".mht"), _page_in(_later("mhtml", "page_in"))),
    ".webarchive": _page_in(_later("webarchive", "page_in")),
    ".pdf": _one_article(_later("pdf", "parse")),
    ".docx": _office_document(_later("docx", "parse")),
    ".pptx": _office_document(_later("pptx", "parse")),
    ".odt": _office_document(_later("odt", "parse")),
    ".rtf": _office_document(lambda data, path, _: _later("rtf", "parse")(data, path)),
    ".eml": _one_article(lambda data, path, _: _later("mail", "parse")(data, path)),
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
