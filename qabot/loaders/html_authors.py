"""Who wrote the article on a web page: names of people, never of accounts, outlets or dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from qabot.english.given_names import GIVEN_NAMES
from qabot.english.people import NO_AUTHORS, ORGANISATION_WORDS, PLACE_FIRST, ROLES
from qabot.loaders.bylines import is_name
from qabot.loaders.html_outlets import OutletNames
from qabot.loaders.html_tree import line_of
from qabot.loaders.json_ld import as_list, by_id, of_article, outermost
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
_SHOWN = "//body//text()[not(parent::script or parent::style)]"
_NOBODY = NO_AUTHORS | ORGANISATION_WORDS
_FURNITURE = frozenset("aside footer nav form li blockquote".split())

_BEFORE = re.compile(
    r"\W*(?:(?:view |see |read |more )*(?:all )?(?:posts?|articles?|stories|archives?) (?:by|from)"
    r"|(?:(?:written|posted|published|reported|words|story|text|article|review|report)"
    r"(?: and \w+)?,? )?by|authors?"
    r"|(?:(?:alle )?(?:beiträge|artikel|posts)|(?:ein )?(?:beitrag|text|artikel|bericht)"
    r"|geschrieben|verfasst|veröffentlicht|erstellt)?,? ?vo[nm](?: autor)?|autor(?:in|en)?"
    r"|(?:écrit|publié|posté|rédigé|texte)?,? ?par|(?:escrito|publicado|texto|redactado)?,? ?por"
    r"|autora?|auteure?s?|(?:geschreven|geplaatst)?,? ?door|(?:scritto|pubblicato)?,? ?da|di)\b"
    r"[:, ]*",
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
_LABEL = re.compile(
    r"autor\w*|auteur\w*|author|.*\b(?:by|von|par|por|da|di|door|av|af)", re.IGNORECASE
)
"""What plug-ins of WordPress call the author among the facts that go with a link to an article."""
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:es|in|en|innen)?|auteurs?|autori|writers?|contributors?|journalists?"
    r"|reporters?|staff|redakteure?)/[^/?#]+",
    re.IGNORECASE,
)
"""The address of an author's own page, as in /author/ann-lee."""


def authors_of(
    tree: Any, contents: list[Any], outlets: OutletNames, *, bylines: bool
) -> str | None:
    """The authors, joined by ", ", from the first place that names people.

    Looked at in this order: JSON-LD, the page's metadata, its bylines.

    Args:
        bylines: whether to look at them: all elements are gone through, which takes 20 s where
            there are millions.
    """
    for people in _told(tree, contents, outlets):
        if names := _in_full(people):
            return _joined(names)
    given_names: list[str] = []
    for lines in _bylines(tree) if bylines else ():
        people = _people_in(lines, outlets)
        if names := _in_full(people):
            return _joined(names)
        given_names = given_names or people
    return _joined(given_names) or None


def _in_full(people: list[str]) -> list[str]:
    """Those who are not named by their given names alone."""
    return [name for name in people if is_name(name) or _is_caseless(name)]


def _joined(names: list[str]) -> str:
    return ", ".join(list(dict.fromkeys(names))[:_MOST_AUTHORS])


def _told(tree: Any, contents: list[Any], outlets: OutletNames) -> Iterator[list[str]]:
    """The people in JSON-LD and metadata that the page prints, too.

    Systems fill these in: a name that no reader sees is that of the account that posted a page.
    It counts alone where a NewsArticle names its authors itself, as newspapers' systems do, and
    in the metadata of a page without a trace of such a system.
    """
    in_json = [name for line in _json_ld(contents) for name in names_in(line, outlets)]
    found = [in_json, *(_people_in(lines, outlets) for lines in (_card_facts(tree), _meta(tree)))]
    if not any(found):
        return
    by_hand = not contents and not tree.xpath('//meta[@name="generator"]')
    shown = ""
    for names, is_sure in zip(found, (_is_of_newspaper(contents), by_hand, by_hand), strict=True):
        if names and not is_sure and not shown:
            shown = _folded(" ".join(tree.xpath(_SHOWN)))
        yield [name for name in names if is_sure or _folded(name) in shown]


