"""Dumps of Wikipedia and other MediaWikis (.xml, .xml.bz2), a page at a time.

Read with lxml's iterparse: mwxml, made for these dumps, brings four packages to give what follows
here. The largest page is all that is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.limits import check_article_size
from qabot.loaders.metadata import iso_date, plain
from qabot.loaders.problems import skipping_record
from qabot.loaders.records import TakenIds
from qabot.loaders.wikitext import plain_text
from qabot.types import Article, SkippedFile

_ARTICLES = "0"
"""Namespace of the articles; the others hold talk, users, files, templates and so on."""
_WIKITEXT = ("", "wikitext")
_SITE = ("sitename", "base")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def pages(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of a dump, each as ``path#title`` in its latest revision.

    Redirects and pages outside the namespace of articles are left out. A page was never published:
    the time of its revision is when it was ``updated``.

    Raises:
        LoadError: it is not well-formed, or holds no articles.
    """
    # Deferred: lxml takes 0.05 s to import.
    from lxml import etree  # type: ignore[import-untyped]

    names = TakenIds("as page")
    site: dict[str, str] = {}
    number = 0
    try:
        for _, element in etree.iterparse(
            file, tag=("{*}siteinfo", "{*}revision", "{*}page"), resolve_entities=False
        ):
            name = etree.QName(element).localname
            if name == "siteinfo":
                language = element.getparent().get(_LANGUAGE, "")
                site = {"language": language} | {part: _of(element, part) for part in _SITE}
            elif name == "revision":
                _forget_before(element, "revision")
            else:
                number += 1
                found = _page(element, site, path, number, names, settings)
                yield from skipping_record(f"{path}:{number}", found)
                _forget_before(element)
                element.clear()
    except etree.XMLSyntaxError as error:
        raise LoadError(f"not well-formed XML (line {error.lineno})") from None
    if not number:
        raise LoadError("no text")


def _page(
    page: Any, site: dict[str, str], path: str, number: int, names: TakenIds, settings: Settings
) -> Iterator[Article]:
    """The article in a page, if it has one."""
    if _of(page, "ns") != _ARTICLES or page.find("{*}redirect") is not None:
        return
    revision = page.find("{*}revision")
    if revision is None or _of(revision, "model") not in _WIKITEXT:
        return
    title, wikitext = _of(page, "title"), _of(revision, "text")
    check_article_size(len(wikitext), settings)
    if text := plain_text(wikitext):
        yield Article(
            path=f"{path}#{names.take(plain(title) or str(number), number)}",
            text=text,
            title=plain(title) or "",
            outlet=plain(site.get("sitename")),
            language=plain(site.get("language")),
            url=_url(site.get("base", ""), title),
            updated=iso_date(_of(revision, "timestamp")),
        )


def _url(base: str, title: str) -> str | None:
    """The page's address, which is the main page's with another name."""
    from urllib.parse import quote

    place = base.rpartition("/")[0]
    return f"{place}/{quote(title.replace(' ', '_'), safe='/:(),')}" if place else None


def _of(element: Any, name: str) -> str:
    """The text of a part of an element."""
    return str(element.findtext(f"{{*}}{name}") or "").strip()


def _forget_before(element: Any, ending: str = "") -> None:
    """Take what is done with out of the tree, which else holds the dump at its end.

    Args:
        ending: of the tags of what is taken out, back to the first other element: of a page's
            revisions those before the last, but not its title.
    """
    parent = element.getparent()
    before = element.itersiblings(preceding=True)
    for done in list(takewhile(lambda one: str(one.tag).endswith(ending), before)):
        parent.remove(done)
