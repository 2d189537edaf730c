"""What the site of a page is called: one name to show, and all names that a title may end with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from qabot.loaders.json_ld import as_list, outermost
from qabot.loaders.metadata import is_url, plain

_PERSON = "Person"
_SITE_TYPES = ("WebSite", "Organization", "NewsMediaOrganization")
_NAMED_IN_META = (
    '//meta[@property="og:site_name"]/@content',
    '//meta[@property="article:publisher" or @name="publisher" or @name="dc.publisher"'
    ' or @name="DC.publisher" or @name="citation_journal_title"]/@content',
    '//meta[@name="application-name" or @name="apple-mobile-web-app-title"]/@content',
    '//meta[@name="twitter:site"]/@content',
)
_PUBLIC_SUFFIXES = frozenset("com co org net gov ac edu info www m amp".split())
_BLOG_HOSTS = (".wordpress.com", ".blogspot.com", ".typepad.com", ".tumblr.com", ".livejournal.com")
"""Where whoever writes a blog has an address of their own, under their name."""
_EDITIONS = frozenset(
    "news online com net org magazine newspaper tv uk us international world website blog".split()
)
"""Words that outlets put behind their name, and leave out elsewhere."""


def outlet_names(tree: Any, contents: list[Any], url: str | None) -> list[str]:
    """The names of the site, as the page writes them; the surest first, the host last."""
    og, *others = ([plain(name) for name in tree.xpath(path)] for path in _NAMED_IN_META)
    found = [*og, *_json_ld_names(contents), *(name for names in others for name in names)]
    host = urlsplit(url).hostname if url and is_url(url) else None
    found.append((host or "").removeprefix("www.") or None)
    names = (name.lstrip("@") for name in found if name and not is_url(name))
    return [name for name in dict.fromkeys(names) if name]


def _json_ld_names(contents: list[Any]) -> list[str | None]:
    publishers = [
        plain(publisher)
        for content in contents
        for thing in outermost(content, "publisher")
        for publisher in as_list(thing["publisher"])
        if _PERSON not in _types(publisher)
    ]
    authors = [
        id(author)
        for content in contents
        for thing in outermost(content, "author")
        for author in as_list(thing["author"])
    ]
    sites = [
        plain(thing.get("name"))
        for content in contents
        for thing in outermost(content, "name")
        if _types(thing) & set(_SITE_TYPES)
        and _PERSON not in _types(thing)
        and id(thing) not in authors
    ]
    return [*publishers, *sites]


def owners_in(contents: list[Any]) -> list[str]:
    """The people that JSON-LD says a site is: on a site of one's own, its name may be a byline."""
    return [
        name
        for content in contents
        for thing in outermost(content, "name")
        if _types(thing) >= {_PERSON, "Organization"} and (name := plain(thing["name"]))
    ]


def _types(thing: Any) -> set[str]:
    """What a thing is said to be; a site of one's own is a person and an organisation at once."""
    return set(map(str, as_list(thing.get("@type")))) if isinstance(thing, dict) else set()


class OutletNames:
    """Tells the names of a page's site from other words, however they are written.

    Args:
        names: as :func:`outlet_names` gives them; of a blog on a host of them, only the title,
            unless that is what the author is called: the other names are the author's account.
        owners: people whose own site it is.
    """

    def __init__(self, names: list[str], owners: Iterable[str] = ()) -> None:
        people = set(map(folded_name, owners))
        if names and names[-1].endswith(_BLOG_HOSTS):
            people.add(folded_name(names[-1].partition(".")[0]))
            names = names[:1]
        self._folded = {folded for name in names for folded in _forms(name) if folded} - people

    def __contains__(self, text: str) -> bool:
        """Whether it is a name of the site, or one with "News", ".com" or the like behind it."""
        words = text.replace(".", " ").split()
        while words:
            if folded_name(" ".join(words)) in self._folded:
                return True
            if words[-1].casefold() not in _EDITIONS:
                return False
            words.pop()
        return False


def _forms(name: str) -> list[str]:
    """A name as it is compared; of a host, each of its labels but for the public suffix."""
    if "." not in name or " " in name:
        words = name.split()
        while len(words) > 1 and words[-1].casefold() in _EDITIONS:
            words.pop()
        return [folded_name(name), folded_name(" ".join(words))]
    labels = [label for label in name.split(".")[:-1] if label not in _PUBLIC_SUFFIXES]
    return [folded_name(name), *map(folded_name, labels)]


def folded_name(text: str) -> str:
    """Letters and digits alone, in lower case, without an article at the beginning."""
    folded = "".join(filter(str.isalnum, text.casefold()))
    return folded.removeprefix("the") or folded
