"""What becomes of an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qabot.types.articles import SkippedFile


@dataclass(frozen=True, slots=True)
class FileNames:
    """The files whose articles a sync added, changed, moved or removed, by path.

    ``moved`` are pairs of the path before and the path now. Of a container it is the file, however
    many of its articles changed.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The names as JSON values."""
        return {
            "added": list(self.added),
            "changed": list(self.changed),
            "removed": list(self.removed),
            "moved": [{"from": before, "to": now} for before, now in self.moved],
        }


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: article counts, passages embedded, files skipped and why.

    ``moved`` counts the articles of files that were renamed; they are neither added nor removed.
    ``ignored`` counts files of other types by suffix; they were not opened. ``duplicates`` are the
    articles of the index that are copies of another one in it. ``skipped`` is all that is on
    record as skipped, whether it was tried again or not; ``files`` only what changed.
    """

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: tuple[SkippedFile, ...] = ()
    ignored: Mapping[str, int] = field(default_factory=dict)
    passages: int = 0
    embedded: int = 0
    duplicates: int = 0
    seconds: float = 0.0
    files: FileNames = field(default_factory=FileNames)

    @property
    def has_changes(self) -> bool:
        """Whether any article came, went, moved or changed."""
        return any((self.added, self.changed, self.moved, self.removed))

    def skipped_since(self, before: SyncReport) -> tuple[SkippedFile, ...]:
        """What an earlier sync did not skip, or not for the same reason."""
        known = set(before.skipped)
        return tuple(file for file in self.skipped if file not in known)

    def tells_more_than(self, before: SyncReport) -> bool:
        """Whether there is anything to say after the report of an earlier sync."""
        return self.has_changes or set(self.skipped) != set(before.skipped)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "added": self.added,
            "changed": self.changed,
            "moved": self.moved,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "files": self.files.to_dict(),
            "skipped": [{"path": file.path, "reason": file.reason} for file in self.skipped],
            "ignored": dict(self.ignored),
            "passages": self.passages,
            "embedded": self.embedded,
            "duplicates": self.duplicates,
            "seconds": round(self.seconds, 3),
        }


class SyncStage(StrEnum):
    """What a running sync is doing."""

    READING = "reading"
    """Files are read and cut into passages."""
    COMPARING = "comparing"
    """Copies and recurring lines are looked for."""
    LOADING = "loading"
    """The first few hundred passages are embedded, for which the model is loaded."""
    EMBEDDING = "embedding"
    """Passages are embedded."""
    WRITING = "writing"
    """The views that questions are asked of are written."""


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a running sync is.

    ``bytes_total`` counts the files that have to be read, ``bytes_done`` what was read of them;
    ``embedded`` and ``waiting`` (to be embedded, of what was read) are in passages, ``rate`` in
    passages a second (0 until it is known). ``seconds_left`` is None until it can be told;
    ``share`` is the part of the whole time that is over, from 0 to 1, and never falls.
    ``searchable`` tells that there is something to ask already: the index as it was, or the text
    of a first sync without its vectors.
    """

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    embedded: int
    rate: float
    seconds: float
    searchable: bool = False
    stage: SyncStage = SyncStage.READING
    waiting: int = 0
    seconds_left: float | None = None
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds, and how its folders differ from it now.

    ``unembedded`` passages wait for their vectors: until a sync has made them, answers are found
    by terms alone. ``duplicates`` are articles that are copies of another one in it;
    ``moved_files`` are pairs of the path before and the path now. ``bytes`` is the size on disk
    of the database and its views.
    """

    folder: str
    folders: tuple[str, ...]
    articles: int
    passages: int
    model: str
    generation: int
    synced_at: str | None
    bytes: int
    skipped: tuple[SkippedFile, ...]
    new_files: tuple[str, ...]
    changed_files: tuple[str, ...]
    removed_files: tuple[str, ...]
    missing_folders: tuple[str, ...]
    moved_files: tuple[tuple[str, str], ...] = ()
    duplicates: int = 0
    unembedded: int = 0

    @property
    def changes(self) -> int:
        """How many files differ from what is indexed."""
        differing = (self.new_files, self.changed_files, self.removed_files, self.moved_files)
        return sum(map(len, differing))

    def to_dict(self) -> dict[str, Any]:
        """The status as JSON values."""
        return {
            "index": self.folder,
            "folders": list(self.folders),
            "articles": self.articles,
            "passages": self.passages,
            "duplicates": self.duplicates,
            "unembedded": self.unembedded,
            "model": self.model,
            "generation": self.generation,
            "synced_at": self.synced_at,
            "bytes": self.bytes,
            "skipped": [{"path": file.path, "reason": file.reason} for file in self.skipped],
            "changed_since": {
                "new": list(self.new_files),
                "changed": list(self.changed_files),
                "removed": list(self.removed_files),
                "moved": [{"from": before, "to": now} for before, now in self.moved_files],
                "missing_folders": list(self.missing_folders),
            },
        }
