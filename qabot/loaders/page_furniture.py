"""What stands on the pages of a PDF besides the text: running heads and feet, page numbers, stamps.

A head or foot is one of the first or last lines of a page, in type no larger than the text's, and
nothing of the text lies between it and the edge. It repeats at the same height of other pages, but
for a number that counts with them; or it is what a browser or a library prints on every copy.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from qabot.english.calendar import WEEKDAYS, title_case
from qabot.loaders.bylines import date_in_line
from qabot.loaders.dates import DAY, MONTH
from qabot.loaders.pdf_pages import Page, edges

_LONGEST = 300
"""Characters of a head or foot."""
_SAME_HEIGHT = 3.0
"""Points by which the same head or foot may stand higher or lower on another page."""
_LARGER = 1.1
"""Times the size of the text that heads and feet may have at most."""
_SURE = 3
"""Pages on which a line has to repeat, two where there are no more than that."""
_COUNTING = 0.8
"""Share of the pages from which to the next a number stays or goes up as the pages do."""
_ELSEWHERE = 2
"""Times that a head or foot may also be a line of the text, as a title is."""
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]+|[IVXLC]+")
_LONGEST_ROMAN = 8
"""Characters: "lxxxviii"."""
_PAGE_OF = re.compile(
    r"(?<![\d/.])(?P<page>\d{1,4}) ?(?:/|of|von|de|sur|di|van) ?(?P<pages>\d{1,4})(?![\d/.])"
)

_ONLY_PAGE_OF = re.compile(rf"[\W_]*(?:[^\W\d_]{{1,10}}\.? )?{_PAGE_OF.pattern}[\W_]*")
_MOMENT = re.compile(r"(?<!\d)\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)|(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")
_ADDRESS = re.compile(r"(?:https?|file)://\S+")
_DOWNLOADED = re.compile(r"(?:This content (?:was )?|Content )?[Dd]ownloaded (?:by|from|on|at)\b")
_ORIGIN = re.compile(r"https?://|www\.|\d{1,3}(?:\.\d{1,3}){3}|(?<!\d)(?:19|20)\d\d(?!\d)")
_WIDE_SPACE = re.compile(r" {2,}|\t| [|·•] ")
_WITH_WEEKDAY = re.compile(
    rf"(?:{'|'.join(title_case(WEEKDAYS))}),?"
    rf" (?P<date>{DAY} {MONTH},? \d{{4}}|{MONTH} {DAY},? \d{{4}})"
)
_CUT = "…"


@dataclass(frozen=True, slots=True)
class _Line:
    """One of the lines of a page that may be its head or foot."""

    page: int
    number: int
    text: str
    baseline: float
    size: float


def text_size(pages: Iterable[Page]) -> float:
    """The size of type in which most of the measured text is set; 0 where none is known."""
    sizes = [
        place.size
        for page in pages
        for number, place in page.places.items()
        for _ in range(min(len(page.lines[number]), _LONGEST) // 20 + 1)
    ]
    return median(sizes) if sizes else 0.0


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without heads and feet, and the lines that these were.

    Where nothing else is left, all is text.
    """
    lines = [line for number, page in enumerate(pages) for line in _edge_lines(page, number)]
    largest = _LARGER * text_size(pages)
    lines = [line for line in lines if line.size <= largest and len(line.text) <= _LONGEST]
    found: dict[int, set[int]] = defaultdict(set)
    written = Counter(line.strip() for page in pages for line in page.lines)
    for line in (*_repeated(lines, len(pages), written), *_stamped(lines, len(pages))):
        found[line.page].add(line.number)
    outer = [_outermost(page, found[number]) for number, page in enumerate(pages)]
    kept = [
        page.without(taken) if taken else page for page, taken in zip(pages, outer, strict=True)
    ]
    if not any(page.text for page in kept):
        return list(pages), []
    return kept, [
        page.lines[number]
        for page, taken in zip(pages, outer, strict=True)
        for number in sorted(taken)
    ]


def printed_url(furniture: Iterable[str]) -> str | None:
    """The web address that heads and feet give, if it is one and that of a page, not of a site."""
    found = (match[0] for line in furniture for match in _ADDRESS.finditer(line))
    urls = {url.rstrip(".,;)") for url in found}
    pages = [url for url in urls if _is_page(url)]
    return pages[0] if len(pages) == 1 else None


def printed_day(furniture: Iterable[str]) -> str | None:
    """The day in the running head of a newspaper's page, if it is one; not that of a print."""
    lines = [line.strip() for line in furniture if not _DOWNLOADED.match(line)]
    parts = [part for line in lines for part in _WIDE_SPACE.split(line)]
    parts += [match["date"] for line in lines if (match := _WITH_WEEKDAY.search(line))]
    days = {day for part in parts if (day := date_in_line(part)) and not _MOMENT.search(part)}
    return days.pop() if len(days) == 1 else None


