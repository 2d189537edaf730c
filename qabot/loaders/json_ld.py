"""What a page says of itself in JSON-LD (schema.org), the scripts that are meant for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_SCRIPTS = '//script[contains(@type, "ld+json")]/text()'
_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review")

Thing = Mapping[str, Any]


def json_ld(tree: Any) -> list[Any]:
    """The contents of a page's scripts of JSON-LD; one that is broken is passed over."""
    found = []
    for script in tree.xpath(_SCRIPTS):
        try:
            found.append(json.loads(script, strict=False))
        except (ValueError, RecursionError):
            continue
    return found


def outermost(content: Any, key: str) -> list[Thing]:
    """The outermost things in a script's content that have this key."""
    level = [content]
    while level:
        things: list[Thing] = [thing for thing in level if isinstance(thing, dict)]
        if having := [thing for thing in things if key in thing]:
            return having
        level = [
            part
            for holder in level
            for part in (
                holder.values()
                if isinstance(holder, dict)
                else holder
                if isinstance(holder, list)
                else ()
            )
        ]
    return []


def of_article(contents: list[Any], key: str) -> Iterator[Any]:
    """The values of a key of what are articles by their type, outermost first."""
    for content in contents:
        for thing in outermost(content, key):
            if any(str(kind).endswith(_ARTICLE_TYPES) for kind in as_list(thing.get("@type"))):
                yield thing[key]


def by_id(contents: list[Any]) -> dict[str, Thing]:
    """Things that others refer to by ``@id`` alone."""
    found: dict[str, Thing] = {}
    level = list(contents)
    while level:
        part = level.pop()
        if isinstance(part, list):
            level.extend(part)
        elif isinstance(part, dict):
            level.extend(part.values())
            if len(part) > 1 and isinstance(name := part.get("@id"), str):
                found.setdefault(name, part)
    return found


def as_list(value: Any) -> list[Any]:
    """The value itself if it is a list, else a list of it."""
    return value if isinstance(value, list) else [value]
