"""Who wrote the article on a web page: names of people, never of accounts, outlets or dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from qabot.english.people import NO_AUTHORS, PLACE_FIRST, ROLES
from qabot.loaders.bylines import is_name
from qabot.loaders.html_outlets import OutletNames
from qabot.loaders.html_tree import line_of
from qabot.loaders.json_ld import as_list, by_id, of_article
from qabot.loaders.metadata import is_url, plain_one

_NAMED = ("author", "article:author", "og:article:author", "book:author")
_META = (
    "author authors byl byline parsely-author sailthru.author citation_author dc.creator"
    " dcterms.creator dc.creator.aut article:author article.author cxenseparse:author"
    " shareaholic:article_author_name rbauthors dcsext.author"
).split()
_LONGEST = 150
"""Characters of a byline; what is longer is the author's life."""
_MOST_BYLINES = 30
"""Bylines looked at in a page; behind them come other stories."""
_MOST_AUTHORS = 20

_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|authors?|writer|contributors?)(?:$|[\s_-])|author_?name|byline",
    re.IGNORECASE,
)
_NOT_A_BYLINE = re.compile(
    r"comment|related|recirc|promo|teaser|sidebar|(?<!v)(?<!h-)card|avatar|image|photo|social"
    r"|share|follow",
    re.IGNORECASE,
)
_FURNITURE = frozenset("aside footer nav form li blockquote".split())

_BEFORE = re.compile(
    r"\W*(?:(?:view |see |read |more )*(?:all )?(?:posts?|articles?|stories|archives?) (?:by|from)"
    r"|(?:(?:written|posted|published|reported|words|story|text|article|review|report)"
    r"(?: and \w+)?,? )?by|authors?"
    r"|(?:(?:alle )?(?:beiträge|artikel|posts)|(?:ein )?(?:beitrag|text|artikel|bericht)|geschrieben"
    r"|verfasst|veröffentlicht|erstellt)?,? ?vo[nm](?: autor)?|autor(?:in|en)?"
    r"|(?:écrit|publié|posté|rédigé|texte)?,? ?par|(?:escrito|publicado|texto|redactado)?,? ?por"
    r"|autora?|auteure?s?|(?:geschreven|geplaatst)?,? ?door|(?:scritto|pubblicato)?,? ?da|di)\b[:, ]*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r" ?[|•·—–<>()\[\]@…].*| - .*|\d.*"
    r"| (?:published|updated|posted|last updated|is an? |contact|follow|email)\b.*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r" (?:in|of|for|at|from|via|on) .*")
_BETWEEN = re.compile(r", (?:and )?| and | & | und | et | y | e |;|,| ?/ ?", re.IGNORECASE)
_MARKS = ' \t.,;:*’‘“”"-'


def authors_of(
    tree: Any, contents: list[Any], outlets: OutletNames, *, bylines: bool
) -> str | None:
    """The authors, joined by ", ", from the first place that names people.

    Looked at in this order: JSON-LD, the page's metadata, its bylines.

    Args:
        bylines: whether to look at them: all elements are gone through, which takes 20 s where
            there are millions.
    """
    found = _bylines(tree) if bylines else ()
    for statement in (_json_ld(contents), _meta(tree), *found):
        names = [name for line in statement for name in names_in(line, outlets)]
        if names:
            return ", ".join(list(dict.fromkeys(names))[:_MOST_AUTHORS])
    return None


def names_in(line: str, outlets: OutletNames) -> list[str]:
    """The people in a byline: "By Ann Lee and Bo Ek, Staff Writers | 3 June" -> Ann Lee, Bo Ek."""
    line = " ".join(line.split())[:_LONGEST]
    if is_url(line):
        return []
    if match := _BEFORE.match(line):
        line = line[match.end() :]
    names: list[str] = []
    for part in _BETWEEN.split(_BEHIND.sub("", line, count=1)):
        name = _ELSEWHERE.sub("", part).strip(_MARKS)
        if match := _BEFORE.match(name):
            name = name[match.end() :]
        if names and _is_office_or_place(name):
            break
        if _is_person(name, outlets):
            names.append(name)
    return names


def _is_person(name: str, outlets: OutletNames) -> bool:
    words = re.findall(r"[^\W_]+", name.casefold())
    if name in outlets or NO_AUTHORS & set(words):
        return False
    return is_name(name) or (1 < len(name) <= 12 and name.isalpha() and _is_caseless(name))


def _is_office_or_place(name: str) -> bool:
    words = name.casefold().split()
    return not words or not ROLES.isdisjoint(words) or words[0] in PLACE_FIRST


def _is_caseless(name: str) -> bool:
    """Whether it is written in a script without capitals, in which a name may be one word."""
    return name.lower() == name.upper()


def _json_ld(contents: list[Any]) -> list[str]:
    """The authors of what is an article, but for those that say they are organisations."""
    others = by_id(contents)
    names: list[str] = []
    for value in of_article(contents, "author"):
        for author in as_list(value)[:_MOST_AUTHORS]:
            if isinstance(author, dict):
                author = {**others.get(str(author.get("@id")), {}), **author}
                if "Organization" in " ".join(map(str, as_list(author.get("@type")))):
                    continue
                author = author.get("name")
            names.extend(name for one in as_list(author) if (name := plain_one(one)))
        if names:
            break
    return names[:_MOST_AUTHORS]


def _meta(tree: Any) -> list[str]:
    """What the page's metadata names, under the first name that has people."""
    names: list[str] = []
    for meta in tree.xpath("//meta[@content][@name or @property or @itemprop]"):
        keys = {(meta.get(key) or "").lower() for key in ("name", "property", "itemprop")}
        if keys & {*_META, *_NAMED} and (name := plain_one(meta.get("content"))):
            if "citation_author" in keys and name.count(",") == 1:
                name = " ".join(reversed(name.split(", ")))
            names.append(name)
    return names[:_MOST_AUTHORS]


def _bylines(tree: Any) -> Iterator[list[str]]:
    """What stands in links to authors, in elements marked as their names, and in bylines."""
    links, marked, classed = [], [], []
    for element in _outside_furniture(tree):
        kind = element.get("class", "")
        if "author" in element.get("rel", "").split():
            links.append(element)
        elif "author" in element.get("itemprop", "").split():
            marked.append(element)
        elif kind and _BYLINE_CLASS.search(kind):
            classed.append(element)
    yield [line_of(link, _LONGEST) for link in _together(links)]
    for group in (marked, classed):
        for element in group[:_MOST_BYLINES]:
            line = line_of(element, _LONGEST)
            if len(line) < _LONGEST:
                yield [line]


def _together(links: list[Any]) -> Iterable[Any]:
    """The first link, and those that stand in the same element."""
    return [link for link in links[:_MOST_BYLINES] if link.getparent() is links[0].getparent()]


def _outside_furniture(tree: Any) -> Iterator[Any]:
    """The elements of the body, without those in lists, asides, comments and other stories."""
    from lxml import etree  # type: ignore[import-untyped]

    body = tree.find("body")
    walker = etree.iterwalk(tree if body is None else body, events=("start",))
    for _, element in walker:
        if element is not body and (
            element.tag in _FURNITURE or _NOT_A_BYLINE.search(element.get("class", ""))
        ):
            walker.skip_subtree()
        else:
            yield element
