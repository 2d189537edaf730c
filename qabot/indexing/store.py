"""What is read from and written to the database: rows in, values out."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from qabot.types import (
    Article,
    ArticleRef,
    FloatArray,
    IdArray,
    PassageEncoding,
    PassageInput,
    SkippedFile,
    Span,
    StoredPassage,
)
from qabot.vectors import unit

_VECTOR_BATCH = 8192


@dataclass(frozen=True, slots=True)
class Generation:
    """A state of the index, what its vectors were made with, and whether all were made anew."""

    number: int
    model: str
    model_fingerprint: str
    settings_fingerprint: str
    rebuild: bool
    synced_at: str | None = None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when last read; ``added`` is the generation that read it.

    ``hash`` is empty for a file that could not be read.
    """

    size: int
    mtime_ns: int
    hash: str
    added: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """An article as stored: its id, its hash and the generation that added it."""

    id: int
    hash: str
    added: int


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage ready to be stored."""

    sentences: tuple[Span, ...]
    input_hash: bytes
    encoding: PassageEncoding


def article_hash(article: Article) -> str:
    """The article's version: a digest of its text and metadata."""
    parts = (
        article.text,
        article.title,
        article.author,
        article.published,
        article.published_from,
        article.outlet,
        article.language,
        article.source,
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def input_hash(passage: PassageInput) -> bytes:
    """Digest of all that decides a passage's vectors but the model."""
    parts = "\x00".join((passage.context, *passage.sentences))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).digest()[:16]