def _is_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that opens no address
        return False
    return parts.scheme != "file" and _CUT not in url and parts.path.strip("/") != ""


def _edge_lines(page: Page, number: int) -> Iterator[_Line]:
    first, last = edges(page.lines)
    for line in sorted({*first, *last} & page.places.keys()):
        place = page.places[line]
        yield _Line(number, line, page.lines[line].strip(), place.baseline, place.size)


def _repeated(lines: Iterable[_Line], pages: int, written: Mapping[str, int]) -> Iterator[_Line]:
    """The lines that stand at the same height of several pages, but for numbers that count.

    Args:
        written: how often each line is in the document, as some texts repeat themselves.
    """
    alike: dict[tuple[str, int], list[_Line]] = defaultdict(list)
    for line in lines:
        is_roman = len(line.text) <= _LONGEST_ROMAN and _ROMAN.fullmatch(line.text)
        form = "0" if is_roman else _DIGITS.sub("0", line.text)
        alike[form, round(line.size)].append(line)
    for group in alike.values():
        for level in _levels(group):
            on_pages = {line.page for line in level}
            elsewhere = max(written[line.text] for line in level) - len(level)
            repeats = len(on_pages) >= min(_SURE, max(pages - 1, 2)) or _alternates(on_pages, pages)
            if repeats and elsewhere <= _ELSEWHERE:
                yield from level if _counts(level) else ()


def _alternates(numbers: set[int], pages: int) -> bool:
    """Whether these are two pages or more, and all the left or all the right ones from there on."""
    return len(numbers) > 1 and sorted(numbers) == list(range(min(numbers), pages, 2))


def _levels(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines of each height, in the order of their pages."""
    lines.sort(key=lambda line: line.baseline)
    start = 0
    for number in range(1, len(lines) + 1):
        if (
            number == len(lines)
            or lines[number].baseline - lines[number - 1].baseline > _SAME_HEIGHT
        ):
            yield sorted(lines[start:number], key=lambda line: line.page)
            start = number


def _counts(lines: Sequence[_Line]) -> bool:
    """Whether the numbers in lines that are alike else stay as they are or go up with the pages."""
    numbers = [[int(digits) for digits in _DIGITS.findall(line.text)] for line in lines]
    steps = [
        all(
            later in (earlier, earlier + b.page - a.page)
            for earlier, later in zip(*both, strict=False)
        )
        for both, (a, b) in zip(pairwise(numbers), pairwise(lines), strict=True)
    ]
    return sum(steps) >= _COUNTING * len(steps)


def _stamped(lines: Iterable[_Line], pages: int) -> Iterator[_Line]:
    """The lines that a browser or a library put on a page: "3/12", the address, when it was got."""
    by_page: dict[int, list[_Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
        if _DOWNLOADED.match(line.text) and _ORIGIN.search(line.text):
            yield line
    for page, of_page in by_page.items():
        counting = [line for line in of_page if _is_page_of(line.text, page + 1, pages)]
        yield from (line for line in counting if _ONLY_PAGE_OF.fullmatch(line.text))
        if counting:
            yield from _browser_lines(of_page, counting)


def _is_page_of(text: str, page: int, pages: int) -> bool:
    """Whether a line ends or begins by saying which page of how many this is."""
    return str(pages) in text and any(
        (int(found["page"]), int(found["pages"])) == (page, pages)
        and (found.end() == len(text) or _ONLY_PAGE_OF.match(text))
        for found in _PAGE_OF.finditer(text)
    )


def _browser_lines(lines: Sequence[_Line], counting: Sequence[_Line]) -> Iterator[_Line]:
    """The head and foot of a printed web page, one of which has its address."""
    addressed = [line for line in lines if _ends_with_address(line.text)]
    if addressed:
        beside = {line.number + step for line in (*counting, *addressed) for step in (-1, 1)}
        moments = [line for line in lines if len(_MOMENT.findall(line.text)) > 1]
        near = [line for line in moments if line.number in beside] or moments
        yield from (*counting, *addressed, *near[:1])


def _ends_with_address(text: str) -> bool:
    found = _ADDRESS.search(text)
    return found is not None and not re.sub(r"[\W\d_]|page|of", "", text[found.end() :].lower())


def _outermost(page: Page, found: set[int]) -> frozenset[int]:
    """Those of the lines found between which and the top or the end of the page is no other."""
    outer: set[int] = set()
    if found:
        for numbers in edges(page.lines):
            for number in numbers:
                if number not in found:
                    break
                outer.add(number)
    return frozenset(outer)
