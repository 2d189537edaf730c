"""What is read in a file, and where in it each field was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from qabot.loaders import suffix_of
from qabot.types import Article, SkippedFile
from qabot.wording.common_words import one_line
from qabot.wording.worded_line import Role, WordedLine, line

_PLACES = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml", ".mht", ".warc"), "page"),
    **dict.fromkeys((".pdf", ".docx", ".odt", ".rtf"), "document"),
    ".epub": "book",
    **dict.fromkeys((".rss", ".atom"), "feed"),
}
"""Where a field was found, as far as it can be said, if the loader does not say it."""
_DATE_PLACES = {
    "html": "page",
    "time": "page's <time>",
    "JSON-LD": "page's JSON-LD",
    "article:published_time": "page's article:published_time",
    "url": "web address",
}
"""Where a date was found, in words, by what an article's date is said to be from."""


def article_lines(article: Article) -> Iterator[WordedLine]:
    """An article's fields, each with where it was found, and how long its text is."""
    origins = article.origins
    date_from = article.published_from or ""
    rows = (
        ("title", article.title, origins.title),
        ("author", article.author, origins.author),
        ("outlet", article.outlet, origins.outlet),
        ("date", article.published, origins.published or _DATE_PLACES.get(date_from, date_from)),
    )
    yield _row("path", article.path)
    for name, value, origin in rows:
        yield _row(name, value or "none", (origin or _place(article.path)) if value else "")
    for name, more in (("updated", article.updated), ("address", article.url)):
        if more:
            yield _row(name, more)
    yield _row("text", f"{len(article.text):,} characters", origins.text or "")


def list_lines(items: Iterable[Article | SkippedFile]) -> Iterator[WordedLine]:
    """The articles of a file, numbered, and what of it is not read."""
    number = 0
    for item in items:
        if isinstance(item, SkippedFile):
            yield line(Role.WARNING, f"      {one_line(item.path)}: {one_line(item.reason)}")
            continue
        number += 1
        about = (item.author, item.outlet, item.published)
        yield line(
            Role.REPORT,
            "",
            (Role.NUMBER, f"{number:4}  "),
            (Role.TITLE, one_line(item.title) or "(no title)"),
            (Role.TEXT, "".join(f" · {one_line(said)}" for said in about if said)),
            (Role.PATH, f" · {one_line(item.path)}"),
        )


def list_heading(file: str) -> WordedLine:
    """What stands above the list of the articles of a file."""
    words = f" gives these articles; {one_line(file)}#3 is the third"
    return line(Role.REPORT, "", (Role.PATH, one_line(file)), (Role.TEXT, words))


def first_lines(items: Iterable[Article | SkippedFile], most: int) -> Iterator[WordedLine]:
    """The first items of a file as :func:`list_lines` has them, and whether there are more."""
    rest = iter(items)
    yield from list_lines(islice(rest, most))
    if next(rest, None) is not None:
        yield line(Role.NOTE, "      and more, which are not shown")


def _row(name: str, value: str, origin: str = "") -> WordedLine:
    words = f" (from the {one_line(origin)})" if origin else ""
    return line(Role.REPORT, "", (Role.LABEL, f"{name}: "), (Role.TEXT, one_line(value) + words))


def _place(path: str) -> str:
    """Where the fields of an article stand, by its format."""
    inner = _PLACES.get(suffix_of(path))
    return inner or _PLACES.get(suffix_of(path.partition("#")[0]), "file")
