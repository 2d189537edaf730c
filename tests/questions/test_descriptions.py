from __future__ import annotations

import pytest

from qabot.questions.descriptions import described_in


@pytest.mark.parametrize(
    "question",
    [
        "Who is Ada Lovelace?",
        "who was Lovelace",
        "who is ada lovelace",
        "Who's Sir Humphrey Davy?",
        "Who is Ireland's O'Leary?",
        "What is a sextant?",
        "What's the Antikythera mechanism?",
        "what are quasars",
        "What is phishing?",
        "What are stem cells exactly?",
    ],
)
def test_what_someone_or_something_is(question: str) -> None:
    assert described_in(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Leeds?",
        "Who is directing the play?",
        "Who is she?",
        "Who is Ada Lovelace's tutor?",
        "who was ada lovelace's tutor",
        "Who is Lady Byron’s second husband?",
        "Who beat Ada Lovelace?",
        "What is the capital of Peru?",
        "What is Peru's capital?",
        "What was stolen?",
        "What is happening?",
        "What is Ada building?",
        "What is better, tea or mud?",
        "What is Lovelace building?",
        "When is Easter?",
        "Who is",
    ],
)
def test_a_name_or_a_value(question: str) -> None:
    assert not described_in(question)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("What is the Tea Board?", "Tea Board"),
        ("What are stem cells, exactly?", "stem cells"),
        ("who's Sir Humphrey Davy again?", "Sir Humphrey Davy"),
    ],
)
def test_who_or_what_is_asked_about(question: str, thing: str) -> None:
    assert described_in(question) == thing
