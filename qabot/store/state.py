"""What a sync reads from the database: files, their articles and vectors, as they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

import numpy as np

from qabot.store.connections import Connection
from qabot.store.rows import (
    ENDS_STALE,
    FileRecord,
    Generation,
    Place,
    StoredArticle,
    StoredVersion,
    Summary,
    article_of,
    checked_article,
    unpack_encoding,
    unpack_spans,
    unpack_vector,
)
from qabot.store.schema import VISIBLE
from qabot.store.waiting import unembedded
from qabot.types import Document, IdArray, PassageEncoding, SkippedFile

_HASHES = 64
"""Passages whose vectors are looked for in one statement: each waits for an answer of a server."""
_ONE_ENCODING = """
SELECT * FROM (
    SELECT input_hash, vector, sentence_vectors, sentences FROM passages
    JOIN articles ON articles.id = article_id
    WHERE input_hash = ? AND added >= ? AND length(vector) > 0 LIMIT 1
) AS one
"""
"""One of the passages with a text, of which there may be thousands."""


class Store:
    """Reads rows through one connection, inside a transaction that the caller opened.

    Methods that take a generation see its rows alone; the others see the state as last written,
    which a sync works on. Paths are those in the articles' folders; what readers call them is
    :class:`qabot.store.labels.Labels`' business.
    """

    def __init__(self, connection: Connection) -> None:
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

    def skipped(self) -> list[tuple[int, SkippedFile]]:
        """All that is skipped as of the last write, with the ids of the folders, by path."""
        rows = self._connection.execute(
            "SELECT folder_id, skipped.path, reason FROM skipped JOIN files ON files.id = file_id"
            " WHERE removed IS NULL ORDER BY folder_id, skipped.path"
        )
        return [(row[0], SkippedFile(row[1], row[2])) for row in rows]

    def stale_files(self) -> list[Place]:
        """Files that could not be reached, whose articles are as last read."""
        rows = self._connection.execute(
            "SELECT folder_id, path FROM files WHERE removed IS NULL AND hash LIKE ?"
            " ORDER BY folder_id, path",
            (ENDS_STALE,),
        )
        return [(row[0], row[1]) for row in rows]

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
        """How many articles each file of a folder holds, as of the last write.

        Out of indexes alone: of all articles those that are removed, which are few, are taken off.
        """
        run = self._connection.execute
        every = run(
            "SELECT file, COUNT(*) FROM articles WHERE folder_id = ? GROUP BY file", (folder_id,)
        )
        counts = {row[0]: row[1] for row in every}
        for (file,) in run(  # "+": by the index of what is removed
            "SELECT file FROM articles WHERE +folder_id = ? AND removed IS NOT NULL", (folder_id,)
        ):
            counts[file] -= 1
        return {file: count for file, count in counts.items() if count}

    def known_encodings(self, hashes: Sequence[bytes], since: int) -> dict[bytes, PassageEncoding]:
        """Encodings already stored for these inputs by generation ``since`` or later."""
        wanted = list(set(hashes))
        found: dict[bytes, PassageEncoding] = {}
        for start in range(0, len(wanted), _HASHES):
            some = wanted[start : start + _HASHES]
            rows = self._connection.execute(
                " UNION ALL ".join([_ONE_ENCODING] * len(some)),
                [value for digest in some for value in (digest, since)],
            )
            for row in rows:
                sentences = len(unpack_spans(row["sentences"]))
                found[row["input_hash"]] = unpack_encoding(row, sentences)
        return found

    def has_changes(self, number: int) -> bool:
        """Whether a generation adds or removes anything."""
        return any(
            self._connection.execute(
                f"SELECT 1 FROM {table} WHERE added = ? OR removed = ? LIMIT 1", (number, number)
            ).fetchone()
            for table in ("files", "articles")
        )

    def summary(self, generation: int) -> Summary:
        """What a generation that is not published yet is, from the one before and what changed."""
        published = self.published()
        before = published or Generation(0, "", "", "", rebuild=False)
        waiting = unembedded(self._connection, generation)
        made = self.pending() or before
        origin = (before.identity, waiting, made.model_fingerprint, made.settings_fingerprint)
        digest = hashlib.sha256(repr(origin).encode())
        articles, passages = before.articles, before.passages
        added = (
            "SELECT id, hash, (SELECT MIN(id) FROM passages WHERE article_id = articles.id),"
            " (SELECT COUNT(*) FROM passages WHERE article_id = articles.id), path,"
            " (SELECT path FROM folders WHERE id = folder_id) FROM articles"
            " WHERE added > ? AND added <= ? AND removed IS NULL ORDER BY id"
        )
        for row in self._connection.execute(added, (before.number, generation)):
            digest.update(repr(tuple(row)).encode())
            articles, passages = articles + 1, passages + row[3]
        removed = (  # "+": by the index of what is removed, not by reading all in order
            "SELECT id, (SELECT COUNT(*) FROM passages WHERE article_id = articles.id)"
            " FROM articles WHERE removed <= ? ORDER BY +id"
        )
        for row in self._connection.execute(removed, (generation,)):
            digest.update(f"-{row[0]}".encode())
            articles, passages = articles - 1, passages - row[1]
        identity = f"{generation}-{digest.hexdigest()[:16]}"
        return Summary(identity, articles, passages, waiting)

    def article_ids(self, generation: int) -> IdArray:
        """Ids of a generation's articles, ascending, shape ``(n,)``."""
        ids = self._connection.execute(
            f"SELECT json_group_array(id) FROM articles WHERE {VISIBLE}", {"generation": generation}
        ).fetchone()[0]
        return np.sort(np.array(json.loads(ids), dtype=np.int64))

    def documents(self, article_ids: IdArray, *, vectors: bool) -> Iterator[Document]:
        """The passages of these articles as an engine indexes them, by ascending id.

        Articles and their passages are written together: the order of their ids is the same.
        """
        for number in np.sort(article_ids).tolist():
            article = checked_article(
                self._connection.execute(
                    "SELECT * FROM articles WHERE id = ?", (number,)
                ).fetchone()
            )
            title, text = article.title, article.text
            for row in self._connection.execute(
                "SELECT id, sentences, vector FROM passages WHERE article_id = ? ORDER BY id",
                (number,),
            ):
                spans = unpack_spans(row["sentences"])
                passage = text[spans[0].start : spans[-1].end]
                vector = unpack_vector(row["vector"]) if vectors else None
                yield Document(row["id"], number, title, passage, vector)

    def stored_article(self, article_id: int) -> StoredArticle:
        """An article that is there, with its place and its passages."""
        run = self._connection.execute
        row = run("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
        passages = run("SELECT * FROM passages WHERE article_id = ? ORDER BY id", (article_id,))
        spans = [unpack_spans(passage["sentences"]) for passage in passages]
        return StoredArticle(row["folder_id"], row["file"], row["added"], article_of(row), spans)

    def _generation(self, condition: str) -> Generation | None:
        row = self._connection.execute(
            f"SELECT * FROM generations WHERE {condition} ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return Generation(**{**row, "rebuild": bool(row["rebuild"])}) if row else None
