"""XML files: what they are is in their root element, not in their name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import feeds, mediawiki, xml_articles
from qabot.loaders.compression import Loader
from qabot.loaders.safe_xml import root_of
from qabot.types import Article, SkippedFile

_KINDS: dict[str, Loader] = {
    "mediawiki": mediawiki.pages,
    "rss": feeds.entries,
    "feed": feeds.entries,
    "RDF": feeds.entries,  # RSS 1.0
    **dict.fromkeys(xml_articles.ROOTS, xml_articles.articles),
}


def records(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The articles of a MediaWiki dump or a feed, or the one that XML of journals and news is.

    Raises:
        LoadError: it is neither, declares entities, or is not well-formed.
    """
    root = root_of(file)
    if root not in _KINDS:
        raise LoadError(f"XML of a kind that is not read here (<{root}>)")
    yield from _KINDS[root](file, path, settings)
