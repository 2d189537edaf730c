"""What a sync and a round of watching say of themselves."""

from __future__ import annotations

from dataclasses import replace

from qabot.types import FileNames, SkippedFile, SyncReport
from qabot.wording.report_lines import report_lines, round_lines, round_words
from qabot.wording.terminal_style import plain_lines

BROKEN = SkippedFile("broken.pdf", "damaged")
LOCKED = SkippedFile("locked.pdf", "encrypted; save it without a password")


def printed(report: SyncReport, before: SyncReport) -> list[str]:
    return plain_lines(round_lines(report, before))


def test_a_report_names_what_was_skipped() -> None:
    report = SyncReport(
        added=2,
        unchanged=1,
        embedded=5,
        seconds=1.25,
        skipped=tuple(SkippedFile(f"{n}.txt", "no text") for n in range(22)),
        ignored={".jpg": 3},
    )
    lines = plain_lines(report_lines(report))
    assert lines[:4] == [
        "2 added, 0 changed, 0 removed, 1 unchanged; 5 passages embedded in 1.2 s",
        "not article files: 3 .jpg",
        "22 skipped:",
        "  0.txt: no text",
    ]
    assert lines[-1] == "  … and 2 more (--json lists all)"


def test_what_is_indexed_with_a_doubt_is_not_skipped() -> None:
    doubted = SkippedFile("old.txt", "indexed, but its encoding is a guess (Windows-1250)")
    report = SyncReport(skipped=(BROKEN, doubted))
    assert plain_lines(report_lines(report))[1:] == [
        "1 skipped:",
        "  broken.pdf: damaged",
        "1 indexed with a doubt:",
        "  old.txt: its encoding is a guess (Windows-1250)",
    ]
    assert round_words(report, SyncReport(skipped=(BROKEN,))) == (
        "old.txt is indexed, but its encoding is a guess (Windows-1250)"
    )


def test_a_round_names_what_changed_and_only_what_is_newly_skipped() -> None:
    before = SyncReport(unchanged=3, skipped=(BROKEN,), ignored={".jpg": 3}, duplicates=1)
    files = FileNames(
        added=tuple(f"{n}.txt" for n in range(17)),
        changed=("wall.txt",),
        removed=("sea.txt", "sun.txt"),
        moved=(("moon.txt", "luna.txt"),),
    )
    report = SyncReport(
        added=17, changed=1, removed=2, moved=1, unchanged=1, embedded=18, seconds=0.5,
        skipped=(BROKEN, LOCKED), ignored={".jpg": 3}, duplicates=1, files=files,
    )  # fmt: skip
    assert printed(report, before) == [
        "17 added, 1 changed, 2 removed, 1 moved, 1 unchanged; 18 passages embedded in 0.5 s",
        "  added: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 12 more",
        "  changed: wall.txt",
        "  removed: sea.txt, sun.txt",
        "  renamed: moon.txt -> luna.txt",
        "1 skipped:",
        "  locked.pdf: encrypted; save it without a password",
    ]
    assert round_words(report, before) == (
        "added 0.txt, 1.txt and 15 more; changed wall.txt; removed sea.txt, sun.txt; "
        "renamed moon.txt -> luna.txt; skipped locked.pdf: encrypted; save it without a password"
    )


def test_another_reason_is_news_and_so_is_none() -> None:
    before = SyncReport(skipped=(BROKEN, LOCKED))
    report = SyncReport(skipped=(SkippedFile("broken.pdf", "no text"),), duplicates=2)
    assert printed(report, before)[1:] == [
        "2 articles are copies of others and count once with them",
        "1 skipped:",
        "  broken.pdf: no text",
        "no longer skipped: locked.pdf",
    ]
    assert round_words(report, before) == "skipped broken.pdf: no text"
    assert round_words(SyncReport(), before) == "no longer skipped: broken.pdf, locked.pdf"
    assert round_words(replace(before), before) == "the index is in step"


def test_names_of_files_cannot_steer_the_terminal() -> None:
    report = SyncReport(added=1, files=FileNames(added=("[red]\x1b[2J.txt",)))
    assert printed(report, SyncReport())[1] == "  added: [red]\\x1b[2J.txt"
