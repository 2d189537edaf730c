"""What a sync did, a round of watching, and what an index holds.

A round is said after the round before, by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qabot.types import IndexStatus, SkippedFile, SyncReport
from qabot.types.articles import INDEXED
from qabot.wording.common_words import counted, visible
from qabot.wording.unread_kinds import unread_words
from qabot.wording.worded_line import Role, WordedLine, line

_NAMED = 5
"""Names of each kind: they fill a line or two."""
_NAMED_SHORTLY = 2
_FILES_SHOWN = 20


def report_lines(report: SyncReport) -> Iterator[WordedLine]:
    """What a sync did."""
    yield line(Role.REPORT, counts_words(report))
    if report.duplicates:
        yield line(Role.REPORT, duplicates_words(report.duplicates))
    for words in unread_words(report.ignored):
        yield line(Role.NOTE, visible(words))
    yield from skipped_lines(report.skipped)


def outcome_lines(report: SyncReport) -> Iterator[WordedLine]:
    """What changed by a sync that somebody waited for, by name, and what could not be read."""
    yield line(Role.REPORT, outcome_words(report))
    for what, names in _changed(report):
        yield line(Role.NOTE, f"{what}: {_some(names, _NAMED)}")
    for words in unread_words(report.ignored):
        yield line(Role.NOTE, visible(words))
    yield from skipped_lines(report.skipped, "qabot status lists all")


def outcome_words(report: SyncReport) -> str:
    """What changed by a sync, in one sentence; what could not be read is counted."""
    counts = (
        (report.added, "added"),
        (report.changed, "changed"),
        (report.removed, "removed"),
        (report.moved, "moved"),
    )
    said = ", ".join(f"{number:,} {what}" for number, what in counts if number)
    unread = f"; {counted(len(report.skipped), 'file')} could not be read" if report.skipped else ""
    return f"{said or 'Nothing has changed'}{unread}."


def counts_words(report: SyncReport) -> str:
    """How many articles a sync changed."""
    passages = "passage" if report.embedded == 1 else "passages"
    moved = f"{report.moved} moved, " if report.moved else ""
    return (
        f"{report.added} added, {report.changed} changed, {report.removed} removed, {moved}"
        f"{report.unchanged} unchanged; {report.embedded} {passages} embedded "
        f"in {report.seconds:.1f} s"
    )


def duplicates_words(duplicates: int) -> str:
    """How many articles of an index are copies of others."""
    if duplicates == 1:
        return "1 article is a copy of another and counts once with it"
    return f"{duplicates:,} articles are copies of others and count once with them"


def round_lines(report: SyncReport, before: SyncReport) -> Iterator[WordedLine]:
    """A round; of what is skipped or a copy no more than is new."""
    yield line(Role.REPORT, counts_words(report))
    for what, names in _changed(report):
        yield line(Role.NOTE, f"  {what}: {_some(names, _NAMED)}")
    if report.duplicates != before.duplicates:
        yield line(Role.REPORT, duplicates_words(report.duplicates))
    yield from skipped_lines(report.skipped_since(before))
    if gone := _no_longer_skipped(report, before):
        yield line(Role.NOTE, f"no longer skipped: {_some(gone, _NAMED)}")


def round_words(report: SyncReport, before: SyncReport) -> str:
    """A round in one line."""
    parts = [f"{what} {_some(names, _NAMED_SHORTLY)}" for what, names in _changed(report)]
    new = report.skipped_since(before)
    if len(new) == 1 and new[0].is_indexed:
        parts.append(f"{visible(new[0].path)} is {visible(new[0].reason)}")
    elif len(new) == 1:
        parts.append(f"skipped {visible(new[0].path)}: {visible(new[0].reason)}")
    elif new:
        parts.append(f"skipped {_some([file.path for file in new], _NAMED_SHORTLY)}")
    elif not parts and (gone := _no_longer_skipped(report, before)):
        parts.append(f"no longer skipped: {_some(gone, _NAMED_SHORTLY)}")
    return "; ".join(parts) or "the index is in step"


def _changed(report: SyncReport) -> Iterator[tuple[str, Sequence[str]]]:
    files = report.files
    moved = [f"{before} -> {now}" for before, now in files.moved]
    kinds = (("added", files.added), ("changed", files.changed), ("removed", files.removed))
    return ((what, names) for what, names in (*kinds, ("renamed", moved)) if names)


def _some(names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are; a single one more is named, too."""
    shown = names if len(names) <= most + 1 else names[:most]
    more = f" and {len(names) - len(shown):,} more" if len(names) > len(shown) else ""
    return visible(", ".join(shown)) + more


