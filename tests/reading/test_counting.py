"""How many: sentences that give a number come first, and others answer nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.types import Verdict
from tests.doubles import PointingReader
from tests.reading.test_answering import fire_bot

ROCKETS = {
    "a.txt": "News\n\nThe number of rockets on the moon has grown.\n",
    "b.txt": "Other news\n\nThere are 14 old rockets on it, they say of the moon.\n",
    "c.txt": "More news\n\nMost of the ships burned.\n",
}


def bot(tmp_path: Path, *words: str) -> QABot:
    return fire_bot(tmp_path, PointingReader(*words), ROCKETS, citation_lead=9.0)


def test_a_sentence_that_gives_a_number_comes_first(tmp_path: Path) -> None:
    asked = bot(tmp_path, "number", "14")
    answer = asked.ask("How many rockets are on the moon?")
    assert answer.text == "14 old rockets"
    assert asked.ask("What about the rockets on the moon?").text == "number"


def test_without_any_number_nothing_is_answered(tmp_path: Path) -> None:
    answer = bot(tmp_path, "number").ask("How many rockets are on the moon?")
    assert answer.verdict is Verdict.RELATED
    assert answer.citations[0].text == "The number of rockets on the moon has grown."


@pytest.mark.parametrize("question", ["How many ships burned?", "What share of ships burned?"])
def test_a_vague_number_answers_too(tmp_path: Path, question: str) -> None:
    answer = bot(tmp_path, "Most of the ships").ask(question)
    assert (answer.verdict, answer.text) == (Verdict.ANSWERED, "Most of the ships")
