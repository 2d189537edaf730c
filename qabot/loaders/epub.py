"""EPUB books: a zip of XHTML files, read as HTML in the order of its spine.

ebooklib, which is made for them, is AGPL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import unquote

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.decoding import decode
from qabot.loaders.html import heading_and_text
from qabot.loaders.metadata import is_url, iso_date, plain
from qabot.loaders.problems import skipping_record
from qabot.loaders.safe_xml import parsed
from qabot.loaders.zipped import member_bytes, opened
from qabot.types import Article, SkippedFile

if TYPE_CHECKING:
    from zipfile import ZipFile

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document states, and its chapters' names in the archive, in order."""

    title: str
    author: str | None
    publisher: str | None
    published: str | None
    updated: str | None
    language: str | None
    url: str | None
    chapters: tuple[str, ...]


def chapters(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The chapters of a book, each as ``path#file`` and with the book's title before its own.

    Files without text (a cover) are left out.

    Raises:
        LoadError: it is damaged, a bomb, or has no text.
    """
    archive = opened(file, settings)
    book = _book(archive, settings)
    locked = _locked(archive, settings)
    for name in book.chapters:
        yield from skipping_record(
            f"{path}#{name}", _chapter(archive, name, book, path, locked, settings)
        )
    if not book.chapters:
        raise LoadError("no text")


def _chapter(
    archive: ZipFile,
    name: str,
    book: _Book,
    path: str,
    locked: Collection[str],
    settings: Settings,
) -> Iterator[Article]:
    if name in locked:
        raise LoadError("encrypted (DRM); it can be read only where it was bought")
    heading, text = heading_and_text(decode(member_bytes(archive, name, settings)))
    if not text:
        return
    yield Article(
        path=f"{path}#{name}",
        text=text,
        title=": ".join(dict.fromkeys(filter(None, (book.title, heading)))),
        author=book.author,
        published=book.published,
        published_from="epub" if book.published else None,
        outlet=book.publisher,
        language=book.language,
        url=book.url,
        updated=book.updated,
    )


def _book(archive: ZipFile, settings: Settings) -> _Book:
    container = parsed(member_bytes(archive, _CONTAINER, settings))
    rootfile = container.find(".//{*}rootfile")
    package_name = "" if rootfile is None else rootfile.get("full-path", "")
    package = parsed(member_bytes(archive, package_name, settings))

    def stated(name: str) -> list[str]:
        return [str(e.text) for e in package.findall(f"{{*}}metadata/{{*}}{name}") if e.text]

    modified = [
        str(e.text) for e in package.findall("{*}metadata/{*}meta[@property='dcterms:modified']")
    ]
    return _Book(
        title=plain(stated("title")[:1]) or "",
        author=plain(stated("creator")),
        publisher=plain(stated("publisher")[:1]),
        published=_published(package),
        updated=next(filter(None, map(iso_date, modified)), None),
        language=plain(stated("language")[:1]),
        url=next(filter(is_url, stated("source") + stated("identifier")), None),
        chapters=tuple(_spine(package, dirname(package_name))),
    )


def _published(package: Any) -> str | None:
    """The date of publication: dc:date, of which EPUB 2 may have several, for different events."""
    for date in package.findall("{*}metadata/{*}date"):
        event = next((v for k, v in date.attrib.items() if k.endswith("event")), "publication")
        if event == "publication" and (published := iso_date(date.text or "")):
            return published
    return None


def _spine(package: Any, folder: str) -> Iterator[str]:
    items = {item.get("id"): item for item in package.findall("{*}manifest/{*}item")}
    for reference in package.findall("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and item.get("media-type") in _PAGES:
            yield normpath(join(folder, unquote(item.get("href", ""))))


def _locked(archive: ZipFile, settings: Settings) -> frozenset[str]:
    """TakenIds of the files that are encrypted; mostly fonts, which any reader can open."""
    if _ENCRYPTION not in archive.namelist():
        return frozenset()
    encryption = parsed(member_bytes(archive, _ENCRYPTION, settings))
    return frozenset(
        unquote(reference.get("URI", "")) for reference in encryption.iter("{*}CipherReference")
    )
