"""Rows of the database as values, and values as what a row holds.

What cannot have been written raises ``sqlite3.DatabaseError``, as SQLite does for a page that it
cannot read: :func:`qabot.store.schema.reading` tells of both alike.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabot.store.connections import DatabaseRow
from qabot.types import (
    Article,
    FloatArray,
    PassageEncoding,
    PassageInput,
    Span,
    StoredPassage,
)
from qabot.types.unit_vectors import unit

_LENGTH_ERROR = 0.02
"""How far the square of a stored vector's length may be from 1: rounding to fp16 makes .001."""

Place = tuple[int, str]
"""A folder's id and a path in it."""
STALE = "?"
"""What the hash of a file ends in while it cannot be reached."""
ENDS_STALE = f"%{STALE}"
"""LIKE's pattern of such a hash."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A state of the index, what its vectors were made with, and whether all were made anew.

    ``articles``, ``passages``, how many of those had no vector (``unembedded``) and ``identity``
    are known once it is published. Engines know it by its identity: numbers begin again when an
    index is made anew.
    """

    number: int
    model: str
    model_fingerprint: str
    settings_fingerprint: str
    rebuild: bool
    articles: int = 0
    passages: int = 0
    identity: str = ""
    synced_at: str | None = None
    unembedded: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a generation once all of it is written.

    ``identity`` tells it from all others: its number, and a digest of the identity of the one
    before, of the model and the settings, of what changed and where it lies, and of how many
    passages wait for their vectors (``unembedded``).
    """

    identity: str
    articles: int
    passages: int
    unembedded: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when last read; ``added`` is the generation that read it.

    ``hash`` is empty for a file that could not be read; where some articles in a file were over a
    limit, it ends in "/" and the limits then: see :func:`partly_read`. Behind it there is
    :data:`STALE` where the file cannot be reached any more and its articles are as last read.
    """

    size: int
    mtime_ns: int
    hash: str
    added: int
    id: int = 0

    def is_of(self, size: int, mtime_ns: int) -> bool:
        """Whether a file with this size and time of change is as it was."""
        return (self.size, self.mtime_ns) == (size, mtime_ns)

    @property
    def digest(self) -> str:
        """The hash of its bytes alone."""
        return self.hash.removesuffix(STALE).partition("/")[0]

    @property
    def is_stale(self) -> bool:
        """Whether the file could not be reached when it was last looked for."""
        return self.hash.endswith(STALE)

    def was_read(self, limits: tuple[float, ...]) -> bool:
        """Whether all of it was read, or these limits allow no more than was read."""
        digest, _, printed = self.hash.removesuffix(STALE).partition("/")
        if not digest or not printed:
            return bool(digest)
        then = tuple(map(float, printed.split()))
        if len(then) != len(limits):
            return False
        return all(now <= before for now, before in zip(limits, then, strict=True))


def partly_read(digest: str, limits: tuple[float, ...]) -> str:
    """What to record as the hash of a file in which some articles were over these limits."""
    return f"{digest}/{' '.join(map(repr, limits))}" if digest else ""


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """An article as stored: its id, its hash and the generation that added it."""

    id: int
    hash: str
    added: int


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with where it is kept, and the sentences of its passages.

    ``added`` is the generation that it came with.
    """

    folder_id: int
    file: str
    added: int
    article: Article
    passages: list[tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage ready to be stored; one without its encoding waits for it."""

    sentences: tuple[Span, ...]
    input_hash: bytes
    encoding: PassageEncoding | None


def article_values(article: Article) -> tuple[str | None, ...]:
    """All that makes a version of an article but its path, in the order of the table's columns."""
    return (
        article.text,
        article.title,
        article.author,
        article.published,
        article.published_from,
        article.outlet,
        article.language,
        article.url,
        article.updated,
    )


def article_hash(article: Article) -> str:
    """The article's version: a digest of its text and metadata."""
    parts = article_values(article)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def input_hash(passage: PassageInput) -> bytes:
    """Digest of all that decides a passage's vectors but the model."""
    parts = "\x00".join((passage.context, *passage.sentences))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).digest()[:16]


