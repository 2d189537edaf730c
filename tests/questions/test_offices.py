"""Which office a question asks the holder of."""

from __future__ import annotations

import pytest

from qabot.questions.offices import office_asked


@pytest.mark.parametrize(
    ("question", "title", "field", "of"),
    [
        ("Who is the manager of Leith Rovers?", "manager", (), "Leith Rovers"),
        ("who's the coach of Leith Rovers", "manager", (), "Leith Rovers"),
        ("Who was the foreign minister of Peru?", "minister", ("foreign",), "Peru"),
        ("Who is Peru's foreign minister?", "minister", ("foreign",), "Peru"),
        ("Who is the Leith Rovers captain?", "captain", (), "Leith Rovers"),
        ("Who is chief executive at Wavo?", "executive", (), "Wavo"),
        ("Who is the CEO of Wavo?", "executive", (), "Wavo"),
        ("Who is the head of the Tea Board?", "chairwoman", (), "Tea Board"),
        ("Who runs Wavo?", "boss", (), "Wavo"),
        ("And who chairs the Tea Board?", "chair", (), "Tea Board"),
    ],
)
def test_the_office_that_is_asked_for(
    question: str, title: str, field: tuple[str, ...], of: str
) -> None:
    office = office_asked(question)
    assert office
    assert title in office.titles
    assert (office.field, office.of) == (field, of)


@pytest.mark.parametrize(
    "question",
    [
        "Who was chairman of Wavo before her?",
        "Who was the first captain of Leith Rovers?",
        "Who is the minister who resigned?",
        "Who was the boss of Wavo when it sank?",
        "Who is replacing the coach of Leith Rovers?",
        "Who is the chairman?",
        "Who runs the shop on the corner?",
        "Who is Ana Ruiz?",
        "Who beat the captain of Leith Rovers?",
        "What is the head of the river?",
        "Who is the talk of the town?",
    ],
)
def test_what_asks_for_more_or_for_no_office(question: str) -> None:
    assert office_asked(question) is None


def test_any_leader_is_asked_for_by_some_words_alone() -> None:
    boss, captain = office_asked("Who runs Wavo?"), office_asked("Who is captain of Wavo?")
    assert boss and captain
    assert (boss.is_any, captain.is_any) == (True, False)