def _no_longer_skipped(report: SyncReport, before: SyncReport) -> list[str]:
    """Paths that were skipped and are read now, or gone."""
    now = {file.path for file in report.skipped}
    return [file.path for file in before.skipped if file.path not in now]


def changes_words(status: IndexStatus) -> str:
    """How many files changed since the last sync."""
    new, changed, removed = status.new_files, status.changed_files, status.removed_files
    words = f"{len(new)} new, {len(changed)} changed, {len(removed)} removed"
    return words + (f", {len(status.moved_files)} renamed" if status.moved_files else "")


def status_lines(status: IndexStatus) -> Iterator[WordedLine]:
    """What an index holds."""
    rows = (
        ("index", status.folder),
        ("folders", ", ".join(status.folders)),
        ("articles", f"{status.articles:,}"),
        ("passages", f"{status.passages:,}"),
        ("copies", f"{status.duplicates:,}"),
        ("model", status.model),
        ("size", f"{status.bytes / 1e6:.1f} MB"),
        ("kept by", status.store),
        ("searched by", status.engine),
        ("last sync", status.synced_at or "never"),
        ("files since", changes_words(status)),
    )
    for name, value in rows:
        if not value:
            continue
        yield line(Role.REPORT, "", (Role.LABEL, f"{name:12}"), (Role.TEXT, visible(value)))
    if status.unembedded:
        yield line(
            Role.WARNING,
            f"{status.unembedded:,} passages are not embedded yet, and answers are found by words "
            "alone; run qabot index to go on",
        )
    for folder in status.missing_folders:
        yield line(Role.WARNING, f"folder is gone: {visible(folder)}")
    yield from _stale_lines(status)
    yield from _changed_lines(status)
    if status.changes:
        yield line(Role.WARNING, "run qabot index to bring the index in step")
    yield from skipped_lines(status.skipped)


def _stale_lines(status: IndexStatus) -> Iterator[WordedLine]:
    """The files that cannot be reached."""
    if not status.stale_files:
        return
    names = _some(status.stale_files, _NAMED)
    what = (
        "files that cannot be reached are"
        if len(status.stale_files) > 1
        else ("a file that cannot be reached is")
    )
    yield line(Role.WARNING, f"stale, what is indexed of {what} as last read: {names}")


def _changed_lines(status: IndexStatus) -> Iterator[WordedLine]:
    """The files that changed, by name."""
    named = [
        *(("new", path) for path in status.new_files),
        *(("changed", path) for path in status.changed_files),
        *(("removed", path) for path in status.removed_files),
        *(("renamed", f"{before} -> {now}") for before, now in status.moved_files),
    ]
    for what, path in named[:_FILES_SHOWN]:
        yield line(Role.NOTE, f"  {what}: {visible(path)}")
    if len(named) > _FILES_SHOWN:
        yield line(Role.NOTE, f"  … and {len(named) - _FILES_SHOWN} more (--json lists all)")


def skipped_lines(
    skipped: Sequence[SkippedFile], more: str = "--json lists all"
) -> Iterator[WordedLine]:
    """What was not indexed, and what was with a doubt, and why; nothing if there is none.

    Args:
        more: says where those are that are not listed.
    """
    yield from _listed("skipped", [file for file in skipped if not file.is_indexed], more)
    doubtful = [file for file in skipped if file.is_indexed]
    yield from _listed("indexed with a doubt", doubtful, more)


def _listed(heading: str, files: Sequence[SkippedFile], more: str) -> Iterator[WordedLine]:
    if not files:
        return
    yield line(Role.WARNING, f"{len(files)} {heading}:")
    for file in files[:_FILES_SHOWN]:
        reason = file.reason.removeprefix(INDEXED)
        yield line(Role.WARNING, f"  {visible(file.path)}: {visible(reason)}")
    if len(files) > _FILES_SHOWN:
        yield line(Role.REPORT, f"  … and {len(files) - _FILES_SHOWN} more ({more})")
