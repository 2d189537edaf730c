"""What the forms of exports have in common: lines, and who, when and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qabot.dates.foreign_dates import is_weekday
from qabot.errors import LoadError
from qabot.loaders.byline_names import signatories
from qabot.loaders.metadata import iso_date

Lines = Sequence[str]
"""Lines of a text as :func:`printed_lines` gives them; an empty one is a blank line."""

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\ufeff]")
_PAGE_NUMBER = re.compile(r"Page \d{1,5} of \d{1,5}(?: *(?:©|\(c\)).{0,80})?")
_LONGEST_LINE = 300
"""Characters of a line that can be a field or a date; of a title all that is kept."""
_MOST_WRAPPED = 3
"""Lines that a field of a text without blank lines goes on for: more, and they are prose."""
_FULL_LINE = 0.6
"""Share of the longest line's characters that a line has to have to be wrapped."""
COPYRIGHT = re.compile(
    r"(?:(?:Copyright|COPYRIGHT)(?: \(c\)| ©)?[.,:]? (?=[\dA-Z])|©|\([cC]\)).{0,250}"
    r"|All [Rr]ights [Rr]eserved\.?|ALL RIGHTS RESERVED\.?|Alle Rechte vorbehalten\.?"
    r"|Tous droits réservés\.?|Todos los derechos reservados\.?"
)


@dataclass(frozen=True, slots=True)
class ExportedStory:
    """What one article of an export says of itself, and its text."""

    title: str
    author: str | None
    outlet: str | None
    published: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ExportForm:
    """How a database writes its exports.

    Attributes:
        name: of the database.
        fits: whether lines are such an export.
        records: the lines of each article, one after the other.
        read: the article in such lines; the second value tells whether they are the first, which
            may have a cover before it. Raises LoadError with what is wrong where it may be
            mistaken.
    """

    name: str
    fits: Callable[[Lines], bool]
    records: Callable[[Lines], list[Lines]]
    read: Callable[[Lines, bool], ExportedStory]


def printed_lines(text: str) -> Lines:
    """The lines of a text without white space around them, control characters and page numbers."""
    lines = (_UNPRINTABLE.sub("", line).strip() for line in _BREAK.split(text))
    return [line for line in lines if not (is_short(line) and _PAGE_NUMBER.fullmatch(line))]


def is_short(line: str) -> bool:
    """Whether a line may be more than prose."""
    return len(line) <= _LONGEST_LINE


def matching(pattern: re.Pattern[str], lines: Lines) -> list[int]:
    """The numbers of the lines that a pattern matches as a whole."""
    matches = pattern.fullmatch
    return [
        at for at, line in enumerate(lines) if line and len(line) <= _LONGEST_LINE and matches(line)
    ]


def split_after(lines: Lines, ends: Sequence[int]) -> list[Lines]:
    """The lines before each of the ends, which are left out, and those behind the last one."""
    starts = [0, *(end + 1 for end in ends)]
    return [lines[start:end] for start, end in zip(starts, [*ends, len(lines)], strict=True)]


def next_line(lines: Lines, at: int) -> int | None:
    """The number of the first line behind ``at`` that is not blank."""
    return next((below for below in range(at + 1, len(lines)) if lines[below]), None)


def joined(lines: Lines) -> str:
    """Lines as one, as long as a title may be."""
    return " ".join(" ".join(line[:_LONGEST_LINE] for line in lines).split())[:_LONGEST_LINE]


def blocks(lines: Lines) -> list[Lines]:
    """What stands between blank lines."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def printed(lines: Lines) -> str:
    """The text that lines are, with no more than one blank line between two.

    Raises:
        LoadError: there is none.
    """
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not text:
        raise LoadError("it has no text")
    return text


def day(line: str) -> str | None:
    """The date that a line is, with its weekday, and nothing else."""
    if not is_short(line):
        return None
    printed = " ".join(line.split())
    before, _, last = printed.rpartition(" ")
    return iso_date(printed) or (iso_date(before) if before and is_weekday(last) else None)


def author_of(byline: str, outlet: str | None) -> str | None:
    """The people that a field for authors names; None if it may name something else."""
    if not is_short(byline):
        return None
    parts = re.sub(r"\([^()]{0,99}\)|\S{1,99}@\S{1,99}", " ", byline).split(";")
    names = [signatories(" ".join(part.split())) for part in parts]
    known = [name for name in names[: names.index(None) if None in names else None] if name]
    author = ", ".join(known)
    return author if author and author != outlet else None


def tail_start(lines: Lines, is_field: Callable[[str], bool], *, tight: bool) -> int:
    """Where the fields begin with which lines end; ``len(lines)`` if they end otherwise.

    Args:
        lines: of an article.
        is_field: whether a line begins a field, which goes on up to a blank line.
        tight: whether there are no blank lines between fields, as in PDF and RTF: then a field goes
            on where the line before is so long that it was wrapped.
    """
    return _tight_tail(lines, is_field) if tight else _airy_tail(lines, is_field)


def _airy_tail(lines: Lines, is_field: Callable[[str], bool]) -> int:
    start = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        begins_block = lines[at] and (not at or not lines[at - 1])
        if begins_block and not is_field(lines[at]):
            break
        start = at if begins_block else start
    return start


def _tight_tail(lines: Lines, is_field: Callable[[str], bool]) -> int:
    full = _FULL_LINE * max(map(len, lines), default=0)
    start = len(lines)
    wrapped = 0
    for at in range(len(lines) - 1, -1, -1):
        if is_field(lines[at]):
            start, wrapped = at, 0
        elif lines[at]:
            wrapped += 1
            if wrapped > _MOST_WRAPPED or not at or len(lines[at - 1]) < full:
                break
    return start