def pack_encoding(encoding: PassageEncoding | None) -> tuple[bytes, bytes]:
    """The vectors of a passage and of its sentences; both empty for one that waits for them."""
    if encoding is None:
        return b"", b""
    vector = encoding.vector.astype(np.float16).tobytes()
    return vector, quantise(encoding.sentence_vectors).tobytes()


def stored_passage(row: DatabaseRow, article: Article, *, vectors: bool) -> StoredPassage:
    """A passage out of its row and its article, its sentences' vectors of no length if so asked."""
    spans = unpack_spans(row["sentences"])
    if spans[-1].end > len(article.text):
        raise sqlite3.DatabaseError(f"a passage reaches beyond the text of {article.path}")
    blank = np.empty((len(spans), 0), dtype=np.float32)
    return StoredPassage(
        id=row["id"],
        article_id=row["article_id"],
        article=article.reference,
        sentences=spans,
        text=article.text[spans[0].start : spans[-1].end],
        sentence_vectors=unpack_encoding(row, len(spans)).sentence_vectors if vectors else blank,
    )


def article_of(row: DatabaseRow) -> Article:
    """An article out of its row."""
    return Article(
        path=row["path"],
        text=row["text"],
        title=row["title"],
        author=row["author"],
        published=row["published"],
        published_from=row["published_from"],
        outlet=row["outlet"],
        language=row["language"],
        url=row["url"],
        updated=row["updated"],
    )


def checked_article(row: DatabaseRow) -> Article:
    """An article out of a row with its ``hash``, which its text and metadata have to have.

    Raises:
        sqlite3.DatabaseError: they are not what was stored.
    """
    article = article_of(row)
    if article_hash(article) != row["hash"]:
        raise sqlite3.DatabaseError(f"{article.path} does not have the text that was stored")
    return article


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Spans as pairs of little-endian 32-bit integers."""
    return np.array([(span.start, span.end) for span in spans], dtype="<i4").tobytes()


def unpack_spans(blob: bytes) -> tuple[Span, ...]:
    """The inverse of :func:`pack_spans` for spans in order, of which there is at least one.

    Raises:
        sqlite3.DatabaseError: these are no such spans.
    """
    if not blob or len(blob) % 8:
        raise sqlite3.DatabaseError("the sentences of a passage cannot be read")
    places = np.frombuffer(blob, dtype="<i4")
    if places[0] < 0 or (places[1:] < places[:-1]).any():
        raise sqlite3.DatabaseError("the sentences of a passage are not in order")
    return tuple(Span(start, end) for start, end in places.reshape(-1, 2).tolist())


def unpack_vector(blob: bytes) -> FloatArray:
    """A unit vector, or one of zeros, stored as fp16, as float32.

    Raises:
        sqlite3.DatabaseError: it is none.
    """
    if not blob or len(blob) % 2:
        raise sqlite3.DatabaseError("the vector of a passage cannot be read")
    vector = np.frombuffer(blob, dtype=np.float16).astype(np.float32)
    length = float(vector @ vector)
    if length and not abs(length - 1.0) < _LENGTH_ERROR:  # nor is it one that is no number
        raise sqlite3.DatabaseError("the vector of a passage does not have the length 1")
    return vector


def unpack_encoding(row: DatabaseRow, sentences: int) -> PassageEncoding:
    """The vectors of a passage and of so many sentences.

    Raises:
        sqlite3.DatabaseError: there are others.
    """
    vector = unpack_vector(row["vector"])
    if len(row["sentence_vectors"]) != sentences * len(vector):
        raise sqlite3.DatabaseError("the vectors of a passage's sentences cannot be read")
    return PassageEncoding(vector, unpack_sentence_vectors(row["sentence_vectors"], len(vector)))


def quantise(vectors: FloatArray) -> npt.NDArray[np.int8]:
    """Eight bits a component; the scale is each row's own, and unit length brings it back.

    It moves a cosine by .0003 on average, .002 at most (XQuAD's questions and sentences).
    """
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12)
    result: npt.NDArray[np.int8] = np.rint(vectors / largest * 127.0).astype(np.int8)
    return result


def unpack_sentence_vectors(blob: bytes, dimension: int) -> FloatArray:
    """Unit rows, shape ``(n, dimension)``: the inverse of :func:`quantise`."""
    stored = np.frombuffer(blob, dtype=np.int8).reshape(-1, dimension)
    return unit(stored.astype(np.float32))
