"""XML of one article: JATS (journals), NITF and NewsML-G2 (news agencies), TEI (libraries)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.byline_names import signatories
from qabot.loaders.html_tree import plain_text
from qabot.loaders.limits import check_article_size, size_of
from qabot.loaders.metadata import iso_date, plain
from qabot.loaders.safe_xml import parsed
from qabot.types import Article, SkippedFile

_UNREAD = frozenset(
    "ref-list table-wrap fig xref label sup tex-math math disp-formula inline-formula note media"
    " supplementary-material graphic object-id teiHeader figure ptr permissions"
    " media-caption media-reference body.end".split()
)
"""What of an article is no sentence of it, whatever a format calls it."""
_AS_HTML = {
    "title": "h2", "head": "h2", "hl1": "h1", "hl2": "h2", "p": "p", "sec": "section", "ab": "p",
    "abstract": "section", "list-item": "li", "item": "li", "disp-quote": "blockquote",
    "block": "div", "lg": "div", "l": "p", "body": "div", "back": "div", "ack": "div",
    "body.content": "div", "break": "br", "lb": "br", "div": "div", "section": "section",
    "h1": "h1", "h2": "h2", "h3": "h3", "li": "li", "blockquote": "blockquote", "br": "br",
    "table": "table", "tr": "tr", "td": "td", "th": "th", "ul": "ul", "ol": "ol",
}  # fmt: skip
"""Local name of an element -> what ``plain_text`` knows it as."""


def articles(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The article of a file, as ``path#1``.

    Raises:
        LoadError: it is too large, no such XML, or declares entities.
    """
    check_article_size(size_of(file), settings)
    root = parsed(file.read())
    read = _KINDS.get(_name(root))
    found = read(root, f"{path}#1") if read else None
    if found is None or not found.text.strip():
        raise LoadError("no text")
    yield found


def _jats(root: Any, path: str) -> Article:
    meta = _first(root, "article-meta")
    authors = [
        f"{_words(_first(name, 'given-names'))} {_words(_first(name, 'surname'))}".strip()
        for person in _all(meta, "contrib")
        if person.get("contrib-type", "author") == "author"
        for name in _all(person, "name")[:1]
    ]
    dates = [date for date in map(_parted_date, _all(meta, "pub-date")) if date]
    return Article(
        path=path,
        text=_text(_first(meta, "abstract"), _first(root, "body")),
        title=_words(_first(meta, "article-title")),
        author=", ".join(filter(None, authors)) or None,
        published=min(dates, default=None, key=lambda date: (-len(date), date)),
        published_from="JATS" if dates else None,
        outlet=_words(_first(root, "journal-title")) or None,
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _nitf(root: Any, path: str) -> Article:
    byline = _words(_first(root, "byline"))
    issued = _first(root, "date.issue")
    printed = _first(root, "story.date")
    stamps = (one.get("norm") for one in (issued, printed) if one is not None)
    published = next(filter(None, map(_stamp, stamps)), None)
    return Article(
        path=path,
        text=_text(_first(root, "body.content")),
        title=_words(_first(root, "hl1")) or _words(_first(root, "title")),
        author=signatories(byline) or byline.removeprefix("By ") or None,
        published=published,
        published_from="NITF" if published else None,
        outlet=_attribute(_first(root, "pubdata"), "name") or _words(_first(root, "distributor")),
    )


def _newsml(root: Any, path: str) -> Article | None:
    body = _first(root, "inlineXML")
    if body is None:
        return None
    meta = _first(root, "contentMeta")
    byline = _words(_first(meta, "by"))
    stamps = (_words(_first(root, name)) for name in ("contentCreated", "versionCreated"))
    published = next(filter(None, map(_stamp, stamps)), None)
    inner = _first(body, "nitf")
    found = _nitf(inner, path) if inner is not None else Article(path=path, text=_text(body))
    return replace(
        found,
        title=_words(_first(meta, "headline")) or found.title,
        author=signatories(byline) or byline or found.author,
        published=published or found.published,
        published_from="NewsML" if published else found.published_from,
        outlet=_words(_first(_first(root, "provider"), "name")) or found.outlet,
    )


def _tei(root: Any, path: str) -> Article:
    header = _first(root, "teiHeader")
    dates = (iso_date(date.get("when") or _words(date)) for date in _all(header, "date"))
    published = next(filter(None, dates), None)
    authors = list(dict.fromkeys(filter(None, map(_words, _all(header, "author")))))
    return Article(
        path=path,
        text=_text(_first(_first(root, "text"), "body")),
        title=_words(_first(header, "title")),
        author=", ".join(authors) or None,
        published=published,
        published_from="TEI" if published else None,
    )


_KINDS: dict[str, Callable[[Any, str], Article | None]] = {
    "article": _jats,
    "nitf": _nitf,
    "newsItem": _newsml,
    "newsMessage": _newsml,
    "TEI": _tei,
}
ROOTS = tuple(_KINDS)
"""Local names of the root elements of these kinds."""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Any, name: str) -> list[Any]:
    return [] if element is None else [one for one in element.iter() if _name(one) == name]


def _first(element: Any, name: str) -> Any | None:
    found = () if element is None else (one for one in element.iter() if _name(one) == name)
    return next(iter(found), None)


def _words(element: Any | None) -> str:
    return "" if element is None else plain("".join(element.itertext())) or ""


def _attribute(element: Any | None, name: str) -> str | None:
    return None if element is None else plain(element.get(name))


def _parted_date(element: Any) -> str | None:
    parts = [_words(_first(element, part)) for part in ("year", "month", "day")]
    stated = [part for number, part in enumerate(parts) if all(parts[: number + 1])]
    return iso_date(element.get("iso-8601-date") or "-".join(stated))


def _stamp(printed: str | None) -> str | None:
    return iso_date((printed or "")[: len("20240603")]) or iso_date(printed)


def _text(*elements: Any | None) -> str:
    """The text of elements, which are changed, one after the other."""
    texts = []
    for element in elements:
        if element is None:
            continue
        unread = frozenset(one for one in element.iter() if _name(one) in _UNREAD)
        for one in element.iter():
            one.tag = _AS_HTML.get(_name(one), "span")
        element.tag = "div"
        texts.append(plain_text(element, unread))
    return "\n\n".join(filter(None, texts))
