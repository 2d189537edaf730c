"""What of a web page may name its authors: not menus, lists, asides, comments, other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_AUTHOR = (
    r"authors?|autor(?:e[ns]?|in(?:nen)?|es|a)?|auteure?s?|autori|verfasser(?:in)?|redact(?:eu|o)r"
)
BYLINE_CLASS = re.compile(
    rf"(?:^|[\s_-])(?:byline|by-line|{_AUTHOR}|writer|contributors?|full-?name)(?:$|[\s_-])"
    r"|author_?name|byline|(?-i:[a-z]Author(?![a-z]))",
    re.IGNORECASE,
)
_NOT_A_BYLINE = re.compile(
    r"comment|leserbrief|related|recirc|promo(?!ted)|teaser"
    r"|(?<!has-)(?<!with-)(?<!no-)(?<!double-)(?<!one-)(?<!two-)(?<!has-left-)(?<!has-right-)sidebar"
    r"|(?<!v)(?<!h-)card|(?<!has-)(?<!with-)avatar|image|photo|social"
    r"|share|follow|wpdiscuz|opinion-?box|(?:^|[\s_-])snippet-hidden",
    re.IGNORECASE,
)
_HEADINGS = (
    "(//h1)[1]/ancestor::* | //main/ancestor-or-self::*"
    " | (//h1)[1]/following-sibling::*[1][contains(@class, 'meta')]"
)
"""What the article lies in or begins with, whatever its class says: "with-sidebar",
"teaser-meta"."""
_MOST_BOXES = 30
"""Boxes inside one another that are looked at for holding most of a page."""
_MENUS = frozenset(("nav", "form"))
_FURNITURE = frozenset("aside footer li blockquote".split())
FACTS = re.compile(
    r"(?:^|[\s_-])(?:(?:post|entry|article|story)[_-]*foot(?:er)?|(?:\w{0,20}[_-])?meta(?![_-]?nav)"
    rf"(?:[_-]?info)?|byline|submitted|credits?|{_AUTHOR})(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of furniture in which the facts about the article stand: a list of them, its foot."""
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:es|in|en|innen)?|auteurs?|autori|writers?|contributors?|journalists?"
    r"|reporters?|staff|newsteam|redakteure?)/[^/?#]+",
    re.IGNORECASE,
)
"""The address of an author's own page, as in /author/ann-lee."""


def outside_furniture(tree: Any) -> Iterable[Any]:
    """The elements of the body, without those in lists, asides, comments and other stories."""
    from lxml import etree  # type: ignore[import-untyped]

    body = tree.find("body")
    root = tree if body is None else body
    around = frozenset((root, *tree.xpath(_HEADINGS), *_holding_most(root)))
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        classes = element.get("class", "")
        if element not in around and (
            element.tag in _MENUS
            or (element.tag in _FURNITURE and not (FACTS.search(classes) or _is_author(element)))
            or _NOT_A_BYLINE.search(classes)
        ):
            walker.skip_subtree()
            continue
        yield element
        if element.tag == "a" and not _leads_to_author(element):
            walker.skip_subtree()


def _holding_most(root: Any) -> Iterator[Any]:
    """The elements that hold more than half of the page's text, whatever their class says."""
    half = len(root.text_content()) / 2
    for _ in range(_MOST_BOXES):
        inner = (child for child in root if isinstance(child.tag, str))
        root = next((child for child in inner if len(child.text_content()) > half), None)
        if root is None:
            return
        yield root


def _is_author(element: Any) -> bool:
    """Whether an element is said to be the author, or to be there for the link to one."""
    return "author" in element.get("itemprop", "").split()


def _leads_to_author(link: Any) -> bool:
    """Whether a link is one to an author, and not to another story of whom it may name."""
    return (
        "author" in link.get("rel", "").split()
        or AUTHOR_PAGE.search(link.get("href", "")) is not None
        or BYLINE_CLASS.search(link.get("class", "")) is not None
    )
