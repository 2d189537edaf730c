"""The texts of pages as one text, in which a sentence that goes on overleaf is whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qabot.english.function_words import DETERMINERS, PREPOSITIONS
from qabot.loaders.pdf_pages import Page, edges

_STOP = re.compile(r"[.!?…。！？؟:;]['\"”’»)\]]*[\d*†‡]{0,3}$")
"""The end of a sentence or of a clause before a list, a note's mark behind it or not."""
_HYPHENS = ("-", "\xad", "\ufffe", "\x02")
_UNFINISHED = DETERMINERS | PREPOSITIONS
"""Words that no sentence, heading or entry ends with."""
_FULL = 0.7
"""Share of the longest line from which a line counts as full: no heading, no entry of a list."""
_SHORTEST = 30
"""Characters of a full line at least."""
_SAME_SIZE = 0.05
"""Share by which two lines of one sentence differ in size at most: notes are smaller."""


def pages_joined(pages: Iterable[Page]) -> str:
    """The pages in order: a blank line between two, a space where a sentence goes on overleaf."""
    parts: list[str] = []
    before: Page | None = None
    for page in pages:
        text = page.text
        if not text:
            continue
        if before:
            parts.append(_between(before, page))
        parts.append(text)
        before = page
    return "".join(parts)


def _between(before: Page, after: Page) -> str:
    last, first = edges(before.lines)[1][0], edges(after.lines)[0][0]
    ends, begins = before.lines[last].strip(), after.lines[first].strip()
    sizes = [
        page.places[n].size for page, n in ((before, last), (after, first)) if n in page.places
    ]
    if len(sizes) == 2 and abs(sizes[0] - sizes[1]) > _SAME_SIZE * max(sizes):
        return "\n\n"
    if ends.endswith(_HYPHENS) and begins[0].isalpha():
        return "\n"  # where a broken word is mended, as at the end of any line
    if begins[0].islower():
        return " "
    goes_on = ends.endswith(",") or ends.rpartition(" ")[2] in _UNFINISHED
    full = _is_full(ends, before) and _is_full(begins, after) and not _STOP.search(ends)
    return " " if goes_on or full else "\n\n"


def _is_full(line: str, page: Page) -> bool:
    return len(line) >= max(_FULL * max(map(len, page.lines)), _SHORTEST)
