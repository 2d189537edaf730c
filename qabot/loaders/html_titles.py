"""An article's headline, without the name of its outlet, which pages put behind it in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qabot.loaders.html_outlets import OutletNames, folded_name
from qabot.loaders.html_tree import line_of
from qabot.loaders.json_ld import of_article
from qabot.loaders.metadata import plain

_OG_TITLE = '//meta[@property="og:title" or @name="og:title"]/@content'
_OTHER_TITLES = '//meta[@name="twitter:title" or @name="title" or @name="headline"]/@content'
_LONGEST = 400
"""Characters read of a title."""
_HEADLINES = 50
"""Headings looked at."""
_SEPARATOR = re.compile(r" ?\|+ ?| [-–—·•»›«‹~:/]+ ")
_LONGEST_NAME = 5
_SMALL_WORDS = frozenset("a an and at de des du for in la le of on the to und von & y".split())


def title_of(tree: Any, contents: list[Any], outlets: OutletNames) -> str:
    """The headline on which most of a page's statements agree, once outlets are cut off.

    Those are og:title, JSON-LD's headline, the heading of the page and its title. Where it comes
    to as many for two, it is the one that a reader sees as the heading, if that is one of them,
    else the first in this order.
    """
    stated = [_first(tree.xpath(_OG_TITLE)), _first(of_article(contents, "headline"))]
    heading = next(_headings(tree, outlets), "")
    page_title = " ".join((tree.findtext(".//title") or "").split())[:_LONGEST]
    stated = [without_outlet(title, outlets) for title in (*stated, heading)]
    known = [title for title in stated if title and title not in outlets]
    known.append(_of_page_title(page_title, known, outlets))
    known = [title for title in known if title and title not in outlets]
    if not known:
        other = without_outlet(_first(tree.xpath(_OTHER_TITLES)), outlets)
        return other or page_title or _first_line(tree.xpath("(//h2)[1]"))
    return _most_agreed(_whole(known), heading)


def _first(values: Any) -> str:
    return next((line[:_LONGEST] for value in values if (line := plain(value))), "")


def _first_line(elements: list[Any]) -> str:
    return line_of(elements[0], _LONGEST) if elements else ""


def _headings(tree: Any, outlets: OutletNames) -> Iterator[str]:
    """The first-level headings: of the article, else of the page, where it has but one."""
    inside = tree.xpath(f"(//article//h1 | //main//h1)[position() <= {_HEADLINES}]")
    everywhere = tree.xpath(f"(//h1)[position() <= {_HEADLINES}]")
    for group in (inside, everywhere):
        lines = [line_of(heading, _LONGEST) for heading in group]
        lines = [line for line in lines if line and line not in outlets]
        if len(lines) == 1 or (lines and group is inside):
            yield lines[0]


def without_outlet(title: str, outlets: OutletNames) -> str:
    """The title without names of its outlet before and behind it, set off by a bar or a dash."""
    cut = False
    while separators := list(_SEPARATOR.finditer(title)):
        first, last = separators[0], separators[-1]
        before, behind = title[: last.start()], title[last.end() :]
        if behind.strip() in outlets or not behind.strip():
            title, cut = before.strip(), True
        elif title[: first.start()].strip() in outlets:
            title = title[first.end() :].strip()
        elif cut and "|" in last[0] and _is_section(behind, before):
            title = before.strip()
        else:
            break
    return title


def _is_section(part: str, rest: str) -> bool:
    return len(part.split()) <= 2 < len(rest.split())


def _of_page_title(title: str, known: list[str], outlets: OutletNames) -> str:
    """The headline in the <title>: as another statement has it, else without what looks a name."""
    folded = folded_name(title)
    for other in known:
        if len(other.split()) > 1 and folded.startswith(folded_name(other)):
            return other
    stripped = without_outlet(title, outlets)
    separators = list(_SEPARATOR.finditer(stripped))
    if stripped != title or not separators:
        return stripped
    before, behind = stripped[: separators[-1].start()], stripped[separators[-1].end() :]
    return before.strip() if _looks_a_name(behind, before) else stripped


def _looks_a_name(part: str, rest: str) -> bool:
    """Whether the end of a title is written as the name of an outlet is, and shorter."""
    words = part.split()
    return len(words) <= min(_LONGEST_NAME, len(rest.split())) and all(
        not word[0].islower() or word in _SMALL_WORDS or "." in word for word in words
    )


def _whole(titles: list[str]) -> list[str]:
    """The titles, each that was cut short ("…") as another has it in full."""
    cut = [re.sub(r" ?(?:…|\.\.\.)$", "", title) for title in titles]
    return [
        next((other for other in titles if short != title and other.startswith(short)), title)
        if short != title
        else title
        for title, short in zip(titles, cut, strict=True)
    ]


def _most_agreed(titles: list[str], heading: str) -> str:
    """The title with the most that are equal but for case and marks."""
    folded = [folded_name(title) for title in titles]
    seen = folded_name(heading)
    best = max(folded, key=lambda one: (folded.count(one), one == seen and folded.count(one) > 1))
    return next(
        title
        for title, one in sorted(
            zip(titles, folded, strict=True), key=lambda pair: pair[0].isupper()
        )
        if one == best
    )
