"""The changelog is in the form of Keep a Changelog, and about the version that is here."""

from __future__ import annotations

import re
from pathlib import Path

import qabot

CHANGELOG = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_newest_release_is_this_version() -> None:
    releases = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert releases[0] == "[Unreleased]"
    dated = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d", one) for one in releases[1:]]
    versions = [match[1] if match else "" for match in dated]
    assert versions[0] == qabot.__version__
    assert versions == sorted(versions, reverse=True)


def test_changes_stand_under_their_kind() -> None:
    assert set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)) <= KINDS
