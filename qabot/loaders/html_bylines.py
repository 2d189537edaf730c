"""Where a web page names its authors to readers: links, marked elements, lines that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from qabot.loaders.html_furniture import AUTHOR_PAGE, BYLINE_CLASS, FACTS, outside_furniture
from qabot.loaders.html_tree import line_of

LONGEST_BYLINE = 150
"""Characters of a byline; what is longer is the author's life."""
_MOST_BYLINES = 30
"""Bylines looked at in a page; behind them come other stories."""
_MOST_LINES = 3_000
"""Elements whose text is read to see whether it names an author: a page has 200 to 2,000."""

_MOST_TOLD = 200
"""Short lines of a page up to which one may name its author: a page has 20 to 100."""

_NAME_CLASSES = frozenset(
    "fn username p-author author-name author_name author__name entry-author-name post-author-name"
    " itemPoster".split()
)
"""Classes of elements in which the author's name stands and nothing else, in hCard and themes."""
_UNDER_HEADLINE = (
    "(//h1)[1]/following-sibling::*[position() <= 2]"
    " | (//h1)[1]/parent::*/following-sibling::*[position() <= 2]"
)
"""Where a credit stands that says no more than whose story it is."""
_MOST_BREAKS = 200
"""Breaks in an element that are looked at."""
_PARAGRAPHS = 3
"""Paragraphs before one that may be a signature: a text of fewer is an advert or a notice."""
_IN_BRACKETS = re.compile(r"\(([^()]{3,60})\)\W*$")
_BEHIND_SENTENCE = re.compile(rf"[.!?] ?{_IN_BRACKETS.pattern}")
"""What ends a text: "... the county said. (Ann Lee)"; behind a quotation it is who is quoted."""
_ACCOUNT_PAGE = re.compile(
    r"/(?:users?|user-[\w-]{1,30}|members?|mitglied(?:er)?|profil(?:e|es)?|profiel|perfil|nutzer)"
    r"/[^/?#]*[/?#]?[^/#]",
    re.IGNORECASE,
)
"""The address of what someone with an account wrote."""
_NEAR = 3
"""Elements between a link and the box of facts that it is in."""
_BY = re.compile(
    r"(?:.{0,30}\b)?(?:by|vo[nm]|par|por|di|door|av|af):?|.{0,20}au(?:t|th)(?:o|eu)r\w{0,2} ?:?",
    re.IGNORECASE,
)
_WHOLES = frozenset("html body main article table".split())
"""Elements whose classes tell of all that is in them: "post author-jane"."""
_LINES = frozenset(
    "a address b byline cite dd div em font footer h2 h3 h4 h5 h6 header i li p section small span"
    " strong td time".split()
)
"""Elements that a line of the page may stand in."""


@dataclass(frozen=True, slots=True)
class _Box:
    """What an element tells of those in it: of facts about the article, or of whose the site is."""

    has_facts: bool
    has_copyright: bool


_NO_BOX = _Box(has_facts=False, has_copyright=False)


