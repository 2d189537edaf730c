"""How reports are written as JSON: what a sync did, and what an index holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from msgspec import field

from qabot.types.articles import SkippedFile
from qabot.types.json_records.record import Record, printed
from qabot.types.reports import (
    CheckReport,
    FileNames,
    Finding,
    FindingKind,
    IndexStatus,
    SyncReport,
)


class SkippedFileRecord(Record, frozen=True, kw_only=True):
    """A file that was not indexed, and why."""

    noun: ClassVar = SkippedFile

    path: str
    reason: str


class RenamedRecord(Record, frozen=True, kw_only=True):
    """A file that was renamed."""

    before: str = field(name="from")
    now: str = field(name="to")

    def value(self) -> tuple[str, str]:
        """The path before and the path now."""
        return self.before, self.now


class FileNamesRecord(Record, frozen=True, kw_only=True):
    """The files whose articles a sync changed."""

    noun: ClassVar = FileNames

    added: list[str]
    changed: list[str]
    removed: list[str]
    moved: list[RenamedRecord]

    @classmethod
    def attributes(cls, value: FileNames) -> dict[str, Any]:
        """The names, those of renamed files in pairs that say which is which."""
        return {
            "added": value.added,
            "changed": value.changed,
            "removed": value.removed,
            "moved": _renamed(value.moved),
        }


class SyncReportRecord(Record, frozen=True, kw_only=True):
    """What a sync did."""

    noun: ClassVar = SyncReport

    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    files: FileNamesRecord
    skipped: list[SkippedFileRecord]
    ignored: dict[str, int]
    passages: int
    embedded: int
    duplicates: int
    seconds: float

    @classmethod
    def attributes(cls, value: SyncReport) -> dict[str, Any]:
        """The report with its files as they are written."""
        names = cls.__struct_fields__
        return {name: getattr(value, name) for name in names} | {
            "files": FileNamesRecord.of(value.files)
        }


class ChangesRecord(Record, frozen=True, kw_only=True):
    """How folders differ from what is indexed."""

    new: list[str]
    changed: list[str]
    removed: list[str]
    moved: list[RenamedRecord]
    missing_folders: list[str]
    stale: list[str] = printed(list)


class IndexStatusRecord(Record, frozen=True, kw_only=True):
    """What an index holds, and how its folders differ from it now."""

    noun: ClassVar = IndexStatus

    folder: str = field(name="index")
    folders: list[str]
    articles: int
    passages: int
    duplicates: int
    unembedded: int
    model: str
    generation: int
    synced_at: str | None
    bytes: int
    skipped: list[SkippedFileRecord]
    changed_since: ChangesRecord
    engine: str = ""
    store: str = ""

    @classmethod
    def attributes(cls, value: IndexStatus) -> dict[str, Any]:
        """The status with what changed apart."""
        names = set(cls.__struct_fields__) - {"folder", "changed_since"}
        changes = ChangesRecord(
            new=list(value.new_files),
            changed=list(value.changed_files),
            removed=list(value.removed_files),
            moved=_renamed(value.moved_files),
            missing_folders=list(value.missing_folders),
            stale=list(value.stale_files),
        )
        return {
            "index": value.folder,
            **{name: getattr(value, name) for name in names},
            "changed_since": changes,
        }

    def value(self) -> IndexStatus:
        """The status with what changed among the rest."""
        changes = self.changed_since
        kept = set(self.__struct_fields__) - {"skipped", "folders", "changed_since"}
        return IndexStatus(
            **{name: getattr(self, name) for name in kept},
            folders=tuple(self.folders),
            skipped=tuple(file.value() for file in self.skipped),
            new_files=tuple(changes.new),
            changed_files=tuple(changes.changed),
            removed_files=tuple(changes.removed),
            moved_files=tuple(renamed.value() for renamed in changes.moved),
            missing_folders=tuple(changes.missing_folders),
            stale_files=tuple(changes.stale),
        )


class FindingRecord(Record, frozen=True, kw_only=True):
    """Something that is wrong with an index."""

    noun: ClassVar = Finding

    kind: FindingKind
    place: str
    problem: str
    mended: bool


class CheckReportRecord(Record, frozen=True, kw_only=True):
    """What a check of an index found."""

    noun: ClassVar = CheckReport

    articles: int
    passages: int
    findings: list[FindingRecord]
    seconds: float


def _renamed(pairs: Iterable[tuple[str, str]]) -> list[RenamedRecord]:
    return [RenamedRecord(before=before, now=now) for before, now in pairs]
