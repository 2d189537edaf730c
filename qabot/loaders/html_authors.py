"""Who wrote the article on a web page: names of people, never of accounts, outlets or dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from qabot.loaders.agency_names import agencies_in, says_source
from qabot.loaders.author_names import (
    accounts_in,
    is_caseless,
    names_alone_in,
    names_in,
    pen_names_in,
    people_in,
    posted_by,
    stated_in,
)
from qabot.loaders.html_bylines import LONGEST_BYLINE, PrintedBylines
from qabot.loaders.html_outlets import OutletNames
from qabot.loaders.html_tree import line_of
from qabot.loaders.json_ld import as_list, by_id, of_article, outermost
from qabot.loaders.metadata import plain_one
from qabot.loaders.newsroom_names import newsrooms_in
from qabot.loaders.printed_names import is_name

_NAMED = ("author", "article:author", "og:article:author", "book:author")
_META = (
    "author authors byl byline parsely-author sailthru.author citation_author dc.creator"
    " dcterms.creator dc.creator.aut article:author article.author cxenseparse:author"
    " shareaholic:article_author_name rbauthors dcsext.author"
).split()
_MOST_AUTHORS = 20
_METAS = (
    "//meta[@content][@name or @property or @itemprop]"
    "[not(ancestor::li or ancestor::aside or ancestor::footer or ancestor::blockquote)]"
)
"""The page's metadata, but for those of what it refers to or shows beside."""

_SHOWN = "//body//text()[not(parent::script or parent::style)]"

_OF_A_BOOK = re.compile(r"(?:ISBN|Verlag|Publisher|Seiten(?:zahl)?|Pages) ?:", re.IGNORECASE)
"""Begins a line in the description of a book, whose author is then told, too."""
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)(?: ©)?[ \d–-]{0,12}(?:by )?.{0,40}")
"""Whose site it is."""
_HIDDEN = '//*[contains(@class, "snippet-hidden")]'
"""What themes of WordPress print for search engines alone: the account that posted a page."""
_OWNERS = '//meta[@name="copyright" or @name="DCTERMS.rights" or @name="publisher"]/@content'
"""Whom a site belongs to; as the author of each of its pages that is filled in by a system."""
_CREATORS = '//meta[@name="twitter:creator"]/@content'
_AROUND_SIGNATURE = " +()[]–—-"
_LABEL = re.compile(
    r"autor\w*|auteur\w*|author|.*\b(?:by|von|par|por|da|di|door|av|af)", re.IGNORECASE
)
"""What plug-ins of WordPress call the author among the facts that go with a link to an article."""


def authors_of(
    tree: Any, contents: list[Any], outlets: OutletNames, *, bylines: bool
) -> str | None:
    """The authors, joined by ", ", from the first place that names people.

    Looked at in this order: JSON-LD, the page's metadata, its bylines.

    Args:
        bylines: whether to look at them: all elements are gone through, which takes 20 s where
            there are millions.
    """
    shown = PrintedBylines.of(tree) if bylines else PrintedBylines()
    for people in _told(tree, contents, outlets):
        if names := _in_full(people):
            return _joined(_all_named_with(names, shown, outlets))
    names = (
        _printed(shown, outlets)
        or accounts_in(shown.account_names(), _told_accounts(tree, contents), outlets)
        or _told_agencies(tree, contents, outlets)
        or _newsrooms(shown, outlets)
    )
    return _joined(names) or None


def _all_named_with(names: list[str], shown: PrintedBylines, outlets: OutletNames) -> list[str]:
    """The authors of a byline that names all of these, and more: systems often keep the first."""
    for lines in shown.surest_first():
        beside = [name for line in lines for name in names_alone_in(line, outlets)]
        others = set(beside) - set(names)
        if set(names) < set(beside) and not any(one in other for one in names for other in others):
            return beside
    return names


def _printed(shown: PrintedBylines, outlets: OutletNames) -> list[str]:
    """The people that a page names in its text; those without a full name where nobody has one.

    Where it names none, the agency that its story comes from.
    """
    given_names: list[str] = []
    for lines in shown.surest_first():
        people = people_in(lines, outlets)
        if names := _in_full(people):
            return names
        given_names = given_names or people
    pen_names = (pen_names_in(lines, outlets) for lines in shown.named())
    if names := next(filter(None, pen_names), []) or _stated(shown, outlets):
        return names
    for line, is_byline in shown.beside():
        if names := names_alone_in(line, outlets, sure=not is_byline):
            return names
    if given_names:
        return given_names
    if names := [name for line in shown.lines() if (name := posted_by(line, outlets))][:1]:
        return names
    signatures = (line.strip(_AROUND_SIGNATURE) for line in shown.signatures())
    signed = (names_alone_in(line, outlets, sure=True) for line in signatures)
    ends = shown.in_brackets(behind_sentence=True)
    enclosed = (names_alone_in(line, outlets, sure=True) for line in ends)
    return next(filter(None, chain(signed, enclosed)), []) or _printed_agencies(shown, outlets)


