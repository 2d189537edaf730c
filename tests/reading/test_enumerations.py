"""Things that are enumerated."""

from __future__ import annotations

import pytest

from qabot.reading.enumerations import whole_enumeration
from qabot.types import Span


@pytest.mark.parametrize(
    ("sentence", "read", "whole"),
    [
        (
            "The crate held 40 lamps, iron nails, rope and tools of all kinds.",
            "lamps",
            "40 lamps, iron nails, rope and tools of all kinds",
        ),
        ("He ate bread, cheese, or eggs, they say.", "bread", "bread, cheese, or eggs"),
        ("He sold bread, cut his prices, and left.", "bread", "bread"),
        ("He sold bread and left.", "bread", "bread"),
        ("He met Ada, friends, and foes.", "Ada", "Ada"),
        ("It held lamps, which were old, and rope.", "lamps", "lamps"),
    ],
)
def test_a_thing_comes_with_those_behind_it(sentence: str, read: str, whole: str) -> None:
    start = sentence.index(read)
    assert whole_enumeration(sentence, Span(start, start + len(read))).of(sentence) == whole
