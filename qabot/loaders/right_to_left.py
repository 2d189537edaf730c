"""Lines of Arabic and Hebrew in reading order, from where their letters stand on the page.

A PDF holds glyphs and places, in any order; PDFium turns round most words that were drawn from left
to right, but not all. What stands is sure: letters run from right to left, and within them numbers
and words of other scripts from left to right (the Unicode bidirectional algorithm, UAX #9, read
backwards).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

_RTL = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
RIGHT_TO_LEFT = re.compile(f"[{_RTL}]")
_LTR = rf"[^\W\d_{_RTL}]"
_RUN = re.compile(
    rf"(?:\d[^\s{_RTL}]*+\s(?={_LTR}))?{_LTR}(?:[^\s{_RTL}]|\s(?={_LTR}))*(?<=\w)"
    r"|\d++(?:[.,:/٫٬-]\d++)*+"
)
_RUN_IN_HEBREW = re.compile(
    _RUN.pattern.replace(r"\d++(?:", r"[$€£¥₪%°]*+\d++(?:") + r"[$€£¥₪%°]*+"
)
"""Words from left to right with a number behind them ("7 gnieoB", seen from the right), a number.

Signs of money and per cent are part of a number in Hebrew, in Arabic they are not (UAX #9, W2, W5).
"""
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_RTL_RUN = re.compile(rf"[{_RTL}](?:[{_RTL}\s]*[{_RTL}])?")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters in the forms that they have beside others, as fonts number them."""
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_BRACKET = re.compile(r"[()\[\]{}]")
_SPACE_WITHIN = re.compile(r"(?<=\S)([(\[{]) (?=\S)|(?<=\S) ([)\]}])(?=\w)")


class Glyph(NamedTuple):
    """A character and the left and right end of its place in a line."""

    character: str
    left: float
    right: float
    made: bool = False
    """Whether it is a space that PDFium made of a gap, and so has no place of its own."""


def reading_order(glyphs: Sequence[Glyph]) -> str:
    """The characters of a line in the order in which they are read.

    The line runs as most of its letters do.
    """
    parts = [list(part) for made, part in groupby(glyphs, lambda glyph: glyph.made) if not made]
    parts.sort(key=lambda part: max(glyph.right for glyph in part), reverse=True)
    from_right = " ".join("".join(_from_right(part)) for part in parts)
    backward = len(RIGHT_TO_LEFT.findall(from_right))
    if sum(map(str.isalpha, from_right)) > 2 * backward:
        line = _RTL_RUN.sub(_turned, from_right[::-1])
    else:
        run = _RUN if _ARABIC.search(from_right) else _RUN_IN_HEBREW
        line = _brackets_mended(run.sub(_turned, from_right))
    line = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), line)
    return re.sub(r" {2,}", " ", line)


def _from_right(part: Sequence[Glyph]) -> Iterator[str]:
    """The characters of a part from right to left, accents and vowel signs behind their letters."""
    marks = [glyph for glyph in part if unicodedata.combining(glyph.character)]
    letters = [glyph for glyph in part if not unicodedata.combining(glyph.character)]
    letters.sort(key=lambda glyph: glyph.left)
    lefts = [letter.left for letter in letters]
    carried: dict[int, str] = {}
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        carrier = bisect_right(lefts, middle) - 1
        if carrier < 0 or letters[carrier].right < middle:
            carrier += 1
        carried[carrier] = carried.get(carrier, "") + mark.character
    for number in reversed(range(len(letters))):
        yield letters[number].character + carried.pop(number, "")
    yield "".join(carried.values())


def _turned(run: re.Match[str]) -> str:
    return run[0][::-1]


def _brackets_mended(line: str) -> str:
    """The line with its brackets as they are read, and the spaces outside of them.

    Some programs keep brackets as they look, and PDFium then has their spaces on the other side.
    """
    first = _BRACKET.search(line)
    if first and first[0] in ")]}":
        line = line.translate(_MIRRORED)
    return _SPACE_WITHIN.sub(lambda found: f" {found[1]}" if found[1] else f"{found[2]} ", line)
