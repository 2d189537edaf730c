"""The headline on the first page of a PDF, by the size of its type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qabot.loaders.pdf_pages import Page

_LARGER = 1.15
"""Times the size of the text that a headline has at least."""
_SAME_SIZE = 0.05
"""Share by which the lines of one headline differ in size at most."""
_MOST_LINES = 6
_LONGEST = 300
"""Characters of a headline; what is longer is a text in large type."""
_LETTERS = 4
"""Letters that it has at least: "42 %" and the "T" that a story begins with are none."""
_LONGEST_SITE = 60
_WITHIN = 30
"""Lines at the top of the page in which the title stands that the document states."""
_NO_LETTER = re.compile(r"[\W\d_]+")
_SITE = re.compile(r" (?:[|·•»–—-]|::) ")


def headline(page: Page, size: float, stated: str) -> range:
    """The numbers of the lines in the largest type, if that is larger than the text's.

    The name of the paper may be as large: a single word, and what is in ``stated``, the title that
    the document states, is taken only for want of another.

    Args:
        size: of the text's type.
    """
    found = []
    for lines in _runs(page, _LARGER * size):
        text = joined(page.lines, lines)
        if len(_NO_LETTER.sub("", text)) >= _LETTERS and len(text) <= _LONGEST:
            name = " " not in text or text.lower() in stated.lower()
            found.append((not name, page.places[lines.start].size, -lines.start, lines))
    return max(found)[-1] if found and size else range(0)


def lines_of(title: str, page: Page) -> range:
    """The numbers of the lines at the top of the page that have the title and nothing else."""
    wanted = _letters(title)
    for start in range(min(_WITHIN, len(page.lines))):
        have = ""
        for end in range(start, min(start + _MOST_LINES, len(page.lines))):
            have += _letters(page.lines[end])
            if have == wanted:
                return range(start, end + 1)
            if not wanted.startswith(have):
                break
    return range(0)


def joined(lines: Sequence[str], numbers: range) -> str:
    """The lines as one."""
    return " ".join(" ".join(lines[number] for number in numbers).split())


def without_site(title: str, printed: str) -> str:
    """A title as the page prints it, without the site's name behind that of a web page.

    "Tide turns - The Bay" is "Tide turns at noon" where the headline begins with these words.
    """
    for mark in _SITE.finditer(title):
        if _letters(printed).startswith(_letters(title[: mark.start()])):
            return printed
    return title


def site_behind(title: str, lines: Iterable[str]) -> str | None:
    """The site's name that a browser prints behind a page's title, in one of these lines."""
    for line in lines if title else ():
        _, found, rest = line.partition(title)
        mark = _SITE.match(rest) if found else None
        if mark and _LETTERS <= len(rest[mark.end() :]) <= _LONGEST_SITE:
            return rest[mark.end() :].strip()
    return None


def _letters(text: str) -> str:
    return "".join(text.split()).lower()


def _runs(page: Page, least: float) -> Iterator[range]:
    """Lines below one another in type of one size, as large as this at least."""
    start, size = 0, 0.0
    for number in range(len(page.lines) + 1):
        place = page.places.get(number)
        here = place.size if place and place.size >= least else 0.0
        if number - start == _MOST_LINES or abs(here - size) > _SAME_SIZE * size or not size:
            if size:
                yield range(start, number)
            start, size = number, here
