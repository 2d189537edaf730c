"""Sentences that a reader keeps: clipped out of answers and lists, one notebook an index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection, Row

from qabot.errors import QabotError
from qabot.sessions.session_database import PATIENCE, reading, writing
from qabot.types import Citation


@dataclass(frozen=True, slots=True)
class Clip:
    """A citation that was kept, and the question or list that it was found by.

    ``clipped`` is when, an ISO 8601 time in UTC.
    """

    id: int
    clipped: str
    question: str
    citation: Citation


class Notebook:
    """The clips of an index, in the file of the sessions; each call is one transaction.

    Every method raises ``SessionsProblem`` where the file cannot be used.

    Args:
        path: the file.
        index: the absolute path of the index.
        patience: seconds to wait for another process that is writing.
    """

    def __init__(self, path: Path, index: str, patience: float = PATIENCE) -> None:
        self._path = path
        self._index = index
        self._patience = patience

    def clip(self, citation: Citation, question: str) -> bool:
        """Keep a citation; False if this sentence is kept already."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        found_by = question.encode("utf-8", "replace").decode("utf-8")
        with writing(self._path, self._patience) as connection:
            if any(_same(clip.citation, citation) for clip in self._all(connection)):
                return False
            connection.execute(
                "INSERT INTO clips (clipped, index_folder, question, citation) VALUES (?, ?, ?, ?)",
                (now, self._index, found_by, json.dumps(citation.to_dict())),
            )
        return True

    def drop(self, clip: int) -> None:
        """Take a clip out; its bytes are overwritten."""
        with writing(self._path, self._patience) as connection:
            connection.execute("DELETE FROM clips WHERE id = ?", (clip,))

    def clips(self) -> list[Clip]:
        """All clips, in the order in which they were kept; none that cannot be read any more."""
        with reading(self._path, self._patience) as connection:
            made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'clips'").fetchone()
            return self._all(connection) if made else []

    def _all(self, connection: Connection) -> list[Clip]:
        rows = connection.execute(
            "SELECT id, clipped, question, citation FROM clips WHERE index_folder = ? ORDER BY id",
            (self._index,),
        )
        return [clip for row in rows if (clip := _read(row)) is not None]


def _read(row: Row) -> Clip | None:
    try:
        citation = Citation.from_dict(json.loads(row["citation"]))
    except (QabotError, ValueError):
        return None
    return Clip(row["id"], row["clipped"], row["question"], citation)


def _same(one: Citation, other: Citation) -> bool:
    return (one.article.path, one.text) == (other.article.path, other.text)
