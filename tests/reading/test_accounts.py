from __future__ import annotations

import pytest

from qabot.questions.understanding import wanted_of
from qabot.reading.accounts import account_answer
from qabot.types import Span


def short(question: str, sentence: str, read: str) -> str:
    start = sentence.index(read)
    span = Span(start, start + len(read))
    return account_answer(sentence, span, wanted_of(question)).of(sentence)


WHOLE = "whole sentence"


@pytest.mark.parametrize(
    ("question", "sentence", "read", "answer"),
    [
        ("Why was the play cancelled?", "A knee injury stopped the lead.", "knee injury", WHOLE),
        ("Why was it cancelled?", "It rained, as it was dull.", "it was dull", "it was dull"),
        (
            "Why was it cancelled?",
            "It stopped due to the wet summer.",
            "due to the wet summer",
            None,
        ),
        ("What happened to the mill?", "The old mill burned down.", "The old mill", WHOLE),
        ("How did they see it?", "They saw it, not even dimly.", "not even dimly", WHOLE),
        ("How did they leave?", "They left by boat.", "by boat", None),
        (
            "What happened on the pier?",
            "Late on Monday, people waiting there were told to leave.",
            "waiting there were told to leave",
            WHOLE,
        ),
        ("How did it end?", "It was a draw; nobody cheered.", "draw", "It was a draw"),
        ("What is a sextant?", "Sextants are tools of sailors.", "tools", WHOLE),
        ("What is a sextant?", "A sextant is a tool of sailors.", "a tool of sailors", None),
        ("What is a sextant?", "The sextant lay there.", "The sextant", WHOLE),
        ("Who was Ada Kerr?", "The famed Dutch coach Ada Kerr died.", "coach", "famed Dutch coach"),
        ("Who was Ada Kerr?", "Ada Kerr, a coach, died.", "coach", WHOLE),
        ("Who was Ada Kerr?", "Ada Kerr died.", "Ada Kerr", WHOLE),
        ("Who was Ada Kerr?", "Ada Kerr followed Bo Dahl.", "Bo Dahl", WHOLE),
        ("What did the RSPB want?", "The RSPB wanted quiet.", "RSPB wanted", WHOLE),
        ("What did the mayor open?", "The mayor opened a bridge.", "bridge", "bridge"),
        ("What did he mean by mud?", "To him it was life in the rain.", "in the rain", WHOLE),
        ("What is better, tea or mud?", "They say tea is.", "tea", "tea"),
        ("Which is better, tea or mud?", "They say tea is.", "tea", "tea"),
        ("Where is Mill Lane?", "Mill Lane is in Leeds.", "Mill Lane", "Mill Lane"),
    ],
)
def test_too_little_becomes_the_clause(
    question: str, sentence: str, read: str, answer: str | None
) -> None:
    expected = sentence if answer is WHOLE else answer or read
    assert short(question, sentence, read) == expected
