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
_WORDS_OF_HEADLINE = 4
"""Words from which a heading is taken for a headline, whatever else the page says."""
_WORDS_OF_KICKED = 3
"""Words that a headline has at least of which a kicker stands in the same heading."""
_SMALL_WORDS = frozenset("a an and at de des du for in la le of on the to und von & y".split())


def title_of(tree: Any, contents: list[Any], outlets: OutletNames) -> str:
    """The headline, once outlets are cut off: what a reader sees as the page's heading.

    That is the first-level heading on which og:title, JSON-LD's headline and the page's title
    agree most; where they share too few words with any, or there is none, it is the statement on
    which most of them agree.
    """
    stated = [_first(tree.xpath(_OG_TITLE)), _first(of_article(contents, "headline"))]
    stated = [without_outlet(title, outlets) for title in stated]
    stated = [title for title in stated if title and title not in outlets]
    page_title = " ".join((tree.findtext(".//title") or "").split())[:_LONGEST]
    seen = next(_headings(tree, outlets), "")
    heading = _agreed_heading(tree, [*stated, without_outlet(page_title, outlets)], seen, outlets)
    second = _second_heading(tree, page_title)
    if (
        second
        and second not in outlets
        and (not heading or _is_shorter_part(heading, second, page_title))
    ):
        heading = second
    if heading:
        return _as_stated(heading, [*stated, without_outlet(page_title, outlets)])
    seen = without_outlet(seen, outlets)
    known = [*stated, *([seen] if seen and seen not in outlets else [])]
    known.append(_of_page_title(page_title, known, outlets))
    known = [title for title in known if title and title not in outlets]
    if not known:
        other = without_outlet(_first(tree.xpath(_OTHER_TITLES)), outlets)
        return other or page_title or _first_line(tree.xpath("(//h2)[1]"))
    return _most_agreed(_whole(known), seen)


def _agreed_heading(tree: Any, statements: list[str], seen: str, outlets: OutletNames) -> str:
    """The first-level heading that shares most words with a statement; empty if none is it.

    ``seen`` is the one that stands where an article has it: with several words it needs no other
    statement.
    """
    lines = (_heading_line(one) for one in tree.xpath(f"(//h1)[position() <= {_HEADLINES}]"))
    headings = [without_outlet(line, outlets) for line in lines]
    headings = [line for line in headings if line and line not in outlets]
    sites = [line for line in headings if _is_site(line, statements, headings)]
    shared = {line: max((_shared(line, one) for one in statements), default=0) for line in headings}
    candidates = (line for line in headings if line not in sites)
    best = max(candidates, key=lambda line: shared[line], default="")
    if best and shared[best]:
        return best
    seen = without_outlet(seen, outlets)
    return seen if len(seen.split()) >= _WORDS_OF_HEADLINE and seen not in sites else ""


def _second_heading(tree: Any, page_title: str) -> str:
    """The second-level heading that is a part of the page's title; empty if there is none.

    Where the first-level heading is the name of the site, the headline stands in one of these.
    """
    names = _parts_of(page_title)
    lines = (_heading_line(one) for one in tree.xpath(f"(//h2)[position() <= {_HEADLINES}]"))
    return next((one for one in lines if len(one.split()) > 1 and folded_name(one) in names), "")


def _is_shorter_part(heading: str, other: str, page_title: str) -> bool:
    """Whether a heading is a part of the page's title, as is the other, which has more words."""
    return folded_name(heading) in _parts_of(page_title) and len(heading.split()) < len(
        other.split()
    )


def _parts_of(page_title: str) -> set[str]:
    return {folded_name(part) for part in _SEPARATOR.split(page_title)} - {""}


def _heading_line(heading: Any) -> str:
    """The text of a heading as a reader sees it: scripts that write styles put them inside."""
    styles = list(heading.iter("style", "script"))
    for style in styles:
        style.text = None
    return line_of(heading, _LONGEST).replace("\xad", "")


def _is_site(heading: str, statements: list[str], headings: list[str]) -> bool:
    """Whether it is the end of a page's title whose beginning is another heading or statement."""
    title = folded_name(statements[-1])
    if not title.endswith(folded_name(heading)):
        return False
    others = (folded_name(other) for other in (*headings, *statements[:-1]))
    return any(other and title.startswith(other) and other != title for other in others)


def _shared(heading: str, statement: str) -> int:
    """How many words they share; 0 if that is less than half of the shorter one's."""
    ours, theirs = (set(re.findall(r"\w+", one.casefold())) for one in (heading, statement))
    shared = len(ours & theirs)
    return shared if 2 * shared >= min(len(ours), len(theirs)) else 0


def _as_stated(heading: str, stated: list[str]) -> str:
    """The heading, or a statement that is the same or without a kicker or a subtitle in it."""
    for title in stated:
        if "".join(title.casefold().split()) == "".join(heading.casefold().split()):
            return title
        if len(title.split()) < _WORDS_OF_KICKED:
            continue
        if heading.endswith(f" {title}"):
            return title
        if heading.startswith(f"{title} ") and heading[len(title) + 1].isalnum():
            return title
    return heading


def _first(values: Any) -> str:
    lines = (line.replace("\xad", "")[:_LONGEST] for value in values if (line := plain(value)))
    return next(lines, "")


def _first_line(elements: list[Any]) -> str:
    return line_of(elements[0], _LONGEST) if elements else ""


def _headings(tree: Any, outlets: OutletNames) -> Iterator[str]:
    """The first-level headings: of the article, else of the page, where it has but one."""
    inside = tree.xpath(f"(//article//h1 | //main//h1)[position() <= {_HEADLINES}]")
    everywhere = tree.xpath(f"(//h1)[position() <= {_HEADLINES}]")
    for group in (inside, everywhere):
        lines = [_heading_line(heading) for heading in group]
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
