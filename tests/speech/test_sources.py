"""A source named by "according to" beside other speakers in the same sentence."""

from __future__ import annotations

import pytest

from qabot.speech.attribution import attribute
from qabot.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # who says it comes before who reports that
        ("Ana Ruiz said the bridge sank, according to Andina.", "Ana Ruiz"),
        ("According to Andina, Ana Ruiz said the bridge sank.", "Ana Ruiz"),
        # a source comes before who only judges, thinks or feels something in what it tells
        ("According to Andina, Ana Ruiz praised the bridge.", "Andina"),
        ("Ana Ruiz praised the bridge, according to Andina.", "Andina"),
        ("According to Andina, Ana Ruiz believes that the bridge sank.", "Andina"),
    ],
)
def test_a_speaker_beats_a_source_and_a_source_beats_who_judges(text: str, name: str) -> None:
    found = attribute(text, sentences(text), 0)
    assert found is not None
    assert found.name.of(text) == name
