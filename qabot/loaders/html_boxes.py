"""An article whose body stands in several boxes of a page, with adverts in between.

trafilatura takes the first box that is named like the body of an article, and leaves the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SHORTEST = 60
"""Characters of a paragraph that counts; shorter ones are captions and buttons."""
_LEAST_LOST = 0.1
"""Share of the article's paragraphs, by length, from which they are worth reading the page anew."""
_FURNITURE = frozenset("aside footer nav form script style figure blockquote".split())
_FURNITURE_CLASS = re.compile(
    r"comment|related|recirc|promo|newsletter|teaser|sidebar|disqus|footer|cookie|consent",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph, the nearest element around it that has a class, and its article's."""

    key: str
    length: int
    box: Any
    article: Any


def gather_boxes(tree: Any, text: str) -> bool:
    """Move the body's boxes into the first of them; whether any of their text was missing.

    Boxes belong together when they have the same class, and no heading of another story stands
    between them. ``text`` is what was found in the page before.
    """
    kept = {_key(block) for block in text.split("\n")}
    paragraphs = list(_paragraphs(tree))
    names = {box: _name(box) for box in dict.fromkeys(one.box for one in paragraphs)}
    classes = {names[one.box] for one in paragraphs if one.key in kept}
    articles = {one.article for one in paragraphs if one.key in kept}
    kin = [one for one in paragraphs if names[one.box] in classes and one.article in articles]
    lost = sum(one.length for one in kin if one.key not in kept)
    boxes = _outer(dict.fromkeys(one.box for one in kin))
    if (
        len(articles) != 1
        or len(boxes) < 2
        or lost < _LEAST_LOST * sum(one.length for one in kin)
        or _headed_between(tree, boxes)
    ):
        return False
    _merge(boxes)
    return True


def _paragraphs(tree: Any) -> Iterator[_Paragraph]:
    """The paragraphs outside of what surrounds an article, in order."""
    from lxml import etree  # type: ignore[import-untyped]

    around: list[tuple[Any, bool]] = []  # and whether it has a class
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            if around and around[-1][0] is element:
                around.pop()
        elif element.tag == "p" or _is_furniture(element):
            walker.skip_subtree()
            if element.tag == "p" and (found := _paragraph(element, around)):
                yield found
        elif (has_class := bool(element.get("class"))) or element.tag == "article":
            around.append((element, has_class))


def _paragraph(element: Any, around: list[tuple[Any, bool]]) -> _Paragraph | None:
    line = " ".join(element.text_content().split())
    box = next((one for one, has_class in reversed(around) if has_class), None)
    if box is None or len(line) < _SHORTEST:
        return None
    article = next((one for one, _ in reversed(around) if one.tag == "article"), None)
    return _Paragraph(_key(line), len(line), box, article)


def _is_furniture(element: Any) -> bool:
    if element.tag in ("html", "body", "main", "article"):
        return False
    return element.tag in _FURNITURE or bool(_FURNITURE_CLASS.search(element.get("class", "")))


def _key(line: str) -> str:
    """What a paragraph is known by: its beginning, without what extraction may change."""
    return "".join(filter(str.isalnum, line[: 2 * _SHORTEST]))[:_SHORTEST]


def _name(box: Any) -> str:
    """The tag and class of an element, without the number that tells one box from the next."""
    return f"{box.tag} {re.sub(r'[0-9]+', '', box.get('class'))}"


def _outer(boxes: dict[Any, None]) -> list[Any]:
    """The boxes that lie in none of the others."""
    return [box for box in boxes if not any(outer in boxes for outer in box.iterancestors())]


def _headed_between(tree: Any, boxes: list[Any]) -> bool:
    """Whether a heading stands between the first box and the last, in none of them."""
    from lxml import etree

    ahead = set(boxes)
    walker = etree.iterwalk(tree, events=("start",))
    for _, element in walker:
        if element in ahead:
            ahead.remove(element)
            walker.skip_subtree()
            if not ahead:
                break
        elif _is_furniture(element):
            walker.skip_subtree()
        elif len(ahead) < len(boxes) and element.tag in _HEADINGS:
            return True
    return False


def _merge(boxes: list[Any]) -> None:
    """Move what is in the later boxes to the end of the first."""
    from lxml.html import builder  # type: ignore[import-untyped]

    first, *others = boxes
    for box in others:
        if (box.text or "").strip():
            first.append(builder.P(box.text))
            box.text = None
        first.extend(list(box))
