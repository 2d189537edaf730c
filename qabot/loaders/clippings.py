"""Several articles in one plain text, as people paste them one below the other.

An article begins with its head: a headline and, below it, who wrote it or when, or lines
"Title: ..." and "Author: ...". Where every part of a text has one, the text is split there; where
only some have, nobody knows what belongs to which, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from qabot.loaders.bylines import is_byline, names_author
from qabot.loaders.field_names import KEYS, same_name
from qabot.loaders.header_lines import header_of
from qabot.types import Article, Origins, SkippedFile

_HINT = re.compile(
    r"\n(?:(?P<rule>[-=_*#~])(?: ?(?P=rule)){2}|(?:By|BY|by|Von|Par|Por|Di) "
    r"|(?:Title|TITLE|Headline|HEADLINE|Titel|Author|AUTHOR):)"
)
"""A rule, or two of the others, is in every text that holds several articles, unless new pages part
them: they are looked for first."""
_RULE = re.compile(r"(?P<mark>[-=_*#~])(?: ?(?P=mark)){2,}")
_PAGE = "\f"
_LONGEST_HEADLINE = 120
_LONGEST_KEYS = 3_000
"""Characters of a head in lines "Key: value"."""
_MOST_BLANK = 2
"""Blank lines from which what follows stands apart."""
_BLANKS = frozenset(("", "\n"))
_MOST_HEAD_LINES = 12
"""Lines, blank ones among them, of a headline and what says who wrote and when below it."""
_MOST_KEYS = 24
_LEAST_TEXT = 40
"""Characters that an article has below its head."""
_SENTENCE_END = re.compile(r"[.!:;,…]['\"”’»)\]]*$")
TOLD = (
    "indexed, but seems to hold several articles one below the other, and where one ends cannot be"
    " told; save each as a file"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where an article begins: ``line`` is its first, ``end`` the first below its head.

    ``parted`` is what parts it from the text above: the mark of a rule, a new page, blank lines, or
    "" for a single one. ``signed`` tells that it says who wrote, ``full`` also when, or the same in
    lines that say what is what.
    """

    line: int
    end: int
    parted: str
    title: str
    signed: bool
    full: bool


def clippings(
    text: str, path: str, parse: Callable[[str, str], Article]
) -> Iterator[Article | SkippedFile] | None:
    """The articles in a text, each as ``path#number``; None if it is one.

    Args:
        parse: an article's text and path -> the article.
    """
    if not _may_be_several(text):
        return None
    lines = text.replace("\r\n", "\n").replace(_PAGE, f"\n{_PAGE}\n").split("\n")
    heads = list(_heads(lines))
    if len({head.title.casefold() for head in heads}) < max(len(heads), 2):
        return None  # one, or the running head of pages
    if _is_certain(lines, heads):
        return _split(lines, heads, path, parse)
    parted = sum(head.signed or head.parted not in _BLANKS for head in heads)
    return _told(text, path, parse, named=_is_top(lines, heads[0])) if parted > 1 else None


def _told(
    text: str, path: str, parse: Callable[[str, str], Article], *, named: bool
) -> Iterator[Article | SkippedFile]:
    """The whole as one article, without what may be true of a part, and that it is so."""
    whole = replace(parse(text, path), author=None, published=None, published_from=None)
    yield replace(whole, title="", origins=Origins()) if named else whole
    yield SkippedFile(path, TOLD)


def _may_be_several(text: str) -> bool:
    hints = list(islice(_HINT.finditer(text), 2))
    return len(hints) > 1 or any(hint["rule"] for hint in hints) or _PAGE in text


def _heads(lines: Sequence[str]) -> Iterator[_Head]:
    """The heads of articles, each behind a blank line, a rule or a new page."""
    end = 0
    for at, parted in _beginnings(lines):
        found = at >= end and (_keyed(lines, at, parted) or _headed(lines, at, parted))
        if found:
            end = found.end
            yield found


