"""What is read from the database."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from qabot.indexing import duplicates, quotes
from qabot.indexing.rows import (
    FileRecord,
    Generation,
    StoredArticle,
    StoredVersion,
    article_of,
    stored_passage,
    unpack_sentence_vectors,
    unpack_spans,
    unpack_vector,
)
from qabot.indexing.schema import VISIBLE
from qabot.types import (
    Article,
    ArticleRef,
    FloatArray,
    IdArray,
    PassageEncoding,
    Quote,
    SkippedFile,
    StoredPassage,
)

_VECTOR_BATCH = 8192


class Store:
    """Reads rows through one connection, inside a transaction that the caller opened.

    Methods that take a generation see its rows alone; the others see the state as last written,
    which a sync works on.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def published(self) -> Generation | None:
        """The generation that readers see."""
        return self._generation("synced_at IS NOT NULL")

    def pending(self) -> Generation | None:
        """The generation that a sync is writing, or has left unfinished."""
        return self._generation("synced_at IS NULL")

    def folders(self) -> dict[str, int]:
        """Indexed folders (absolute paths) and their ids."""
        rows = self._connection.execute("SELECT path, id FROM folders ORDER BY id")
        return {row["path"]: row["id"] for row in rows}

    def files(self, folder_id: int) -> dict[str, FileRecord]:
        """The folder's files by relative path, as of the last write."""
        rows = self._connection.execute(
            "SELECT path, size, mtime_ns, hash, added, id FROM files"
            " WHERE folder_id = ? AND removed IS NULL",
            (folder_id,),
        )
        return {row["path"]: FileRecord(*tuple(row)[1:]) for row in rows}

    def skipped(self) -> tuple[SkippedFile, ...]:
        """All that is skipped as of the last write, by path."""
        rows = self._connection.execute(
            "SELECT skipped.path, reason FROM skipped JOIN files ON files.id = file_id"
            " WHERE removed IS NULL ORDER BY skipped.path"
        )
        return tuple(SkippedFile(*row) for row in rows)

    def skipped_of(self, file_id: int) -> list[SkippedFile]:
        """What was skipped of one file."""
        rows = self._connection.execute(
            "SELECT path, reason FROM skipped WHERE file_id = ?", (file_id,)
        )
        return [SkippedFile(*row) for row in rows]

    def articles_of_file(self, folder_id: int, file: str) -> dict[str, StoredVersion]:
        """The articles that a file held when last read, by article path."""
        rows = self._connection.execute(
            "SELECT path, id, hash, added FROM articles"
            " WHERE folder_id = ? AND file = ? AND removed IS NULL",
            (folder_id, file),
        )
        return {row["path"]: StoredVersion(*tuple(row)[1:]) for row in rows}

    def version_of(self, folder_id: int, file: str, path: str) -> StoredVersion | None:
        """The article with this path that a file held when last read."""
        row = self._connection.execute(
            "SELECT id, hash, added FROM articles"
            " WHERE path = ? AND folder_id = ? AND file = ? AND removed IS NULL",
            (path, folder_id, file),
        ).fetchone()
        return StoredVersion(*row) if row else None

    def ids_of_file(self, folder_id: int, file: str) -> IdArray:
        """Ids of the articles that a file held when last read, shape ``(n,)``."""
        rows = self._connection.execute(
            "SELECT id FROM articles WHERE folder_id = ? AND file = ? AND removed IS NULL",
            (folder_id, file),
        )
        return np.fromiter((row[0] for row in rows), dtype=np.int64)

    def article_counts(self, folder_id: int) -> dict[str, int]:
        """How many articles each file of a folder holds, as of the last write."""
        rows = self._connection.execute(
            "SELECT file, COUNT(*) FROM articles WHERE folder_id = ? AND removed IS NULL"
            " GROUP BY file",
            (folder_id,),
        )
        return {row[0]: row[1] for row in rows}

    def known_encodings(self, hashes: Sequence[bytes], since: int) -> dict[bytes, PassageEncoding]:
        """Encodings already stored for these inputs by generation ``since`` or later."""
        found: dict[bytes, PassageEncoding] = {}
        for digest in set(hashes):
            row = self._connection.execute(
                "SELECT vector, sentence_vectors FROM passages"
                " JOIN articles ON articles.id = article_id"
                " WHERE input_hash = ? AND added >= ? AND length(vector) > 0 LIMIT 1",
                (digest, since),
            ).fetchone()
            if row:
                vector = unpack_vector(row["vector"])
                found[digest] = PassageEncoding(
                    vector, unpack_sentence_vectors(row["sentence_vectors"], len(vector))
                )
        return found

    def has_changes(self, number: int) -> bool:
        """Whether a generation adds or removes anything."""
        return any(
            self._connection.execute(
                f"SELECT 1 FROM {table} WHERE added = ? OR removed = ? LIMIT 1", (number, number)
            ).fetchone()
            for table in ("files", "articles")
        )

    def counts(self, generation: int) -> tuple[int, int]:
        """Articles and passages in a generation."""
        row = self._connection.execute(
            "SELECT COUNT(DISTINCT articles.id), COUNT(passages.id) FROM articles"
            f" LEFT JOIN passages ON articles.id = article_id WHERE {VISIBLE}",
            {"generation": generation},
        ).fetchone()
        return row[0], row[1]

    def identity(self, generation: int) -> str:
        """Digest of the ids and inputs of a generation's passages."""
        digest = hashlib.sha256()
        for row in self._connection.execute(
            "SELECT passages.id, input_hash FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE {VISIBLE} ORDER BY passages.id",
            {"generation": generation},
        ):
            digest.update(f"{row['id']} ".encode() + row["input_hash"])
        return digest.hexdigest()[:16]

    def vectors(self, generation: int) -> Iterator[tuple[IdArray, FloatArray]]:
        """Passage ids with their unit vectors, in batches of shape ``(n,)`` and ``(n, dim)``."""
        cursor = self._connection.execute(
            "SELECT passages.id, vector FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE {VISIBLE} ORDER BY passages.id",
            {"generation": generation},
        )
        while rows := cursor.fetchmany(_VECTOR_BATCH):
            ids = np.array([row["id"] for row in rows], dtype=np.int64)
            yield ids, np.stack([unpack_vector(row["vector"]) for row in rows])

    def documents(self, generation: int) -> Iterator[tuple[int, str, str]]:
        """Passage ids with the title and text that the lexical view indexes."""
        articles = self._connection.execute(
            f"SELECT id, title, text FROM articles WHERE {VISIBLE} ORDER BY id",
            {"generation": generation},
        )
        for article in articles:
            for row in self._connection.execute(
                "SELECT id, sentences FROM passages WHERE article_id = ? ORDER BY id",
                (article["id"],),
            ):
                spans = unpack_spans(row["sentences"])
                yield row["id"], article["title"], article["text"][spans[0].start : spans[-1].end]

    def passages(self, ids: Sequence[int], *, vectors: bool) -> dict[int, StoredPassage]:
        """Passages by id, with their text and, if asked for, sentence vectors."""
        rows = self._connection.execute(
            "SELECT id, article_id, sentences, vector, sentence_vectors FROM passages"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        ).fetchall()
        wanted = {row["article_id"] for row in rows}
        articles = {number: article for number in wanted if (article := self.article(number))}
        return {
            row["id"]: stored_passage(row, articles[row["article_id"]], vectors=vectors)
            for row in rows
        }

    def passages_of(self, article_ids: Collection[int]) -> IdArray:
        """Ids of these articles' passages, shape ``(n,)``, ascending."""
        rows = self._connection.execute(
            "SELECT id FROM passages WHERE article_id IN (SELECT value FROM json_each(?))"
            " ORDER BY id",
            (json.dumps(sorted(article_ids)),),
        )
        return np.array([row[0] for row in rows], dtype=np.int64)

    def quotes_of(self, article_id: int) -> list[Quote]:
        """An article's attributed sentences, in order."""
        return quotes.quotes_of(self._connection, article_id)

    def quotes_by_speaker(self, name: str, generation: int) -> list[Quote]:
        """What is said by everyone whom a name can mean, by article and place."""
        return quotes.quotes_by_speaker(self._connection, generation, name)

    def copies_of(
        self, article_ids: Collection[int], generation: int
    ) -> dict[int, dict[int, ArticleRef]]:
        """For each article that has copies, all that are its story, the speaking one first."""
        return duplicates.copies_of(self._connection, generation, article_ids)

    def duplicates(self, generation: int) -> int:
        """How many articles are copies of another one."""
        return duplicates.duplicate_count(self._connection, generation)

    def passage_vectors(self, ids: Sequence[int]) -> dict[int, FloatArray]:
        """Unit vectors by passage id, as stored (fp16 precision)."""
        rows = self._connection.execute(
            "SELECT id, vector FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row["id"]: unpack_vector(row["vector"]) for row in rows}

    def article(self, article_id: int) -> Article | None:
        """An article by its id."""
        row = self._connection.execute(
            "SELECT * FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        return article_of(row) if row else None

    def articles_of(self, passage_ids: Sequence[int]) -> set[int]:
        """Ids of the articles that these passages stand in."""
        rows = self._connection.execute(
            "SELECT DISTINCT article_id FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(passage_ids)),),
        )
        return {row[0] for row in rows}

    def articles_with_boilerplate(self) -> set[int]:
        """Ids of the articles of which some lines are in no passage."""
        rows = self._connection.execute(
            "SELECT article_id FROM signatures WHERE length(left_out) > 0"
        )
        return {row[0] for row in rows}

    def articles(
        self,
        generation: int,
        condition: str,
        values: dict[str, str],
        ids: Collection[int] | None = None,
    ) -> Iterator[Article]:
        """The articles that meet an SQL condition, if there is one, by path; among these ids."""
        among = "TRUE" if ids is None else "id IN (SELECT value FROM json_each(:ids))"
        rows = self._connection.execute(
            f"SELECT * FROM articles WHERE {VISIBLE} AND {condition or 'TRUE'} AND {among}"
            " ORDER BY path, folder_id",
            {"generation": generation, "ids": json.dumps(sorted(ids or ())), **values},
        )
        return map(article_of, rows)

    def stored_article(self, article_id: int) -> StoredArticle:
        """An article that is there, with its place and its passages."""
        run = self._connection.execute
        row = run("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
        passages = run("SELECT * FROM passages WHERE article_id = ? ORDER BY id", (article_id,))
        spans = [unpack_spans(passage["sentences"]) for passage in passages]
        return StoredArticle(row["folder_id"], row["file"], row["added"], article_of(row), spans)

    def article_by_path(self, path: str, generation: int) -> Article | None:
        """An article by its path; the first folder's where several have it."""
        row = self._connection.execute(
            f"SELECT * FROM articles WHERE path = :path AND {VISIBLE} ORDER BY folder_id LIMIT 1",
            {"path": path, "generation": generation},
        ).fetchone()
        return article_of(row) if row else None

    def printed(self, generation: int, expression: str, limit: int) -> list[str]:
        """What the articles have for an SQL expression, the most frequent first."""
        rows = self._connection.execute(
            f"SELECT {expression} AS value FROM articles WHERE {VISIBLE} AND value <> ''"
            " GROUP BY value ORDER BY COUNT(*) DESC, value LIMIT :limit",
            {"generation": generation, "limit": limit},
        )
        return [row["value"] for row in rows]

    def article_paths(self, generation: int) -> list[str]:
        """Paths of all articles, sorted."""
        rows = self._connection.execute(
            f"SELECT path FROM articles WHERE {VISIBLE} ORDER BY path", {"generation": generation}
        )
        return [row["path"] for row in rows]

    def article_refs(
        self, generation: int, condition: str, values: dict[str, str]
    ) -> list[ArticleRef]:
        """The articles that meet an SQL condition, if there is one, by path; no text is read."""
        rows = self._connection.execute(
            "SELECT articles.path, title, author, published, outlet, url, updated FROM articles"
            f" WHERE {VISIBLE} AND {condition or 'TRUE'} ORDER BY articles.path",
            {"generation": generation, **values},
        )
        return [ArticleRef(*row) for row in rows]

    def article_count(self, generation: int, condition: str, values: dict[str, str]) -> int:
        """How many articles meet an SQL condition."""
        row = self._connection.execute(
            f"SELECT COUNT(*) FROM articles WHERE {VISIBLE} AND {condition}",
            {"generation": generation, **values},
        ).fetchone()
        return int(row[0])

    def passage_ids(self, generation: int, condition: str, values: dict[str, str]) -> IdArray:
        """Ids of the passages whose article meets an SQL condition."""
        rows = self._connection.execute(
            "SELECT passages.id FROM passages JOIN articles ON articles.id = article_id"
            f" WHERE {VISIBLE} AND {condition}",
            {"generation": generation, **values},
        )
        return np.array([row[0] for row in rows], dtype=np.int64)

    def _generation(self, condition: str) -> Generation | None:
        row = self._connection.execute(
            f"SELECT * FROM generations WHERE {condition} ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return Generation(**{**row, "rebuild": bool(row["rebuild"])}) if row else None
