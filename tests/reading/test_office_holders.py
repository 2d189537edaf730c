"""Whom a sentence names as the holder of an office."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.index import Index
from qabot.questions.offices import office_asked
from qabot.reading.office_holders import holder_in
from qabot.types import Verdict
from tests.conftest import write_articles
from tests.doubles import PointingReader


def holder(question: str, sentence: str) -> str | None:
    office = office_asked(question)
    assert office
    found = holder_in(sentence, office)
    return found.of(sentence) if found else None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the manager of Leith?", "Leith manager Ana Ruiz was glad."),
        ("Who is the manager of Leith?", "Leith boss Ana Ruiz was glad."),
        ("Who is the manager of Leith?", "Ana Ruiz, manager of Leith, was glad."),
        ("Who is the Tea Board chairman?", "Ana Ruiz, the Tea Board's chairwoman, was glad."),
        ("Who is the head of the Tea Board?", "TB director Ana Ruiz was glad."),
        ("Who is Peru's economy minister?", "Peruvian economics minister Ana Ruiz was glad."),
        ("Who is Peru's president?", "Peru's President Ana Ruiz was glad."),
        ("Who runs Wavo?", "Wavo chief executive Ana Ruiz was glad."),
    ],
)
def test_the_holder_is_named_beside_the_office(question: str, sentence: str) -> None:
    assert holder(question, sentence) == "Ana Ruiz"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the chairman of Wavo?", "Wavo must answer, said the board's chairman, Ana Ruiz."),
        ("Who is the chairman of Wavo?", "Wavo deputy chairman Ana Ruiz was glad."),
        ("Who is the chairman of Wavo?", "Former Wavo chairman Ana Ruiz was glad."),
        ("Who is the chairman of Wavo?", "Wavo engineer Ana Ruiz was glad."),
        ("Who is Peru's finance minister?", "Peru's foreign minister Ana Ruiz was glad."),
        ("Who is Peru's finance minister?", "Chile's finance minister Ana Ruiz was glad."),
        ("Who runs Wavo?", "Wavo news director Ana Ruiz was glad."),
        (
            "Who is Leith's president?",
            "Hull president Ana Ruiz, the Leith people, and others left.",
        ),
        ("Who is the boss of Next?", "Wavo chief executive Ana Ruiz was glad."),
    ],
)
def test_another_office_or_another_place(question: str, sentence: str) -> None:
    assert holder(question, sentence) is None


def test_the_holder_comes_before_what_the_reader_takes(index: Index, tmp_path: Path) -> None:
    texts = {
        "a.txt": "Wavo asked\n\nThe committee's chairman, Bob Hay, asked Wavo to answer at night.",
        "b.txt": "Wavo sinks\n\nThe affair cost Wavo chairman Ana Ruiz her job.",
    }
    write_articles(tmp_path / "articles", texts)
    index.sync([tmp_path / "articles"])
    answer = QABot(index, PointingReader("Bob Hay")).ask("Who is the chairman of Wavo?")
    assert (answer.verdict, answer.text) == (Verdict.ANSWERED, "Ana Ruiz")
    assert answer.citations[0].text == "The affair cost Wavo chairman Ana Ruiz her job."
