"""Double quotation marks of a paragraph, and which side of a quotation each stands on."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

_DOUBLE = re.compile("[\"“”„‟«»]|'{2,3}|``")
_OPENS = {"“", "„", "‟", "«", "``"}
_CLOSERS = {
    "“": {"”", '"', "''"},
    "”": {"”", '"'},
    "„": {"“", "”", '"'},
    "‟": {"”", '"'},
    "«": {"»"},
    "»": {"«", "»"},
    '"': {'"', "”"},
    "''": {"''"},
    "``": {"''", '"', "”"},
}
"""Which marks close a quote that a mark opened: curly and straight are often mixed in one quote,
German „…“ and »…« and Swedish ”…” use as closing what English opens with."""


class Side(Enum):
    """What a mark does in its paragraph."""

    OPENS = auto()
    CLOSES = auto()
    OPENS_ONLY = auto()
    """It opens a quotation that is not closed before the next one or the paragraph's end."""
    INSIDE = auto()
    ASTRAY = auto()
    """Nothing is open that it could close: its opening mark is missing, or it means inches."""


class QuotationMark(NamedTuple):
    """A mark, by code points in its paragraph."""

    start: int
    end: int
    side: Side


def double_marks(part: str) -> list[QuotationMark]:
    """Every double mark of a paragraph, in order; each closing one follows the one that it closes.

    Inside a quote, a mark that looks like opening is one of another kind, and its pair is skipped,
    or one of the same kind, and then the quote before was never closed: newspapers open each
    paragraph of a long quotation with a mark and close the last alone, and not every text keeps
    the breaks between such paragraphs.

    Linear in the length of the paragraph.
    """
    marks: list[QuotationMark] = []
    opener, opened_at, inner = "", 0, 0
    for match in _DOUBLE.finditer(part):
        mark, opening, side = match.group()[:2], _looks_opening(part, match), Side.INSIDE
        last = match.end() == len(part)
        if not opener:
            opens = mark in _OPENS or opening or _opens_apart(part, match)
            side = Side.OPENS if opens and not last else Side.ASTRAY
        elif opening and mark == opener:
            marks[opened_at] = marks[opened_at]._replace(side=Side.OPENS_ONLY)
            side = Side.OPENS
        elif (opening and mark not in "“”„") or (inner and mark == '"'):
            inner += 1 if opening else -1
        elif mark in _CLOSERS[opener] or last:
            opener, side = "", Side.CLOSES
        if side is Side.OPENS:
            opener, opened_at, inner = mark, len(marks), 0
        marks.append(QuotationMark(match.start(), match.end(), side))
    if opener:
        marks[opened_at] = marks[opened_at]._replace(side=Side.OPENS_ONLY)
    return marks


def _looks_opening(part: str, match: re.Match[str]) -> bool:
    before, after = part[match.start() - 1 : match.start()], part[match.end() : match.end() + 3]
    if before and not (before.isspace() or before in "([{—–-/“‘„«'\""):
        return False
    return bool(after) and not after[0].isspace() and (after == "..." or after[0] not in ".,;:!?)]")


def _opens_apart(part: str, match: re.Match[str]) -> bool:
    """Whether a space is missing or one too many: `he said:"Go`, `he said: " Go`."""
    before = part[max(0, match.start() - 2) : match.start()]
    return not before or before[-1] == ":" or (before[-1].isspace() and before[0] in ":,")
