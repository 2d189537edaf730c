"""A part and its whole in one phrase."""

from __future__ import annotations

import pytest

from qabot.comparing.parts_of_wholes import part_meant
from qabot.questions.words import words
from qabot.types import Span


def meant(question: str, sentence: str, read: str) -> str:
    start = sentence.index(read)
    asked = [word for word in words(question) if word.is_content]
    return part_meant(sentence, Span(start, start + len(read)), asked).of(sentence)


BRIDGES = "About 3 of Peru's 40 bridges are closed, the ministry said."


@pytest.mark.parametrize(
    ("question", "read", "number"),
    [
        ("How many closed bridges are there?", "40 bridges", "3"),
        ("How many bridges are closed?", "40", "3"),
        ("How many bridges has Peru?", "40", "40"),
        ("How many bridges are closed?", "About 3", "About 3"),
        ("How many bridges does the ministry own?", "40", "40"),
    ],
)
def test_what_is_true_of_the_part_counts_the_part(question: str, read: str, number: str) -> None:
    assert meant(question, BRIDGES, read) == number


def test_a_sentence_may_begin_with_the_whole() -> None:
    sentence = "Of the 40 bridges that were hit, only 3 were mended."
    assert meant("How many of the bridges were mended?", sentence, "40") == "3"
    assert meant("How many bridges were hit?", sentence, "40") == "40"


def test_two_numbers_that_are_no_part_and_whole_are_left() -> None:
    sentence = "Some 3 trams and 40 bridges are closed."
    assert meant("How many bridges are closed?", sentence, "40") == "40"