def _printed_agencies(shown: PrintedBylines, outlets: OutletNames) -> list[str]:
    """The agencies in the bylines of a page, under its headline, or in a line that says "by"."""
    beside = ([line] for line, _ in shown.beside())
    stated = ([line] for line in shown.lines() if says_source(line))
    credits = ([line_of(one, LONGEST_BYLINE)] for one in shown.under_headline)
    signed = ([line] for line in (*shown.signatures(), *shown.in_brackets()))
    places = chain(shown.surest_first(), beside, credits, stated, signed)
    return next(filter(None, (agencies_in(lines, outlets) for lines in places)), [])


def _told_accounts(tree: Any, contents: list[Any]) -> set[str]:
    """What the page's metadata calls its author, be it a name or that of an account, folded."""
    creators = map(plain_one, tree.xpath(_CREATORS))
    told = (*_json_ld(contents), *_meta(tree), *(name for name in creators if name))
    return {_folded(name.lstrip("@")) for name in told}


def _newsrooms(shown: PrintedBylines, outlets: OutletNames) -> list[str]:
    """The newsroom that signs: in a byline that is its name and nothing else."""
    signed = (newsrooms_in(lines, outlets) for lines in (*shown.surest_first(), *shown.named()))
    return next(filter(None, signed), [])


def _told_agencies(tree: Any, contents: list[Any], outlets: OutletNames) -> list[str]:
    """The agencies that JSON-LD or the page's metadata give for its authors."""
    places = (_json_ld(contents, organisations=True), _card_facts(tree), _meta(tree))
    return next(filter(None, (agencies_in(lines, outlets) for lines in places)), [])


def _stated(shown: PrintedBylines, outlets: OutletNames) -> list[str]:
    """The people in lines that say so themselves, if all such lines of the page name the same."""
    lines = list(shown.lines())
    if any(map(_OF_A_BOOK.match, lines)):
        return []
    found = {tuple(names) for line in lines if (names := stated_in(line, outlets))}
    return list(found.pop()) if len(found) == 1 else []


def _in_full(people: list[str]) -> list[str]:
    """Those who are not named by their given names alone."""
    return [name for name in people if is_name(name) or is_caseless(name)]


def _joined(names: list[str]) -> str:
    return ", ".join(list(dict.fromkeys(names))[:_MOST_AUTHORS])


def _told(tree: Any, contents: list[Any], outlets: OutletNames) -> Iterator[list[str]]:
    """The people in JSON-LD and metadata that the page prints, too.

    Systems fill these in: a name that no reader sees is that of the account that posted a page.
    It counts alone where a NewsArticle names its authors itself, as newspapers' systems do, and
    in the metadata of a page without a trace of such a system.
    """
    in_json = [name for line in _json_ld(contents) for name in names_in(line, outlets)]
    owners = " ".join(map(_folded, tree.xpath(_OWNERS)))
    by_meta = [people_in(lines, outlets) for lines in (_card_facts(tree), _meta(tree))]
    found = [in_json, *([one for one in names if _folded(one) not in owners] for names in by_meta)]
    if not any(found):
        return
    by_hand = not contents and not tree.xpath('//meta[@name="generator"]')
    shown = ""
    for names, is_sure in zip(found, (_is_of_newspaper(contents), by_hand, by_hand), strict=True):
        if names and not is_sure and not shown:
            shown = _shown(tree)
        yield [name for name in names if is_sure or _folded(name) in shown]


def _shown(tree: Any) -> str:
    """All text of a page that readers see, folded, but for whose the site is."""
    shown = _folded(" ".join(tree.xpath(_SHOWN)))
    for hidden in tree.xpath(_HIDDEN)[:_MOST_AUTHORS]:
        shown = shown.replace(_folded(" ".join(hidden.itertext())), " ", 1)
    return _COPYRIGHT.sub(" ", shown)


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


def _json_ld(contents: list[Any], *, organisations: bool = False) -> list[str]:
    """The authors of what is an article; those that say they are organisations where asked for."""
    others = by_id(contents)
    names: list[str] = []
    for value in of_article(contents, "author"):
        for author in as_list(value)[:_MOST_AUTHORS]:
            if isinstance(author, dict):
                author = {**others.get(str(author.get("@id")), {}), **author}
                kinds = " ".join(map(str, as_list(author.get("@type"))))
                if "Organization" in kinds and not organisations:
                    continue
                author = author.get("name")
            names.extend(name for one in as_list(author) if (name := plain_one(one)))
        if names:
            break
    return names[:_MOST_AUTHORS]


def _meta(tree: Any) -> list[str]:
    """What the page's metadata names, under the first name that has people."""
    names: list[str] = []
    for meta in tree.xpath(_METAS):
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
