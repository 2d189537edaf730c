"""What a check of an index found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qabot.types import CheckReport, Finding
from qabot.wording.common_words import counted, visible
from qabot.wording.worded_line import Role, WordedLine, line

_SHOWN = 20


def check_lines(report: CheckReport, index: Path) -> Iterator[WordedLine]:
    """How much was checked, what was wrong, and what to do about it."""
    if report.articles:
        checked = f"{counted(report.articles, 'article')}, {counted(report.passages, 'passage')}"
        yield line(Role.REPORT, f"checked in {report.seconds:.1f} s: {checked}")
    for finding in report.findings[:_SHOWN]:
        yield line(Role.NOTE if finding.mended else Role.WARNING, finding_words(finding))
    if len(report.findings) > _SHOWN:
        more = len(report.findings) - _SHOWN
        yield line(Role.NOTE, f"… and {more:,} more (--json lists all)")
    if report.is_sound:
        yield line(Role.REPORT, "the index is sound")
    elif not any(finding.mended for finding in report.findings):
        yield line(Role.WARNING, f"run: qabot check --repair --index {visible(str(index))}")


def finding_words(finding: Finding) -> str:
    """A finding in one line."""
    words = f"{visible(finding.place)}: {visible(finding.problem)}"
    return f"mended: {words}" if finding.mended else words
