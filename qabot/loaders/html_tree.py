"""HTML -> a tree, and a tree -> the text that a browser would show of it; both in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "ul",
    "head", "item", "list", "quote",  # trafilatura's own
})
# fmt: on
_ROWS = ("tr", "row")
_CELLS = ("td", "th", "cell")
_LINE_BREAKS = ("br", "lb")
INVISIBLE = frozenset("script style template noscript svg select textarea".split())

_DEEPEST = 1_000
"""Elements inside one another up to which a page is read as it is. The parser stops at 2,048, and
what comes behind would be lost."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
_KEPT_TAGS = INVISIBLE | frozenset("html head body title meta link base".split())


@dataclass(frozen=True, slots=True)
class Extent:
    """How deep a tree is: the most elements inside one another, the most tables likewise."""

    depth: int
    table_depth: int


def tree_of(html: str) -> Any | None:
    """The page as lxml's tree; None if there is nothing in it.

    A page nested deeper than any that is meant is read with its blocks one behind the other: no
    text is lost, only what stood in what.
    """
    tree = _parsed(html)
    if tree is None or html.count("<") <= _DEEPEST or extent(tree).depth <= _DEEPEST:
        return tree
    return _parsed(_TAG.sub(_flat, html))


def _parsed(html: str) -> Any | None:
    # Deferred: lxml takes 0.05 s to import.
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    # UTF-8 whatever the page says of itself: it is decoded already.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(html.replace("\0", "").encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing in it
        return None


def _flat(tag: re.Match[str]) -> str:
    """What stands for a tag where nothing may lie in anything: a paragraph ends the one before."""
    name = tag[2].lower()
    if name in _KEPT_TAGS:
        return tag[0]
    return "<p>" if name in BLOCKS or name in _ROWS or name in _CELLS or name == "br" else ""


def extent(tree: Any) -> Extent:
    """The extent of a tree, by one walk."""
    from lxml import etree

    depth = deepest = tables = most_tables = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step
        tables += step * (element.tag == "table")
        deepest, most_tables = max(deepest, depth), max(most_tables, tables)
    return Extent(deepest, most_tables)


def visible_text_of(tree: Any, without: Iterable[Any] = ()) -> str:
    """All that a browser would show of a page; ``without`` are elements to leave out besides."""
    if not tree.text_content().strip():
        return ""
    body = tree.find("body")
    return plain_text(tree if body is None else body, frozenset(without), visible_only=True)


def plain_text(
    root: Any, without: frozenset[Any] = frozenset(), *, visible_only: bool = False
) -> str:
    """Text of an element: white space collapsed, blocks apart by a blank line, cells by " | ".

    Elements to leave out are passed over, not removed: lxml copies the text behind each of them
    to the element before, which takes hours where there are 100,000.
    """
    from lxml import etree

    parts: list[str] = []
    cells = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        starts = event == "start"
        if element is not root and (
            element in without
            or (visible_only and (element.tag in INVISIBLE or "hidden" in element.attrib))
        ):
            if starts:
                walker.skip_subtree()
            else:
                parts.append(_spaced(element.tail))
            continue
        if element.tag == "cell":
            cells += 1 if starts else -1
        parts.append(" " if cells and element.tag in BLOCKS else _separator(element, starts))
        if text := element.text if starts else (element.tail if element is not root else None):
            parts.append(_spaced(text))
    text = re.sub(r" {2,}", " ", "".join(parts).replace("\xad", ""))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _separator(element: Any, starts: bool) -> str:
    if element.tag in BLOCKS:
        return "\n\n"
    if element.tag in _CELLS and starts and element.getprevious() is not None:
        return " | "
    breaks = element.tag in (_LINE_BREAKS if starts else _ROWS)
    return "\n" if breaks else ""


def line_of(element: Any, longest: int) -> str:
    """The text of an element as one line, cut at ``longest`` characters and no further read."""
    parts: list[str] = []
    length = 0
    for text in element.itertext():
        parts.append(text)
        length += len(text)
        if length > longest:
            break
    return " ".join(" ".join(parts).replace("\xad", "").split())[:longest]
