"""Wikitext without marks that are opened over and over and never closed.

The parser goes on to the end of the text for each of them, and begins anew: 45 KB of ``[[a|`` took
it 9 s. A page has a few of these, which it gets as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict

_MARK = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|\[|\]|<!--|-->|<(?P<close>/?)(?P<tag>[a-zA-Z]\w*)(?P<rest>[^<>]*>)?"
    r"|(?<=\n)\{\||\|\}(?!\})"
)
_OPENED_BY = {"]]": "[[", "}}": "{{", "]": "[", "-->": "<!--", "|}": "{|"}
_OPENINGS = frozenset(_OPENED_BY.values())
_ALONE = frozenset("br hr li dt dd wbr".split())
"""Tags that need not be closed."""
_MOST_UNCLOSED = 50
"""Marks of a kind that may stay open: each costs the parser a walk to the end."""


def closed(wikitext: str) -> str:
    """The text, without the openings of a kind of which too many are never closed."""
    unclosed = [place for places in _unclosed(wikitext) for place in places]
    if not unclosed:
        return wikitext
    parts, end = [], 0
    for start, stop in sorted(unclosed):
        if start >= end:
            parts.append(wikitext[end:start])
            end = stop
    return "".join([*parts, wikitext[end:]])


def _unclosed(wikitext: str) -> list[list[tuple[int, int]]]:
    """Start and end of openings that are not closed, of each kind with too many of them."""
    opened: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _MARK.finditer(wikitext):
        mark, tag = match[0], (match["tag"] or "").lower()
        if tag and not match["rest"]:
            opened["<"].append(match.span())
        elif tag and match["close"]:
            _close(opened[tag])
        elif mark in _OPENINGS or (tag and tag not in _ALONE and not mark.endswith("/>")):
            opened[tag or mark].append(match.span())
        elif mark in _OPENED_BY:
            _close(opened[_OPENED_BY[mark]])
    return [places for places in opened.values() if len(places) > _MOST_UNCLOSED]


def _close(places: list[tuple[int, int]]) -> None:
    if places:
        places.pop()
