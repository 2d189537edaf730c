"""What others call the fields of an article: in front matter, in records of JSON, in tables.

From the documented exports of NewsAPI, news-please, All the News, CNN/DailyMail, XSum, HuffPost,
MediaCloud, GDELT, the Guardian and the New York Times, JSON Feed, and what people write in front
matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from qabot.config import FieldSettings

KEYS: dict[str, tuple[str, ...]] = {
    "title": (
        "title", "headline", "webtitle", "articletitle", "newstitle", "heading", "pagetitle",
        "fulltitle", "titel", "titre", "título", "titulo", "überschrift",
    ),
    "author": (
        "author", "authors", "author(s)", "by", "byline", "creator", "authorname",
        "authornames", "writer", "journalist", "reporter", "publishedby",
        "autor", "autorin", "autora", "auteur", "autrice", "autore", "verfasser", "автор",
    ),
    "published": (
        "published", "publishedat", "publishdate", "publisheddate", "datepublished",
        "datepublish", "publicationdate", "webpublicationdate", "publishedon", "publishtime",
        "publishedtime", "firstpublished", "pubdate", "date", "datetime", "seendate", "datum",
        "fecha", "data", "dato", "erscheinungsdatum", "veröffentlicht", "publicado",
    ),
    "updated": (
        "updated", "modified", "lastmod", "updatedat", "modifiedat", "datemodified", "datemodify",
        "dateupdated", "lastmodified", "modifieddate",
    ),
    "outlet": (
        "outlet", "publication", "publisher", "sourcename", "medianame", "publicationname",
        "publicationtitle", "newspaper", "sitename", "site", "source", "sourcedomain", "domain",
        "domainname", "quelle", "fuente", "fonte", "zeitung", "medio", "journal", "periódico",
        "giornale", "krant",
    ),
    "language": ("language", "lang", "languagecode"),
    "url": (
        "urloriginal", "originalurl", "url", "canonicalurl", "weburl", "articleurl", "sourceurl",
        "link", "permalink", "source",
    ),
}  # fmt: skip
"""Field of an article -> the keys that name it, the surest first, as :func:`same_name` gives
them."""

KNOWN_KEYS = frozenset(key for keys in KEYS.values() for key in keys)
"""All of these."""

TEXT_KEYS = (
    "text", "body", "content", "article", "fulltext", "maintext", "story", "bodytext",
    "articletext", "articlebody", "articlecontent", "storytext", "newstext", "cleanedtext",
    "contenttext", "contenthtml", "document", "selftext",
    "volltext", "texte", "contenu", "texto", "contenido", "conteúdo", "testo", "текст",
)  # fmt: skip
"""What names the text of an article."""
SUMMARY_KEYS = (
    "leadparagraph", "description", "shortdescription", "summary", "abstract", "standfirst",
    "trailtext", "excerpt", "snippet",
    "abstractnote",
)  # fmt: skip
"""What names a summary, which is the text where there is no other."""
ID_KEYS = ("id", "_id", "guid", "uuid", "articleid", "storiesid")
NESTED = ("metadata", "fields", "_source")
"""Objects in a record that hold fields of it: in BEIR, the Guardian's answers, Elasticsearch."""

_BETWEEN = re.compile(r"(?<=.)[\s_-]+", re.DOTALL)
_NAMES_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value under the name that a file has for it."""

    name: str
    value: Any


@lru_cache(_NAMES_KEPT)
def same_name(printed: str) -> str:
    """The name without case and without what may join its words: "publishedAt", "Published at"."""
    return _BETWEEN.sub("", printed.strip()).lower()


def by_name(values: Iterable[tuple[object, Any]]) -> dict[str, NamedValue]:
    """Values by :func:`same_name`; of several under one, the first that is something."""
    found: dict[str, NamedValue] = {}
    for key, value in values:
        name = same_name(str(key))
        if name not in found or found[name].value in (None, ""):
            found[name] = NamedValue(str(key), value)
    return found


def chosen_names(chosen: FieldSettings) -> dict[str, str]:
    """Field of an article -> what a person says that it is called; those of which they say so."""
    return {one.name: name for one in fields(chosen) if (name := getattr(chosen, one.name))}