def _beginnings(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with which a block begins, and what parts it from the one above."""
    blank, parted = _MOST_BLANK, "\n"
    for at, line in enumerate(lines):
        printed = _printed(line)
        if not printed:
            blank += 1
            parted = parted or ("\n" if blank >= _MOST_BLANK else "")
        elif mark := _parting(printed):
            parted, blank = mark, 1
        else:
            if blank:
                yield at, parted
            blank, parted = 0, ""


def _printed(line: str) -> str:
    """The line without white space around it, unless it begins a page."""
    return line if line == _PAGE else line.strip()


def _parting(line: str) -> str:
    """What a line that only parts is made of; "" for any other."""
    if line == _PAGE:
        return line
    match = _RULE.fullmatch(line) if len(line) <= _LONGEST_HEADLINE else None
    return match["mark"] if match else ""


def _keyed(lines: Sequence[str], at: int, parted: str) -> _Head | None:
    """A head in lines "Key: value", maybe with the headline above them."""
    block = "\n".join(lines[at : at + _MOST_KEYS])[:_LONGEST_KEYS]
    header = header_of(block)
    if not header:
        return None
    keys = {same_name(key): value for key, value in header.values.items()}
    above = block[: header.start].strip()
    title = above or next((keys[key] for key in KEYS["title"] if key in keys), "")
    if not title or "\n" in above or (above and not _is_headline(above)):
        return None
    signed = any(key in keys for key in KEYS["author"])
    dated = any(key in keys for key in KEYS["published"])
    end = at + block[: header.end].count("\n") + 1
    return _Head(at, end, parted, title, signed, full=not above or (signed and dated))


def _headed(lines: Sequence[str], at: int, parted: str) -> _Head | None:
    """A headline, maybe underlined, with who wrote or when below it."""
    title = lines[at].strip()
    if not _is_headline(title):
        return None
    signed = dated = False
    end = others = 0
    for below in range(at + 1, min(at + _MOST_HEAD_LINES, len(lines))):
        line = _printed(lines[below])
        if not line or (below == at + 1 and line != _PAGE and _parting(line)):
            continue
        if is_byline(line):
            by = names_author(line)
            signed, dated, end = signed or by, dated or not by or _has_year(line), below + 1
        else:
            others += 1
            if others > 1 or len(line) > _LONGEST_HEADLINE or _parting(line):
                break
    return _Head(at, end, parted, title, signed, signed and dated) if end else None


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or _SENTENCE_END.search(line):
        return False
    return not is_byline(line)


def _has_year(line: str) -> bool:
    return re.search(r"\d{4}", line) is not None


def _is_top(lines: Sequence[str], head: _Head) -> bool:
    """Whether nothing stands above a head."""
    return all(map(_is_between, lines[: head.line]))


def _is_certain(lines: Sequence[str], heads: Sequence[_Head]) -> bool:
    """Whether the text is a row of articles: it begins with one, and each part of it is one.

    Those that are parted by blank lines alone say both who wrote and when. No byline stands
    elsewhere, and no rule that parts two of them parts anything else.
    """
    marks = {head.parted for head in heads[1:]}
    by_blanks = marks <= _BLANKS
    if not _is_top(lines, heads[0]) or (len(marks) > 1 and not by_blanks):
        return False
    if by_blanks and not all(head.full for head in heads):
        return False
    ends = [*(head.line for head in heads[1:]), len(lines)]
    bodies = [lines[head.end : end] for head, end in zip(heads, ends, strict=True)]
    return not any(sum(map(len, body)) < _LEAST_TEXT or _has_part(body, marks) for body in bodies)


def _has_part(body: Sequence[str], marks: set[str]) -> bool:
    """Whether something that may be another article is in the lines below a head."""
    printed = [_printed(line) for line in body]
    while printed and (not printed[-1] or _parting(printed[-1])):
        printed.pop()
    rules = marks - _BLANKS
    return any(_parting(line) in rules or names_author(line) for line in printed if line)


def _split(
    lines: Sequence[str], heads: Sequence[_Head], path: str, parse: Callable[[str, str], Article]
) -> Iterator[Article]:
    starts = [*(head.line for head in heads), len(lines)]
    for number, (start, end) in enumerate(pairwise(starts), start=1):
        while end > start and _is_between(lines[end - 1]):
            end -= 1
        story = "\n".join(lines[start:end]).replace(f"\n{_PAGE}\n", "\n")
        yield parse(f"{story}\n", f"{path}#{number}")


def _is_between(line: str) -> bool:
    """Whether a line is blank, a rule or a new page."""
    return not line.strip() or bool(_parting(line.strip()))
