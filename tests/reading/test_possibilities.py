"""What only could be, where it is asked what was."""

from __future__ import annotations

import pytest

from qabot.questions.understanding import wanted_of
from qabot.reading.possibilities import only_possible


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("Who bought the mill?", "Ann Lee may buy the mill.", None),
        ("How many mills did he buy?", "He could soon buy three mills.", "could soon buy"),
        ("When was the mill sold?", "The mill is likely to be sold in May.", "likely to be sold"),
        ("When was the mill sold?", "He hopes to sell the mill in May.", "hopes to sell"),
        ("Did he sell the mill?", "He could sell the mill, which he sold before.", None),
        ("Could he sell the mill?", "He could sell the mill.", None),
        ("Did he sell the mill?", "He sold it, which could hurt him.", None),
        ("When is it meant to have been sold?", "He will sell it in May.", None),
        ("When was the mill meant to open?", "It will open in May.", None),
        ("Why did he want to sell the mill?", "He wanted to sell it for its rats.", None),
        ("Did he plan to sell the mill?", "He planned to sell it.", None),
    ],
)
def test_what_is_only_possible(question: str, sentence: str, said: str | None) -> None:
    wanted = wanted_of(question)
    found = only_possible(wanted.text, wanted.content, sentence)
    assert (found[1].of(sentence) if found else None) == said
