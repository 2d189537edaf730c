"""Lines "Key: value" at the top of a note or text: "Author: Ann Lee", "**Date:** June 3, 2024".

Among them a byline is one, too: "**By Ann Lee**".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from qabot.loaders.byline_names import signatories
from qabot.loaders.field_names import KNOWN_KEYS, TEXT_KEYS, same_name

_LINE = re.compile(
    r"(?P<mark>\*\*|__|\*|)(?P<key>[^\W\d_][\w -]{0,30}?(?:\(s\))?)(?P=mark):(?!:)(?P<value>.*)"
)
_HEADED = re.compile(r"^#{1,3} Metadata *$", re.MULTILINE)
_HEADED_WITHIN = 1_000
_BY = ("by ", "von ", "par ", "por ")
_LEAST = 2
"""Lines with known keys from which a block is a header: one may be a sentence."""
_MOST = 20
_LONGEST = 500
_AROUND = ' \t<>*_"“”'
"""What may stand around a value: marks of a link, of bold and italic text, quotation marks."""


@dataclass(frozen=True, slots=True)
class Header:
    """What lines at the top of a text say, and where in it they begin and end."""

    values: dict[str, str]
    start: int
    end: int


def header_of(text: str) -> Header | None:
    """The block of such lines with which a text begins, or that follows its headline.

    In what Readwise exports, it follows the heading "Metadata". All lines up to the next blank one,
    or to "Text:", are such, and two have keys that are known.
    """
    top = text[:_HEADED_WITHIN]
    if "# Metadata" in top and (match := _HEADED.search(top)):
        block = _block(text[match.start() :], list(_lines(text[match.start() :]))[1:])
        if block:
            values = {key: value for _, _, key, value in block}
            return Header(values, match.start(), match.start() + block[-1][1])
    opening = islice(_lines(text), 2)
    if not any(_key_and_value(text[start:end].strip()[:_LONGEST])[1] for start, end in opening):
        return None
    lines = list(_lines(text))
    for first in range(min(len(lines), 2)):
        block = _block(text, lines[first:])
        values = {key: value for _, _, key, value in block}
        if sum(same_name(key) in KNOWN_KEYS for key in values) >= _LEAST:
            return Header(values, block[0][0], block[-1][1])
    return None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the first lines that are not blank begin and end."""
    position = found = 0
    while position < len(text) and found <= _MOST + 1:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if end > position and not text[position:end].isspace():
            found += 1
            yield position, end
        position = end + 1


def _block(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int, str, str]]:
    """Start, end, key and value of lines one below the other; none if one of them is other text."""
    block: list[tuple[int, int, str, str]] = []
    for start, end in lines:
        if block and text[block[-1][1] : start].count("\n") > 1:
            return block
        line = text[start:end].strip()
        key, value = _key_and_value(line[:_LONGEST])
        if block and same_name(key or line.partition(":")[0]) in TEXT_KEYS:
            return block if value else [*block, (start, end, key, value)]
        if not value or len(line) > _LONGEST:
            return []
        block.append((start, end, key, value))
    return block


def _key_and_value(line: str) -> tuple[str, str]:
    """What a line says under which key, a byline as the author; both empty for other text."""
    if ":" in line and (match := _LINE.match(_unmarked(line))):
        return match["key"], match["value"].strip(_AROUND)
    line = line.replace("**", "").replace("__", "").strip(_AROUND)
    names = signatories(line) if line[:4].casefold().startswith(_BY) else None
    return ("author", names) if names else ("", "")


def _unmarked(line: str) -> str:
    """The line with "**Key:** value" as "**Key**: value", and without the mark of a list."""
    line = line.removeprefix("- ").removeprefix("* ")
    for mark in ("**", "__", "*"):
        if line.startswith(mark):
            key, colon, rest = line.partition(f":{mark}")
            return f"{key}{mark}:{rest}" if colon else line
    return line
