"""Each rule of attribution by texts that it is there for, in ``rules.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.speech.attribution import attributions
from qabot.text.sentences import sentences

LINES = Path(__file__).with_name("rules.txt").read_text("utf-8").splitlines()
ROWS = [
    [part.replace("\\n", "\n") for part in line.split(" | ")]
    for line in LINES
    if line and not line.startswith("#")
]


def last_told(text: str) -> list[str]:
    """Mention, name, role, verb and statement of the last thing that someone says, if anything."""
    found = attributions(text, sentences(text))
    if not found:
        return []
    last = found[-1]
    role = last.role.of(text) if last.role else "-"
    return [
        last.mention.of(text),
        last.name.of(text),
        role,
        last.verb or "-",
        last.statement.of(text),
    ]


@pytest.mark.parametrize(("text", "expected"), [(row[0], row[1:]) for row in ROWS])
def test_the_last_thing_that_someone_says(text: str, expected: list[str]) -> None:
    assert last_told(text) == expected
