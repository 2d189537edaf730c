"""What every loader does around a format's function: limits, exports of databases, dates, doubts.

A format's module has a function from bytes to an article, or from an open file to many. The makers
here turn it into a :data:`~qabot.loaders.compression.Loader`, as the table of suffixes needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.compression import Loader
from qabot.loaders.dates import dated
from qabot.loaders.limits import (
    check_article_size,
    check_container_size,
    check_length,
    size_of,
)
from qabot.loaders.problems import one_line
from qabot.loaders.tidying import tidied
from qabot.types import Article, SkippedFile

if TYPE_CHECKING:
    from qabot.loaders.archived_page import ArchivedPage

Several = Callable[[str, str], Iterator[Article | SkippedFile] | None]
"""A text and its path -> the articles in it; None if it is one."""

_BLANK = 1_000
"""Bytes up to which a file is looked at for being nothing but white space."""


def later(module: str, function: str) -> Callable[..., Any]:
    """A function of a format's module, imported when it is called.

    The modules take 0.03 s to import together, and a question needs none of them.
    """

    @cache
    def imported() -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(f"qabot.loaders.{module}"), function)
        return found

    def call(*arguments: Any) -> Any:
        return imported()(*arguments)

    return call


def one_article(
    parse: Callable[[bytes, str, Settings], Article],
    doubt_about: Callable[[bytes], str | None] | None = None,
    several: Several | None = None,
) -> Loader:
    """A loader for files of one article, or of many as databases export them.

    Args:
        doubt_about: says what is doubtful of a file although it is read, if anything is.
        several: finds the articles of a text that holds several in another form.
    """

    def load_one(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
        check_article_size(_size(file), settings)
        data = file.read()
        article = parse(data, path, settings)
        yield from _split_or(lambda: article, article.text, path, settings, several)
        if doubt_about and (doubt := doubt_about(data)):
            yield SkippedFile(path, doubt)

    return load_one


def office_document(parse: Callable[[bytes, str, Settings], Any]) -> Loader:
    """A loader for documents, which give up their heading only where they are one article."""

    def load_document(
        file: BinaryIO, path: str, settings: Settings
    ) -> Iterator[Article | SkippedFile]:
        check_article_size(_size(file), settings)
        document = parse(file.read(), path, settings)
        yield from _split_or(document.article, document.text, path, settings)

    return load_document


def _split_or(
    whole: Callable[[], Article],
    text: str,
    path: str,
    settings: Settings,
    several: Several | None = None,
) -> Iterator[Article | SkippedFile]:
    """The many articles that a database exported as this text, else the one that is the whole."""
    if not text.strip():
        raise LoadError("no text")
    if many := _exported(text, path) or (several and several(text, path)):
        yield from _each_checked(many, settings)
        return
    article = whole()
    check_length(article.text, settings)
    yield dated(tidied(article))


_exported = later("exports", "exported")
_doubt_about = later("encoding_guesses", "doubt_about")
_page_doubt = later("html", "encoding_doubt")


def page_in(page_of: Callable[[bytes], ArchivedPage]) -> Loader:
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


_bare_page = page_in(later("archived_page", "ArchivedPage"))


def web_page(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
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


def text_file(parse: Callable[[bytes, str], Article], several: Several | None = None) -> Loader:
    """A loader for text of one article, which tells where its encoding is a guess."""
    return one_article(lambda data, path, settings: parse(data, path), _doubt_about, several)


def many_articles(records: Loader) -> Loader:
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
