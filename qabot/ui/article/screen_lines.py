"""An article's text cut into the lines of a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len

from qabot.types import Span
from qabot.wording.common_words import visible

_NARROW = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20ac]*"
)
"""Text whose every character takes one cell and is shown as itself."""


def shown(text: str) -> str:
    """A piece of an article as it is put on screen: nothing in it moves the cursor."""
    return visible(text).replace("\t", " ").replace("\n", " ")


def cut(text: str, width: int) -> list[Span]:
    """The lines of a text at a width in cells, broken at spaces where there are any.

    A partition: spans are ordered, and the gaps between them are line breaks of the text. Spaces
    at the end of a line may go beyond the width. Text in which every character takes one cell,
    so nearly all of it, is cut by one regular expression.
    """
    width = max(width, 1)
    narrow = re.compile(rf".{{1,{width}}}(?= |\Z) *|.{{{width}}}")
    lines: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        if not paragraph:
            lines.append(Span(start, start))
        elif _NARROW.fullmatch(paragraph):
            lines += [Span(start + m.start(), start + m.end()) for m in narrow.finditer(paragraph)]
        else:
            lines += [span.shifted(start) for span in _by_cells(paragraph, width)]
        start += len(paragraph) + 1
    return lines


def _by_cells(paragraph: str, width: int) -> Iterator[Span]:
    """Lines of a text with wide, combining or invisible characters."""
    start = used = after_space = 0
    for place, character in enumerate(paragraph):
        cells = _cells(character)
        space = character in " \t"
        while used + cells > width and place > start and not space:
            end = after_space if after_space > start else place
            yield Span(start, end)
            start, used = end, sum(map(_cells, paragraph[end:place]))
        used += cells
        if space:
            after_space = place + 1
    yield Span(start, len(paragraph))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    return cell_len(shown(character))