def _is_of_newspaper(contents: list[Any]) -> bool:
    """Whether a NewsArticle names its authors, and does not refer to those of accounts."""
    things = [thing for content in contents for thing in outermost(content, "author")]
    return any(
        str(kind).endswith("NewsArticle")
        for thing in things
        if not any(isinstance(one, dict) and "@id" in one for one in as_list(thing["author"]))
        for kind in as_list(thing.get("@type"))
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _people_in(lines: list[str], outlets: OutletNames) -> list[str]:
    """The people in lines that may name firms, too: after "by" any name, else with a given name."""
    return [
        name
        for line in lines
        for name in names_in(line, outlets)
        if _BEFORE.match(line) or _is_caseless(name) or _has_given_name(name)
    ]


def _has_given_name(name: str) -> bool:
    """Whether there is a given name or an initial in it."""
    parts = re.split(r"[\s-]+", name.casefold())
    return not GIVEN_NAMES.isdisjoint(parts) or any(
        re.fullmatch(r"(?:\w\.)+", one) for one in parts
    )


def names_in(line: str, outlets: OutletNames) -> list[str]:
    """The people in a byline: "By Ann Lee and Bo Ek, Staff Writers | 3 June" -> Ann Lee, Bo Ek."""
    line = " ".join(line.split())[:_LONGEST]
    if is_url(line):
        return []
    if match := _BEFORE.match(line):
        line = line[match.end() :]
    names: list[str] = []
    for part in _BETWEEN.split(_BEHIND.sub("", line, count=1)):
        name = _stripped(_ELSEWHERE.sub("", part))
        if match := _BEFORE.match(name):
            name = name[match.end() :]
        if names and _is_office_or_place(name):
            break
        if _is_person(name, outlets):
            names.append(name)
    return names


def _stripped(name: str) -> str:
    """The name without marks around it, but for the point of an initial at its end."""
    stripped = name.strip(_MARKS)
    is_initial = stripped[-2:-1] == " " and f"{stripped}." in name
    return f"{stripped}." if is_initial else stripped


def _is_person(name: str, outlets: OutletNames) -> bool:
    words = re.findall(r"[^\W_]+", name.casefold())
    if name in outlets or not _NOBODY.isdisjoint(words):
        return False
    if len(words) == 1 and name.istitle() and words[0] in GIVEN_NAMES:
        return True
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


def _card_facts(tree: Any) -> list[str]:
    """The author among the facts for a card: "twitter:label1" says which fact is what."""
    labels = tree.xpath('//meta[@name="twitter:label1"]/@content')[:1]
    if not labels or not _LABEL.fullmatch(labels[0].strip()):
        return []
    facts = tree.xpath('//meta[@name="twitter:data1"]/@content')[:1]
    return [fact for value in facts if (fact := plain_one(value))]


def _bylines(tree: Any) -> Iterator[list[str]]:
    """What names authors outside of metadata, the surest first.

    Links to authors, elements marked as their names, bylines, links to their own pages.
    """
    found: dict[str, list[Any]] = {"link": [], "marked": [], "classed": [], "page": []}
    for element in _outside_furniture(tree):
        if kind := _kind_of(element):
            found[kind].append(element)
    yield [line_of(link, _LONGEST) for link in _together(found["link"])]
    for element in (*found["marked"][:_MOST_BYLINES], *found["classed"][:_MOST_BYLINES]):
        line = line_of(element, _LONGEST)
        if len(line) < _LONGEST:
            yield from ([_apart(element)], [line])
    yield [line_of(link, _LONGEST) for link in _together(found["page"])]


def _kind_of(element: Any) -> str:
    """How an element says that an author stands in it; empty if it does not."""
    if "author" in element.get("rel", "").split():
        return "link"
    if "author" in element.get("itemprop", "").split():
        return "marked"
    if _BYLINE_CLASS.search(element.get("class", "")):
        return "classed"
    return "page" if element.tag == "a" and _AUTHOR_PAGE.search(element.get("href", "")) else ""


def _apart(element: Any) -> str:
    """The text of an element with a comma between what stands in different elements of it."""
    pieces = (" ".join(text.split()) for text in element.itertext())
    return ", ".join(piece for piece in pieces if any(map(str.isalnum, piece)))[:_LONGEST]


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
