"""An article's text in pieces that an assistant can take in."""

from __future__ import annotations

from itertools import pairwise

from qabot.errors import RequestError
from qabot.types import Span

PAGE_CHARACTERS = 12_000
"""Some 3,000 tokens: results come twice, as text and as JSON, and clients cut them at 25,000."""
_LOOSE_PART = PAGE_CHARACTERS // 4
"""The end of a page in which it may end with a line or a word."""


def page_spans(text: str) -> list[Span]:
    """A partition of a text into pages, each of which ends with a line or a word where it can.

    An empty text has one page.
    """
    ends = [0]
    while not ends[1:] or ends[-1] < len(text):
        ends.append(_page_end(text, ends[-1]))
    return [Span(start, end) for start, end in pairwise(ends)]


def numbered_page(text: str, number: int) -> Span:
    """The page with a number, from 1.

    Raises:
        RequestError: there are not so many.
    """
    pages = page_spans(text)
    if number > len(pages):
        raise RequestError(f"there is no page {number:,}; the article has {len(pages):,}")
    return pages[number - 1]


def chosen_span(text: str, start: int | None, end: int | None) -> Span:
    """The span that was asked for; without an end, as much as is given at once.

    Raises:
        RequestError: nothing stands there, or more than is given at once.
    """
    start = start or 0
    end = min(len(text), start + PAGE_CHARACTERS if end is None else end)
    if start >= end:
        raise RequestError(
            f"there is nothing from {start:,} to {end:,}; the article has {len(text):,} characters"
        )
    if end - start > PAGE_CHARACTERS:
        raise RequestError(
            f"from {start:,} to {end:,} are {end - start:,} characters, more than the "
            f"{PAGE_CHARACTERS:,} that are given at once; ask for less, or for pages"
        )
    return Span(start, end)


def _page_end(text: str, start: int) -> int:
    limit = start + PAGE_CHARACTERS
    if limit >= len(text):
        return len(text)
    breaks = (text.rfind(mark, limit - _LOOSE_PART, limit) for mark in "\n ")
    return next((place + 1 for place in breaks if place >= 0), limit)
