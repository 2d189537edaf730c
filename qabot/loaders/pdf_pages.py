"""The pages of a PDF as PDFium gives them: lines, and of some where they stand and how large."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from qabot.loaders.right_to_left import RIGHT_TO_LEFT, Glyph, reading_order

EDGE = 6
"""Lines at the beginning and at the end of a page's text among which its head and foot are."""
_TOP = 200
"""Lines of the first page among which its headline is."""
_LINE_BREAK = "\r\n"
_BROKEN_OFF = re.compile("(?<=[\ufffe\x02])(?=.)")
"""The end of a line behind the mark of a broken word, where PDFium writes no line break."""
_LETTER = re.compile(r"\S")
_MOST_REORDERED = 2_000
"""Lines of a page that are put in reading order; a page has 60."""


class LinePlace(NamedTuple):
    """Where a line stands on its page, in points."""

    baseline: float
    size: float
    """Of its type; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in order; ``places`` knows the first and last, on page one the first 200."""

    lines: Sequence[str]
    places: Mapping[int, LinePlace]

    @property
    def text(self) -> str:
        """The lines, with a line break between them."""
        return "\n".join(self.lines).strip()

    def without(self, numbers: Set[int]) -> Page:
        """The page without some of its lines."""
        kept = [number for number in range(len(self.lines)) if number not in numbers]
        places = {new: self.places[old] for new, old in enumerate(kept) if old in self.places}
        return Page([self.lines[number] for number in kept], places)

    def below(self, lines: range) -> Page:
        """The page without all down to the last of some lines."""
        return self.without(set(range(lines.stop)))

    def parted(self, numbers: Set[int]) -> Page:
        """The page with a blank line behind some of its lines."""
        lines = [f"{line}\n" if n in numbers else line for n, line in enumerate(self.lines)]
        return Page(lines, self.places)


def edges(lines: Sequence[str]) -> tuple[list[int], list[int]]:
    """Numbers of the first lines with anything on them, and of the last ones, from the last up."""
    first: list[int] = []
    last: list[int] = []
    for numbers, found in ((range(len(lines)), first), (reversed(range(len(lines))), last)):
        for number in numbers:
            if lines[number].strip():
                found.append(number)
                if len(found) == EDGE:
                    break
    return first, last


def read_page(document: Any, number: int) -> Page:
    """A page of a document that PDFium has opened."""
    page = document[number]
    text_page = page.get_textpage()
    lines, starts = _lines(text_page.get_text_range())
    for line in _right_to_left(lines):
        lines[line] = _reordered(text_page, lines[line], starts[line])
    first, last = edges(lines)
    measured = {*first, *last, *range(min(len(lines), 0 if number else _TOP))}
    places = {line: _place(text_page, lines[line], starts[line]) for line in sorted(measured)}
    text_page.close()
    page.close()  # else every page stays in memory to the end
    return Page(lines, {line: place for line, place in places.items() if place})


def _lines(text: str) -> tuple[list[str], list[int]]:
    """The lines, and where each begins in the UTF-16 units that PDFium counts."""
    counted = text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
    lines, starts, start = [], [], 0
    for printed in text.split(_LINE_BREAK):
        for line in _BROKEN_OFF.split(printed) if "\ufffe" in printed else (printed,):
            lines.append(line)
            starts.append(start)
            start += len(line) if counted else len(line.encode("utf-16-le", "surrogatepass")) // 2
        start += len(_LINE_BREAK)
    return lines, starts


def _place(text_page: Any, line: str, start: int) -> LinePlace | None:
    """The place of a letter in the middle of a line, as its first may be larger than the others."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    letter = _LETTER.search(line, len(line) // 2)
    if not letter:
        return None
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, start + letter.start())
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        return None
    scale = math.hypot(matrix.c, matrix.d)
    return LinePlace(matrix.f, pdfium.FPDFText_GetFontSize(text_page, index) * scale)


def _right_to_left(lines: Sequence[str]) -> list[int]:
    """Numbers of the lines with letters of a script that runs from right to left."""
    used = set().union(*lines)
    if not any(map(RIGHT_TO_LEFT.match, used)):
        return []
    return [n for n, line in enumerate(lines) if RIGHT_TO_LEFT.search(line)][:_MOST_REORDERED]


def _reordered(text_page: Any, line: str, start: int) -> str:
    """The line in reading order, by where its letters stand; as it is where that is not known."""
    import pypdfium2.raw as pdfium

    first = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, start)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    glyphs = []
    for index, character in enumerate(line, first):
        found = pdfium.FPDFText_GetUnicode(text_page, index) == ord(character)
        if not found or not pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
            return line
        made = character == " " and pdfium.FPDFText_IsGenerated(text_page, index) == 1
        glyphs.append(Glyph(character, left.value, right.value, made))
    return reading_order(glyphs)
