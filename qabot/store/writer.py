"""What a sync writes to the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from qabot.speech.attribution import Attribution
from qabot.store.quote_rows import add_quotes
from qabot.store.rows import (
    ENDS_STALE,
    STALE,
    FileRecord,
    Generation,
    NewPassage,
    Summary,
    article_hash,
    article_values,
    pack_encoding,
    pack_spans,
)
from qabot.store.state import Store
from qabot.types import Article, PassageEncoding, SkippedFile


class StoreWriter(Store):
    """Writes rows through one connection, inside transactions that the caller opens."""

    def begin(self, generation: Generation) -> None:
        """Open a generation to write into."""
        self._connection.execute(
            "INSERT INTO generations (number, model, model_fingerprint, settings_fingerprint,"
            " rebuild) VALUES (?, ?, ?, ?, ?)",
            (
                generation.number,
                generation.model,
                generation.model_fingerprint,
                generation.settings_fingerprint,
                generation.rebuild,
            ),
        )

    def publish(self, number: int, summary: Summary) -> None:
        """Make a generation the one that readers see, and delete what it removed."""
        run = self._connection.execute
        run("DELETE FROM articles WHERE removed <= ?", (number,))
        run("DELETE FROM files WHERE removed <= ?", (number,))
        run("DELETE FROM generations WHERE number < ?", (number,))
        run(
            "UPDATE generations SET synced_at = ?, articles = ?, passages = ?, identity = ?,"
            " unembedded = ? WHERE number = ?",
            (
                _now(),
                summary.articles,
                summary.passages,
                summary.identity,
                summary.unembedded,
                number,
            ),
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

    def add_folder(self, path: str) -> int:
        """The id of a folder, made if it is new."""
        self._connection.execute(
            "INSERT INTO folders (path) VALUES (?) ON CONFLICT DO NOTHING", (path,)
        )
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

    def touch_file(self, file_id: int, size: int, mtime_ns: int) -> None:
        """Note a new time of change for a file whose bytes are the same."""
        self._connection.execute(
            "UPDATE files SET size = ?, mtime_ns = ? WHERE id = ?", (size, mtime_ns, file_id)
        )

    def mark_stale(self, file_id: int) -> None:
        """Note that a file cannot be reached; its record says no more of when that was read."""
        self._connection.execute(
            "UPDATE files SET hash = hash || ? WHERE id = ? AND hash NOT LIKE ?",
            (STALE, file_id, ENDS_STALE),
        )

    def unmark_stale(self, file_id: int) -> None:
        """Note that a file can be reached again, and is as it was when last read."""
        self._connection.execute(
            "UPDATE files SET hash = rtrim(hash, ?) WHERE id = ?", (STALE, file_id)
        )

    def replace_file(self, folder_id: int, path: str, record: FileRecord) -> int:
        """Record a file as just read, in place of its earlier record; returns the new id."""
        self.remove_file_record(record.added, folder_id, path)
        row = self._connection.execute(
            "INSERT INTO files (folder_id, path, size, mtime_ns, hash, added)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            (folder_id, path, record.size, record.mtime_ns, record.hash, record.added),
        ).fetchone()
        return int(row[0])

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

    def remove_article(self, generation: int, article_id: int) -> None:
        """Take an article out as of this generation; what was never published goes at once."""
        run = self._connection.execute
        run("DELETE FROM articles WHERE id = ? AND added = ?", (article_id, generation))
        run("UPDATE articles SET removed = ? WHERE id = ?", (generation, article_id))

    def remove_older(self, generation: int) -> None:
        """Take out whatever this generation has not written itself."""
        for table in ("articles", "files"):
            self._connection.execute(
                f"UPDATE {table} SET removed = ? WHERE removed IS NULL AND added < ?",
                (generation, generation),
            )

    def set_encodings(self, encodings: Iterable[tuple[int, PassageEncoding]]) -> None:
        """Give passages, by their ids, the vectors that they waited for."""
        self._connection.executemany(
            "UPDATE passages SET vector = ?, sentence_vectors = ? WHERE id = ?",
            ((*pack_encoding(encoding), number) for number, encoding in encodings),
        )

    def add_article(
        self,
        generation: int,
        folder_id: int,
        file: str,
        article: Article,
        passages: Sequence[NewPassage],
        attributions: Sequence[Attribution] = (),
    ) -> None:
        """Store an article with its passages, their vectors, and who says what."""
        row = self._connection.execute(
            "INSERT INTO articles (folder_id, file, path, hash, text, title, author, published,"
            " published_from, outlet, language, url, updated, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                folder_id,
                file,
                article.path,
                article_hash(article),
                *article_values(article),
                generation,
            ),
        ).fetchone()
        article_id = int(row[0])
        self._connection.executemany(
            "INSERT INTO passages (article_id, sentences, input_hash, vector, sentence_vectors)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                (
                    article_id,
                    pack_spans(passage.sentences),
                    passage.input_hash,
                    *pack_encoding(passage.encoding),
                )
                for passage in passages
            ),
        )
        add_quotes(self._connection, article_id, article.text, attributions)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
