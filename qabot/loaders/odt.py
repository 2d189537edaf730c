"""OpenDocument texts (.odt) -> text.

Read with lxml directly. odfdo, the kept library for the format, was tried: it joins a heading to
the paragraph below, gives tables no separators, and writes reST around lists and notes. odfpy has
had no release since 2020.
"""

from __future__ import annotations

import io
from typing import Any

from qabot.config import Settings
from qabot.loaders.html_tree import plain_text
from qabot.loaders.metadata import plain
from qabot.loaders.safe_xml import parsed
from qabot.loaders.zipped import member_bytes, opened
from qabot.types import Article

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {"office": f"{_OASIS}:office:1.0", "text": f"{_OASIS}:text:1.0"}
_AS_HTML = {
    "h": "h1", "p": "p", "list-item": "li", "line-break": "br", "table": "table",
    "table-row": "row", "table-cell": "cell",
}  # fmt: skip
"""Local name of an element -> what ``plain_text`` knows it as."""
_UNREAD = "//text:tracked-changes | //office:annotation | //text:note-citation"
_MOST_SPACES = 100


def parse(data: bytes, path: str, settings: Settings) -> Article:
    """The article in an OpenDocument text; footnotes come last.

    It has no date: a document states when its file was made, often as a copy of an older one.

    Raises:
        LoadError: it is damaged, encrypted, or a bomb.
    """
    archive = opened(io.BytesIO(data), settings)
    body = parsed(member_bytes(archive, "content.xml", settings)).find("office:body", _NAMESPACES)
    has_meta = "meta.xml" in archive.namelist()
    meta = parsed(member_bytes(archive, "meta.xml", settings)) if has_meta else None
    stated = {} if meta is None else {str(e.tag).rpartition("}")[2]: e.text for e in meta.iter()}
    text = "" if body is None else _text(body)
    title = plain(stated.get("title")) or ""
    return Article(
        path=path,
        text=text.removeprefix(f"{title}\n\n") if title else text,
        title=title,
        author=plain(stated.get("initial-creator") or stated.get("creator")),
        language=plain(stated.get("language")),
    )


def _text(body: Any) -> str:
    for element in body.xpath(_UNREAD, namespaces=_NAMESPACES):
        _take_out(element)
    for note in body.xpath("//text:note", namespaces=_NAMESPACES):
        _take_out(note)
        body.append(note)
    for element in body.iter():
        name = str(element.tag).rpartition("}")[2]
        if name == "s":
            element.text = " " * _count(element)
        elif name == "tab":
            element.text = " "
        element.tag = _AS_HTML.get(name, "span")
    return plain_text(body)


def _take_out(element: Any) -> None:
    """Remove an element; the text behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)


def _count(spaces: Any) -> int:
    printed = spaces.get(f"{{{_NAMESPACES['text']}}}c", "1")
    return min(int(printed), _MOST_SPACES) if printed.isdigit() else 1
