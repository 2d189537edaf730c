"""Notes that Evernote exports (.enex), a note at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.bylines import signed
from qabot.loaders.html import visible_text
from qabot.loaders.limits import check_article_size
from qabot.loaders.metadata import is_url, plain
from qabot.loaders.problems import skipping_record
from qabot.loaders.safe_xml import root_of
from qabot.types import Article, Origins, SkippedFile

_ROOT = "en-export"
_DECLARATIONS = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE[^>]{0,300}>)?")
_NOT_READ = "//en-crypt"
"""Text that only its owner can decipher."""
_BY_NOTE = Origins(title="note")


def notes(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The notes in an export, each as ``path#number``.

    Who clipped a page, and when, says nothing of its article: author and day are those that the
    note prints. What is attached is left out.

    Raises:
        LoadError: it is no such export, or holds no notes.
    """
    if root_of(file) != _ROOT:
        raise LoadError("not an export of Evernote")
    # Deferred: lxml takes 0.05 s to import.
    from lxml import etree  # type: ignore[import-untyped]

    number = 0
    try:
        for _, element in etree.iterparse(
            file, tag=("resource", "note"), resolve_entities=False, huge_tree=True
        ):
            if element.tag == "note":
                number += 1
                found = _note(element, f"{path}#{number}", settings)
                yield from skipping_record(f"{path}:{number}", found)
                _forget_before(element)
            element.clear()
    except etree.XMLSyntaxError as error:
        raise LoadError(f"not well-formed XML (line {error.lineno})") from None
    if not number:
        raise LoadError("no text")


def _forget_before(element: Any) -> None:
    """Free the elements before one."""
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]


def _note(element: Any, path: str, settings: Settings) -> Iterator[Article]:
    content = element.findtext("content") or ""
    check_article_size(len(content), settings)
    text = visible_text(_DECLARATIONS.sub("", content, count=1), without=_NOT_READ)
    if not text.strip():
        raise LoadError("no text")
    title = plain(element.findtext("title")) or ""
    first, _, rest = text.partition("\n\n")
    text = rest if rest and plain(first) == title else text
    url = plain(element.findtext("note-attributes/source-url")) or ""
    note = Article(
        path=path,
        text=text,
        title=title,
        url=url if is_url(url) else None,
        origins=_BY_NOTE,
    )
    yield signed(note, headline=False)