@dataclass(slots=True)
class PrintedBylines:
    """What a page shows its readers of who wrote it, kind by kind.

    The first ``links`` are those to authors, ``marked`` elements are said to be their names,
    ``classed`` ones are called so by their class, ``pages`` are links to their own pages. ``lines``
    are all others that are short, ``names`` elements with a name and nothing else, ``facts`` lie
    in a box of facts about the article, ``accounts`` are links to what someone posted.
    """

    links: list[Any] = field(default_factory=list)
    marked: list[Any] = field(default_factory=list)
    classed: list[Any] = field(default_factory=list)
    pages: list[Any] = field(default_factory=list)
    names: list[Any] = field(default_factory=list)
    facts: list[Any] = field(default_factory=list)
    accounts: list[Any] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    under_headline: list[Any] = field(default_factory=list)
    _boxes: dict[Any, _Box] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, tree: Any) -> PrintedBylines:
        """Those of a page, without what stands in lists, asides, comments and other stories."""
        found = cls()
        for element in outside_furniture(tree):
            found._add(element)
        found.under_headline.extend(tree.xpath(_UNDER_HEADLINE))
        return found

    def surest_first(self) -> Iterator[list[str]]:
        """The lines that name authors, together where authors stand together."""
        yield _together(self.links)
        for element in (*self.marked[:_MOST_BYLINES], *self.classed[:_MOST_BYLINES]):
            line = line_of(element, LONGEST_BYLINE)
            if len(line) < LONGEST_BYLINE:
                yield from ([_apart(element)], [line])
        yield _together(self.pages)

    def named(self) -> Iterator[list[str]]:
        """The lines that are a name, whatever that looks like."""
        yield _together(self.links)
        names = sorted(self.names[:_MOST_BYLINES], key=_has_no_label)  # stable
        for one in (*self.marked[:_MOST_BYLINES], *names):
            yield [line_of(one, LONGEST_BYLINE)]
        yield _together(self.pages)

    def beside(self) -> Iterator[tuple[str, bool]]:
        """The lines of elements that are called the author's, and of those among other facts.

        With each, whether it is of the former.
        """
        for elements in (self.classed, self.facts):
            for one in elements[:_MOST_BYLINES]:
                yield line_of(one, LONGEST_BYLINE), elements is self.classed

    def account_names(self) -> Iterator[tuple[str, bool]]:
        """The names in links to accounts; with each, whether it is among the article's facts."""
        for link in self.accounts[:_MOST_BYLINES]:
            around = islice(link.iterancestors(), _NEAR)
            among = any(FACTS.search(box.get("class", "")) for box in around)
            yield line_of(link, LONGEST_BYLINE), among

    def lines(self) -> Iterator[str]:
        """The first short lines of the page, each once: elements, and what breaks set apart."""
        told: set[str] = set()
        for element in self.others[:_MOST_LINES]:
            for line in (line_of(element, LONGEST_BYLINE), *_broken_lines(element)):
                if len(told) == _MOST_TOLD:
                    return
                if len(line) < LONGEST_BYLINE and line not in told:
                    told.add(line)
                    yield line

    def signatures(self) -> Iterator[str]:
        """The last paragraphs of texts, where they are short."""
        for element in self.others:
            if element.tag == "p" and _ends_text(element):
                line = line_of(element, LONGEST_BYLINE)
                if len(line) < LONGEST_BYLINE:
                    yield next(filter(None, _broken_lines(element)), line)

    def in_brackets(self, *, behind_sentence: bool = False) -> Iterator[str]:
        """What stands in brackets at the end of texts, behind a full stop where asked for."""
        brackets = _BEHIND_SENTENCE if behind_sentence else _IN_BRACKETS
        for element in self.others:
            if element.tag == "p" and _ends_text(element):
                end = element.text_content()[-LONGEST_BYLINE:]
                yield from (match[1] for match in [brackets.search(end)] if match)

    def _add(self, element: Any) -> None:
        if "author" in element.get("rel", "").split():
            self.links.append(element)
        elif "author" in element.get("itemprop", "").split():
            self.marked.append(element)
        elif element.tag not in _WHOLES and BYLINE_CLASS.search(_called(element)):
            self.classed.append(element)
        elif element.tag == "a" and AUTHOR_PAGE.search(element.get("href", "")):
            self.pages.append(element)
        self._add_further(element)

    def _add_further(self, element: Any) -> None:
        """An element, if it is less sure to name the author."""
        box = self._box(element.getparent())
        is_name = not _NAME_CLASSES.isdisjoint(element.get("class", "").split())
        if is_name and not box.has_copyright:
            self.names.append(element)
        if box.has_facts:
            self.facts.append(element)
        if element.tag == "a" and _ACCOUNT_PAGE.search(element.get("href", "")):
            self.accounts.append(element)
        if element.tag in _LINES:
            self.others.append(element)

    def _box(self, element: Any | None) -> _Box:
        """What an element tells of those in it, looked at once, however many these are."""
        if element is None:
            return _NO_BOX
        if element not in self._boxes:
            is_of_facts = FACTS.search(element.get("class", "")) is not None
            opening = (element.text or "")[:LONGEST_BYLINE]
            self._boxes[element] = _Box(is_of_facts, "©" in opening)
        return self._boxes[element]


def _called(element: Any) -> str:
    """What an element is called by those who gave it its looks."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def _has_no_label(element: Any) -> bool:
    """Whether nothing like "by" stands before a name, in the element that it is in."""
    above = element.getparent()
    return above is None or _BY.fullmatch((above.text or "")[:LONGEST_BYLINE].strip()) is None


def _broken_lines(element: Any) -> Iterator[str]:
    """The lines of an element's own text that a break begins or ends."""
    breaks = [child for child in element if child.tag == "br"][:_MOST_BREAKS]
    if breaks:
        yield _shortened(element.text)
    for one in breaks:
        yield _shortened(one.tail)


def _shortened(text: str | None) -> str:
    return " ".join((text or "")[: 2 * LONGEST_BYLINE].split())[:LONGEST_BYLINE]


def _ends_text(paragraph: Any) -> bool:
    """Whether a paragraph is the last of several that lie beside it."""
    if next(paragraph.itersiblings("p"), None) is not None:
        return False
    before = islice(paragraph.itersiblings("p", preceding=True), _PARAGRAPHS)
    return len(list(before)) == _PARAGRAPHS


def _apart(element: Any) -> str:
    """The text of an element with a comma between what stands in different elements of it."""
    pieces = (" ".join(text.split()) for text in element.itertext())
    return ", ".join(piece for piece in pieces if any(map(str.isalnum, piece)))[:LONGEST_BYLINE]


def _together(links: list[Any]) -> list[str]:
    """The first link, and those that stand in the same element."""
    beside = (link for link in links[:_MOST_BYLINES] if link.getparent() is links[0].getparent())
    return [line_of(link, LONGEST_BYLINE) for link in beside]
