"""What a sync did, and a round of watching: that one is said after the round before, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from qabot.types import SyncReport
from qabot.wording.render import skipped_lines, visible

_NAMED = 5
"""Names of each kind: they fill a line or two."""
_NAMED_SHORTLY = 2


def report_lines(report: SyncReport) -> Iterable[Text]:
    """What a sync did."""
    yield Text(counts_words(report))
    if report.duplicates:
        yield Text(copies_words(report.duplicates))
    if report.ignored:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(report.ignored.items()))
        yield Text(f"not article files: {visible(kinds)}", style="dim")
    yield from skipped_lines(report.skipped)


def counts_words(report: SyncReport) -> str:
    """How many articles a sync changed."""
    passages = "passage" if report.embedded == 1 else "passages"
    moved = f"{report.moved} moved, " if report.moved else ""
    return (
        f"{report.added} added, {report.changed} changed, {report.removed} removed, {moved}"
        f"{report.unchanged} unchanged; {report.embedded} {passages} embedded "
        f"in {report.seconds:.1f} s"
    )


def copies_words(duplicates: int) -> str:
    """How many articles of an index are copies of others."""
    if duplicates == 1:
        return "1 article is a copy of another and counts once with it"
    return f"{duplicates:,} articles are copies of others and count once with them"


def round_lines(report: SyncReport, before: SyncReport) -> Iterable[Text]:
    """A round for a terminal; of what is skipped or a copy no more than is new."""
    yield Text(counts_words(report))
    for what, names in _changed(report):
        yield Text(f"  {what}: {_some(names, _NAMED)}", style="dim")
    if report.duplicates != before.duplicates:
        yield Text(copies_words(report.duplicates))
    yield from skipped_lines(report.skipped_since(before))
    if gone := _no_longer_skipped(report, before):
        yield Text(f"no longer skipped: {_some(gone, _NAMED)}", style="dim")


def round_words(report: SyncReport, before: SyncReport) -> str:
    """A round in one line."""
    parts = [f"{what} {_some(names, _NAMED_SHORTLY)}" for what, names in _changed(report)]
    new = report.skipped_since(before)
    if len(new) == 1:
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
