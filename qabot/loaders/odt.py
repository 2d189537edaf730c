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
from qabot.loaders.office import OfficeDocument
from qabot.loaders.safe_xml import parsed
from qabot.loaders.zipped import member_bytes, opened

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {name: f"{_OASIS}:{name}:1.0" for name in ("office", "style", "text")}
_AS_HTML = {
    "h": "h1", "p": "p", "list-item": "li", "line-break": "br", "table": "table",
    "table-row": "row", "table-cell": "cell",
}  # fmt: skip
"""Local name of an element -> what ``plain_text`` knows it as."""
_UNREAD = "//text:tracked-changes | //office:annotation | //text:note-citation"
_NOTES = "//text:note[not(ancestor::text:tracked-changes or ancestor::office:annotation)]"
_MOST_SPACES = 100


def parse(data: bytes, path: str, settings: Settings) -> OfficeDocument:
    """The text of an OpenDocument text; footnotes come last.

    Its date is that of a line under its heading, never when its file was made, often as a copy of
    an older one.

    Raises:
        LoadError: it is damaged, encrypted, or a bomb.
    """
    archive = opened(io.BytesIO(data), settings)
    content = parsed(member_bytes(archive, "content.xml", settings))
    body = content.find("office:body", _NAMESPACES)
    has_meta = "meta.xml" in archive.namelist()
    meta = parsed(member_bytes(archive, "meta.xml", settings)) if has_meta else None
    stated = {} if meta is None else {str(e.tag).rpartition("}")[2]: e.text for e in meta.iter()}
    if body is None:
        return OfficeDocument(path=path, text="")
    heading = _heading(content)
    return OfficeDocument(
        path=path,
        text=_text(body),
        heading=heading,
        title=stated.get("title"),
        author=stated.get("initial-creator") or stated.get("creator"),
        language=stated.get("language"),
    )


def _heading(content: Any) -> str:
    """The text of the first paragraph that is a heading or has the style of a title."""
    styles = {"Title"} | {
        str(style.get(f"{{{_NAMESPACES['style']}}}name"))
        for style in content.iterfind(".//style:style", _NAMESPACES)
        if style.get(f"{{{_NAMESPACES['style']}}}parent-style-name") == "Title"
    }
    for element in content.iter(f"{{{_NAMESPACES['text']}}}h", f"{{{_NAMESPACES['text']}}}p"):
        is_heading = element.tag.endswith("}h")
        if is_heading or element.get(f"{{{_NAMESPACES['text']}}}style-name") in styles:
            return "".join(element.itertext())
    return ""


def _text(body: Any) -> str:
    """The text, and behind it the footnotes; both without what is none of it."""
    notes = body.xpath(_NOTES, namespaces=_NAMESPACES)
    elsewhere = frozenset((*body.xpath(_UNREAD, namespaces=_NAMESPACES), *notes))
    for element in body.iter():
        name = str(element.tag).rpartition("}")[2]
        if name == "s":
            element.text = " " * _count(element)
        elif name == "tab":
            element.text = " "
        element.tag = _AS_HTML.get(name, "span")
    texts = (plain_text(one, elsewhere) for one in (body, *notes))
    return "\n\n".join(filter(None, texts))


def _count(spaces: Any) -> int:
    printed = spaces.get(f"{{{_NAMESPACES['text']}}}c", "1")
    return min(int(printed), _MOST_SPACES) if printed.isdigit() else 1