class Store:
    """Reads and writes rows through one connection, inside transactions that the caller opens."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # -- generations ---------------------------------------------------------------------------

    def published(self) -> Generation | None:
        """The generation that readers see."""
        return self._generation("synced_at IS NOT NULL")

    def pending(self) -> Generation | None:
        """The generation that a sync is writing, or has left unfinished."""
        return self._generation("synced_at IS NULL")

    def begin(self, generation: Generation) -> None:
        """Open a generation to write into."""
        self._connection.execute(
            "INSERT INTO generations VALUES (?, ?, ?, ?, ?, NULL)",
            (
                generation.number,
                generation.model,
                generation.model_fingerprint,
                generation.settings_fingerprint,
                generation.rebuild,
            ),
        )

    def publish(self, number: int) -> None:
        """Make a generation the one that readers see, and delete what it removed."""
        run = self._connection.execute
        run("DELETE FROM articles WHERE removed <= ?", (number,))
        run("DELETE FROM files WHERE removed <= ?", (number,))
        run("DELETE FROM generations WHERE number < ?", (number,))
        run("UPDATE generations SET synced_at = ? WHERE number = ?", (_now(), number))

    def has_changes(self, number: int) -> bool:
        """Whether a generation adds or removes anything."""
        return any(
            self._connection.execute(
                f"SELECT 1 FROM {table} WHERE added = ? OR removed = ? LIMIT 1", (number, number)
            ).fetchone()
            for table in ("files", "articles")
        )

    def note_sync(self) -> None:
        """Record that the published generation was found to be up to date."""
        self._connection.execute("UPDATE generations SET synced_at = ?", (_now(),))

    def discard_pending(self) -> None:
        """Forget an unfinished generation."""
        for table in ("articles", "files"):
            newer = "(SELECT number FROM generations WHERE synced_at IS NULL)"
            self._connection.execute(f"DELETE FROM {table} WHERE added IN {newer}")
            self._connection.execute(f"UPDATE {table} SET removed = NULL WHERE removed IN {newer}")
        self._connection.execute("DELETE FROM generations WHERE synced_at IS NULL")

    def _generation(self, condition: str) -> Generation | None:
        row = self._connection.execute(
            f"SELECT * FROM generations WHERE {condition} ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return Generation(**{**row, "rebuild": bool(row["rebuild"])}) if row else None

    # -- folders and files ---------------------------------------------------------------------

    def folders(self) -> dict[str, int]:
        """Indexed folders (absolute paths) and their ids."""
        rows = self._connection.execute("SELECT path, id FROM folders ORDER BY id")
        return {row["path"]: row["id"] for row in rows}

    def add_folder(self, path: str) -> int:
        """The id of a folder, made if it is new."""
        self._connection.execute("INSERT OR IGNORE INTO folders (path) VALUES (?)", (path,))
        return self.folders()[path]

    def remove_empty_folders(self, kept: Sequence[str]) -> None:
        """Forget folders that hold no article and are not among those kept."""
        for path, number in self.folders().items():
            if path in kept:
                continue
            used = any(
                self._connection.execute(
                    f"SELECT 1 FROM {table} WHERE folder_id = ? LIMIT 1", (number,)
                ).fetchone()
                for table in ("files", "articles")
            )
            if not used:
                self._connection.execute("DELETE FROM folders WHERE id = ?", (number,))

    def files(self, folder_id: int) -> dict[str, FileRecord]:
        """The folder's files by relative path, as of the last write."""
        rows = self._connection.execute(
            "SELECT path, size, mtime_ns, hash, added, id FROM files"
            " WHERE folder_id = ? AND removed IS NULL",
            (folder_id,),
        )
        return {row["path"]: FileRecord(*tuple(row)[1:]) for row in rows}

    def touch_file(self, file_id: int, size: int, mtime_ns: int) -> None:
        """Note a new time of change for a file whose bytes are the same."""
        self._connection.execute(
            "UPDATE files SET size = ?, mtime_ns = ? WHERE id = ?", (size, mtime_ns, file_id)
        )

    def replace_file(self, folder_id: int, path: str, record: FileRecord) -> int:
        """Record a file as just read, in place of its earlier record; returns the new id."""
        self.remove_file_record(record.added, folder_id, path)
        cursor = self._connection.execute(
            "INSERT INTO files (folder_id, path, size, mtime_ns, hash, added)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (folder_id, path, record.size, record.mtime_ns, record.hash, record.added),
        )
        return int(cursor.lastrowid or 0)

    def remove_file_record(self, generation: int, folder_id: int, path: str) -> None:
        """Take a file's record out as of this generation."""
        of_file = "folder_id = ? AND path = ? AND removed IS NULL"
        self._connection.execute(
            f"DELETE FROM files WHERE {of_file} AND added = ?", (folder_id, path, generation)
        )
        self._connection.execute(
            f"UPDATE files SET removed = ? WHERE {of_file}", (generation, folder_id, path)
        )

    def skip(self, file_id: int, skipped: SkippedFile) -> None:
        """Note that a file, or a record in it, was not indexed."""
        self._connection.execute(
            "INSERT INTO skipped VALUES (?, ?, ?)", (file_id, skipped.path, skipped.reason)
        )

    def skipped(self) -> tuple[SkippedFile, ...]:
        """All that is skipped as of the last write, by path."""
        rows = self._connection.execute(
            "SELECT skipped.path, reason FROM skipped JOIN files ON files.id = file_id"
            " WHERE removed IS NULL ORDER BY skipped.path"
        )
        return tuple(SkippedFile(*row) for row in rows)

    # -- articles ------------------------------------------------------------------------------

    def articles_of_file(self, folder_id: int, file: str) -> dict[str, StoredVersion]:
        """The articles that a file held when last read, by article path."""
        rows = self._connection.execute(
            "SELECT path, id, hash, added FROM articles"
            " WHERE folder_id = ? AND file = ? AND removed IS NULL",
            (folder_id, file),
        )
        return {row["path"]: StoredVersion(*tuple(row)[1:]) for row in rows}

    def article_counts(self, folder_id: int) -> dict[str, int]:
        """How many articles each file of a folder holds, as of the last write."""
        rows = self._connection.execute(
            "SELECT file, COUNT(*) FROM articles WHERE folder_id = ? AND removed IS NULL"
            " GROUP BY file",
            (folder_id,),
        )
        return {row[0]: row[1] for row in rows}

    def remove_article(self, generation: int, article_id: int) -> None:
        """Take an article out as of this generation; what was never published goes at once."""
        run = self._connection.execute
        run("DELETE FROM articles WHERE id = ? AND added = ?", (article_id, generation))
        run("UPDATE articles SET removed = ? WHERE id = ?", (generation, article_id))

    def add_article(
        self,
        generation: int,
        folder_id: int,
        file: str,
        article: Article,
        passages: Sequence[NewPassage],
    ) -> None:
        """Store an article with its passages and their vectors."""
        cursor = self._connection.execute(
            "INSERT INTO articles (folder_id, file, path, hash, text, title, author, published,"
            " published_from, outlet, language, source, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                folder_id,
                file,
                article.path,
                article_hash(article),
                article.text,
                article.title,
                article.author,
                article.published,
                article.published_from,
                article.outlet,
                article.language,
                article.source,
                generation,
            ),
        )
        self._connection.executemany(
            "INSERT INTO passages (article_id, sentences, input_hash, vector, sentence_vectors)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                (
                    cursor.lastrowid,
                    _pack_spans(passage.sentences),
                    passage.input_hash,
                    passage.encoding.vector.astype(np.float16).tobytes(),
                    _quantise(passage.encoding.sentence_vectors).tobytes(),
                )
                for passage in passages
            ),
        )

    def known_encodings(self, hashes: Sequence[bytes], since: int) -> dict[bytes, PassageEncoding]:
        """Encodings already stored for these inputs by generation ``since`` or later."""
        found: dict[bytes, PassageEncoding] = {}
        for digest in set(hashes):
            row = self._connection.execute(
                "SELECT vector, sentence_vectors FROM passages"
                " JOIN articles ON articles.id = article_id"
                " WHERE input_hash = ? AND added >= ? LIMIT 1",
                (digest, since),
            ).fetchone()
            if row:
                vector = _unpack_vector(row["vector"])
                found[digest] = PassageEncoding(
                    vector, _unpack_sentence_vectors(row["sentence_vectors"], len(vector))
                )
        return found

    # -- what views are built from, and what searches fetch ----------------------------------------

    def counts(self, generation: int) -> tuple[int, int]:
        """Articles and passages in a generation."""
        row = self._connection.execute(
            "SELECT COUNT(DISTINCT articles.id), COUNT(passages.id) FROM articles"
            f" LEFT JOIN passages ON articles.id = article_id WHERE {_VISIBLE}",
            {"generation": generation},
        ).fetchone()
        return row[0], row[1]

    def vectors(self, generation: int) -> Iterator[tuple[IdArray, FloatArray]]:
        """Passage ids with their unit vectors, in batches of shape ``(n,)`` and ``(n, dim)``."""
        cursor = self._connection.execute(
            "SELECT passages.id, vector FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE {_VISIBLE} ORDER BY passages.id",
            {"generation": generation},
        )
        while rows := cursor.fetchmany(_VECTOR_BATCH):
            ids = np.array([row["id"] for row in rows], dtype=np.int64)
            yield ids, np.stack([_unpack_vector(row["vector"]) for row in rows])

    def documents(self, generation: int) -> Iterator[tuple[int, str, str]]:
        """Passage ids with the title and text that the lexical view indexes."""
        cursor = self._connection.execute(
            "SELECT passages.id, sentences, articles.id AS article, title, text"
            " FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE {_VISIBLE} ORDER BY passages.id",
            {"generation": generation},
        )
        for row in cursor:
            spans = _unpack_spans(row["sentences"])
            yield row["id"], row["title"], row["text"][spans[0].start : spans[-1].end]

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages by id, with their text and sentence vectors."""
        rows = self._connection.execute(
            "SELECT passages.id, article_id, sentences, vector, sentence_vectors, path, text,"
            " title, author, published, outlet"
            " FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE passages.id IN ({','.join('?' * len(ids))})",
            list(ids),
        )
        return {row["id"]: _stored_passage(row) for row in rows}

    def passage_vectors(self, ids: Sequence[int]) -> dict[int, FloatArray]:
        """Unit vectors by passage id, as stored (fp16 precision)."""
        rows = self._connection.execute(
            f"SELECT id, vector FROM passages WHERE id IN ({','.join('?' * len(ids))})", list(ids)
        )
        return {row["id"]: _unpack_vector(row["vector"]) for row in rows}

    def article(self, article_id: int) -> Article | None:
        """An article by its id."""
        row = self._connection.execute(
            "SELECT * FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        return _article(row) if row else None

    def article_by_path(self, path: str, generation: int) -> Article | None:
        """An article by its path; the first folder's where several have it."""
        row = self._connection.execute(
            f"SELECT * FROM articles WHERE path = :path AND {_VISIBLE} ORDER BY folder_id LIMIT 1",
            {"path": path, "generation": generation},
        ).fetchone()
        return _article(row) if row else None

    def article_paths(self, generation: int) -> list[str]:
        """Paths of all articles, sorted."""
        rows = self._connection.execute(
            f"SELECT path FROM articles WHERE {_VISIBLE} ORDER BY path", {"generation": generation}
        )
        return [row["path"] for row in rows]

    def passage_ids(self, generation: int, condition: str, values: dict[str, str]) -> IdArray:
        """Ids of the passages whose article meets an SQL condition."""
        rows = self._connection.execute(
            "SELECT passages.id FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE {_VISIBLE} AND {condition}",
            {"generation": generation, **values},
        )
        return np.array([row[0] for row in rows], dtype=np.int64)


