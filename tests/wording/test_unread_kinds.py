"""What the report says of files that are not read."""

from __future__ import annotations

from qabot.types import SyncReport
from qabot.wording.report_lines import report_lines
from qabot.wording.unread_kinds import unread_words


def test_kinds_are_grouped_by_what_to_do() -> None:
    ignored = {".xyz": 2, ".doc": 3, ".jpg": 12, ".wpd": 1, ".rar": 1, "(none)": 4}
    assert list(unread_words(ignored)) == [
        "not read: 4 (none): rename to .txt if it is text",
        "not read: 3 .doc, 1 .wpd: save as .docx",
        "not read: 1 .rar: unpack",
        "not article files: 12 .jpg, 2 .xyz",
    ]


def test_the_report_tells_them() -> None:
    lines = [line.words for line in report_lines(SyncReport(ignored={".doc": 1}))]
    assert lines[1:] == ["not read: 1 .doc: save as .docx"]
