"""RSS and Atom files (.rss, .atom, .xml), by feedparser; an export of WordPress is RSS, too."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.html import visible_text
from qabot.loaders.limits import check_article_size, size_of
from qabot.loaders.metadata import is_url, iso_date, plain
from qabot.loaders.problems import left_out_words, skipping_record
from qabot.loaders.records import TakenIds
from qabot.loaders.wordpress import WordPressExport, without_shortcodes
from qabot.types import Article, SkippedFile

_LONG_AUTHOR = re.compile(
    rb"(<(?:\w+:)?(?:author|contributor|creator|managingEditor|name|webMaster)\b[^<>]*>[^<]{500})"
    rb"[^<]*"
)
"""A name that is none: feedparser looks for addresses in it for hours."""


_BLOGGER = "http://schemas.google.com/blogger/2008/kind#"
_BLOGGER_ARTICLES = ("post", "page")


def entries(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The entries of a feed, each as ``path#id``, with its address or number for want of an id.

    Raises:
        LoadError: it is no feed, too large or declares entities.
    """
    check_article_size(size_of(file), settings)
    data = file.read()
    # Deferred: feedparser takes 0.1 s to import, and most folders have no feeds.
    import feedparser

    data = _LONG_AUTHOR.sub(rb"\1", data)
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    if not feed.version:
        raise LoadError("not a feed")
    if not feed.entries:
        raise LoadError("no text")
    names = TakenIds("as entry")
    is_export = "wp_wxr_version" in feed.feed or any("wp_status" in one for one in feed.entries)
    export = WordPressExport(data) if is_export else None
    drafts = 0
    for number, entry in enumerate(feed.entries, start=1):
        if export and not export.is_article(entry):
            continue
        kind = _blogger_kind(entry)
        if kind not in ("", *_BLOGGER_ARTICLES) or entry.get("app_draft") == "yes":
            drafts += kind in ("", *_BLOGGER_ARTICLES)
            continue
        name = plain(entry.get("id") or entry.get("link")) or str(number)
        found = _articles(entry, feed, path, names.take, (name, number), export)
        yield from skipping_record(f"{path}:{number}", found)
    if drafts:
        yield SkippedFile(path, left_out_words({"draft": drafts}))
    if export and export.left_out:
        yield SkippedFile(path, left_out_words(export.left_out))


def _blogger_kind(entry: Any) -> str:
    """What an entry of Blogger's export is: a post, a page, a comment, settings; "" in a feed."""
    terms = (str(tag.get("term")) for tag in entry.get("tags", ()))
    return next((term.rpartition("#")[2] for term in terms if term.startswith(_BLOGGER)), "")


def _articles(
    entry: Any,
    feed: Any,
    path: str,
    take: Callable[[str, int], str],
    place: tuple[str, int],
    export: WordPressExport | None,
) -> Iterator[Article]:
    """The article in an entry, at its place: its name, which is taken, and its number."""
    found = _article(entry, feed, f"{path}#{take(*place)}")
    if export:
        found = replace(found, author=export.author(found.author))
    if not found.text:
        raise LoadError("no text")
    yield found


def _article(entry: Any, feed: Any, path: str) -> Article:
    published = iso_date(entry.get("published"))
    # Asked for first, because feedparser gives the one date for the other.
    updated = iso_date(entry["updated"]) if "updated" in entry else None
    if not published and feed.version.startswith("rss"):
        published, updated = updated, None  # dc:date, which RSS 1.0 has instead
    authors = [author.get("name") for author in entry.get("authors", ())]
    url = entry.get("link") or ""
    return Article(
        path=path,
        text=_text(entry, "wp_post_type" in entry),
        title=plain(visible_text(entry.get("title", ""))) or "",
        author=plain(authors),
        published=published,
        published_from="feed" if published else None,
        outlet=plain(feed.feed.get("title")),
        language=plain(entry.get("language") or feed.feed.get("language")),
        url=url if is_url(url) else None,
        updated=updated,
    )


def _text(entry: Any, is_post: bool) -> str:
    """The entry's whole text, else its summary; of a post of WordPress without its marks."""
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    for content in contents:
        value = str(content.get("value", ""))
        value = without_shortcodes(value) if is_post else value
        if value.strip():
            return value.strip() if content.get("type") == "text/plain" else visible_text(value)
    return ""