_VISIBLE = (
    "articles.added <= :generation AND (articles.removed IS NULL OR articles.removed > :generation)"
)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _stored_passage(row: sqlite3.Row) -> StoredPassage:
    spans = _unpack_spans(row["sentences"])
    dimension = len(row["vector"]) // 2
    return StoredPassage(
        id=row["id"],
        article_id=row["article_id"],
        article=ArticleRef(
            row["path"], row["title"], row["author"], row["published"], row["outlet"]
        ),
        sentences=spans,
        text=row["text"][spans[0].start : spans[-1].end],
        sentence_vectors=_unpack_sentence_vectors(row["sentence_vectors"], dimension),
    )


def _article(row: sqlite3.Row) -> Article:
    return Article(
        path=row["path"],
        text=row["text"],
        title=row["title"],
        author=row["author"],
        published=row["published"],
        published_from=row["published_from"],
        outlet=row["outlet"],
        language=row["language"],
        source=row["source"],
    )


def _pack_spans(spans: Sequence[Span]) -> bytes:
    return np.array([(span.start, span.end) for span in spans], dtype="<i4").tobytes()


def _unpack_spans(blob: bytes) -> tuple[Span, ...]:
    pairs = np.frombuffer(blob, dtype="<i4").reshape(-1, 2).tolist()
    return tuple(Span(start, end) for start, end in pairs)


def _unpack_vector(blob: bytes) -> FloatArray:
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)


def _quantise(vectors: FloatArray) -> npt.NDArray[np.int8]:
    """Eight bits a component; the scale is each row's own, and unit length brings it back.

    It moves a cosine by .0003 on average, .002 at most (XQuAD's questions and sentences).
    """
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12)
    result: npt.NDArray[np.int8] = np.rint(vectors / largest * 127.0).astype(np.int8)
    return result


def _unpack_sentence_vectors(blob: bytes, dimension: int) -> FloatArray:
    stored = np.frombuffer(blob, dtype=np.int8).reshape(-1, dimension)
    return unit(stored.astype(np.float32))
