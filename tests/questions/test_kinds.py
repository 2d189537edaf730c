from __future__ import annotations

import pytest

from qabot.questions.kinds import Kind, has_kind, kind_of

QUESTIONS = {
    Kind.PERSON: (
        "Who climbed the wall?",
        "And who paid for it?",
        "But whose idea was it?",
        "To whom was the letter sent?",
        "who's the mayor",
        "Which woman won?",
    ),
    Kind.TIME: (
        "Date of the 2005 budget",
        "the year of the flood",
        "When did the wall fall?",
        "In which year was it built?",
        "What time does it start?",
        "At what time did it start?",
        "On what date was that?",
        "Which school year was it?",
        "Since when?",
    ),
    Kind.PLACE: (
        "Where is the harbour?",
        "From where did they come?",
        "In what city was she born?",
        "Which European country was first?",
    ),
    Kind.NUMBER: (
        "number of ships lost",
        "Price of bread?",
        "How many people came?",
        "And how much did it cost?",
        "how old is the mayor",
        "What percentage agreed?",
        "By how far did they win?",
        "What share of the vote was it?",
    ),
    Kind.ACCOUNT: (
        "why?",
        "What started the fire?",
        "what sparked the row",
        "So why did they leave?",
        "How did the fire start?",
        "How come nobody knew?",
        "What happened next?",
        "What caused the fire?",
        "What led to the strike?",
        "What is the reason for the delay?",
        "What were the consequences of the vote?",
        "Explain the delay.",
        "Please describe the harbour.",
        "What does the word quay mean?",
    ),
    Kind.YES_NO: (
        "Is there anyone who survived?",
        "Did the wall fall when the mayor spoke?",
        "Isn't it over?",
        "Didn’t he resign?",
        "And was it safe?",
        "May we go?",
    ),
    Kind.OTHER: (
        "What did the rocket reach?",
        "Which minister resigned?",
        "The wall",
        "Whenever it rains, what floods?",
        "Howard reached what?",
        "Island of which sea?",
        "",
        "???",
        "月はどこ",
    ),
}


@pytest.mark.parametrize(
    ("question", "kind"), [(text, kind) for kind, texts in QUESTIONS.items() for text in texts]
)
def test_what_a_question_asks_for(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind
    assert kind_of(question.upper()) is kind
    assert kind_of(f"“{question}”") is kind


def test_yes_or_no_is_not_asked_with_a_question_word() -> None:
    assert kind_of("Was who elected?") is Kind.OTHER
    assert kind_of("Is there where to sit?") is Kind.OTHER


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("The wall fell in 1989.", Kind.TIME, True),
        ("It opened on Thursday.", Kind.TIME, True),
        ("It opened on 9 November.", Kind.TIME, True),
        ("It opens at 5 p.m. at the quay.", Kind.TIME, True),
        ("They left three years ago.", Kind.TIME, True),
        ("They left last spring.", Kind.TIME, True),
        ("They may march.", Kind.TIME, False),
        ("It cost 300 crowns.", Kind.TIME, False),
        ("It cost 300 crowns.", Kind.NUMBER, True),
        ("Seven men came twice.", Kind.NUMBER, True),
        ("No one came.", Kind.NUMBER, True),
        ("Nobody came.", Kind.NUMBER, False),
        ("The mayor, Ola Dahl, spoke.", Kind.PERSON, True),
        ("Brandt resigned.", Kind.PERSON, True),
        ("“Émile left,” he said.", Kind.PERSON, False),  # only its first word could be a name
        ("It rained.", Kind.PLACE, True),  # a loose test: it may be a name
        ("It was over.", Kind.PLACE, False),
        ("They met in Oslo.", Kind.PLACE, True),
        ("It was over.", Kind.ACCOUNT, True),
        ("It was over.", Kind.YES_NO, True),
        ("", Kind.OTHER, True),
        ("", Kind.TIME, False),
        ("", Kind.NUMBER, False),
        ("", Kind.PERSON, False),
    ],
)
def test_whether_a_sentence_has_anything_of_the_kind(
    sentence: str, kind: Kind, expected: bool
) -> None:
    assert has_kind(sentence, kind) is expected


@pytest.mark.parametrize("unit", ["and ", "what a", "Ab ", "1", "how ", "“"])
def test_long_questions_take_no_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert isinstance(kind_of(text), Kind)
    assert all(has_kind(text, kind) in (True, False) for kind in Kind)
