"""Who: full names, and names that the question gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.questions.understanding import wanted_of
from qabot.reading.persons import is_given, names_nobody
from qabot.types import CitedSpan, Span, Verdict
from qabot.wording.answer_lines import answer_lines
from qabot.wording.terminal_style import plain_lines
from tests.doubles import PointingReader
from tests.reading.test_answering import fire_bot

TRIAL = {
    "trial.txt": (
        "The trial\n\nKeir Lee Marlow, a clerk, was in court. Mr Marlow moved the rocket wall.\n\n"
        "It was late when he left.\n"
    ),
}


def bot(tmp_path: Path, *words: str) -> QABot:
    return fire_bot(tmp_path, PointingReader(*words), TRIAL)


def test_a_surname_is_answered_by_the_full_name(tmp_path: Path) -> None:
    answer = bot(tmp_path, "Mr Marlow").ask("Who moved the rocket wall?")
    assert answer.text == "Keir Lee Marlow"
    assert answer.citations[0].text == "Mr Marlow moved the rocket wall."
    assert answer.mention_span == CitedSpan(1, Span(0, 9))
    assert answer.mention == "Mr Marlow"
    assert answer.span is not None
    named = answer.citations[answer.span.citation - 1]
    assert named.text == "Keir Lee Marlow, a clerk, was in court."
    assert answer.span.span.of(named.text) == "Keir Lee Marlow"
    assert plain_lines(answer_lines(answer))[0].startswith(
        "Keir Lee Marlow, a clerk (printed as “Mr Marlow”)  ("
    )
    assert type(answer).from_dict(answer.to_dict()) == answer


def test_only_who_is_answered_by_a_full_name(tmp_path: Path) -> None:
    answer = bot(tmp_path, "Mr Marlow").ask("What moved the rocket wall?")
    assert (answer.text, answer.mention_span) == ("Mr Marlow", None)


def test_a_name_out_of_the_question_does_not_answer_who(tmp_path: Path) -> None:
    found = bot(tmp_path, "Mr Marlow").ask("Who moved the rocket wall for Mr Marlow?")
    assert found.verdict is Verdict.RELATED
    assert found.citations[0].text == "Mr Marlow moved the rocket wall."


def test_then_the_next_sentence_answers(tmp_path: Path) -> None:
    articles = TRIAL | {"other.txt": "News\n\nThe rocket wall was moved by Jacinda Moss.\n"}
    reader = PointingReader("Mr Marlow", "Jacinda Moss")
    asked = "Who moved the rocket wall for Marlow?"
    answer = fire_bot(tmp_path, reader, articles, citation_lead=9.0).ask(asked)
    assert answer.text == "Jacinda Moss"
    assert answer.citations[0].text == "The rocket wall was moved by Jacinda Moss."


@pytest.mark.parametrize(
    ("question", "printed", "given"),
    [
        ("Who succeeded Keir Marlow?", "Mr Marlow", True),
        ("Who succeeded Keir Marlow?", "Keir Marlow", True),
        ("who succeeded marlow", "Marlow", True),
        ("Who is Marlow's wife?", "Jacinda Marlow", False),
        ("Who scored when Marlow left?", "Keith Marlow", True),
        ("who scored when marlow left", "Keith Marlow", True),
        ("Who followed James Marlow?", "Keith Marlow", False),
        ("Who won, Marlow or Moss?", "Moss", False),
        ("Who moved the wall?", "the wall", False),
        ("Who moved the wall?", "", False),
        ("Who bought it from Marlow?", "Ada Moss, of the Post, said it became Mr Marlow", False),
    ],
)
def test_which_names_the_question_gives(question: str, printed: str, given: bool) -> None:
    assert is_given(wanted_of(question), printed) is given


@pytest.mark.parametrize("printed", ["the prime minister", "chairman", "a builder", "wall"])
def test_a_lone_noun_names_nobody(printed: str) -> None:
    assert names_nobody(printed)


@pytest.mark.parametrize(
    "printed", ["police", "some builders", "the town council", "a builder from Lima", "Moss", ""]
)
def test_what_may_be_several_or_is_described_is_named(printed: str) -> None:
    assert not names_nobody(printed)


OFFICE = {
    "a.txt": (
        "The office\n\nFinance Minister Jacinda Moss spoke. Everyone in the room was quiet.\n\n"
        "The minister moved the rocket wall.\n"
    ),
}


def test_a_role_is_answered_by_who_holds_it(tmp_path: Path) -> None:
    answer = fire_bot(tmp_path, PointingReader("minister"), OFFICE).ask(
        "Who moved the rocket wall?"
    )
    assert (answer.text, answer.mention) == ("Jacinda Moss", "minister")
    assert answer.role == "Finance Minister"
    assert plain_lines(answer_lines(answer))[0].startswith(
        "Jacinda Moss, Finance Minister (printed as “minister”)  ("
    )
    assert type(answer).from_dict(answer.to_dict()) == answer


def test_a_role_that_the_question_gives_is_not_repeated(tmp_path: Path) -> None:
    asked = "Which person, the finance minister, moved the rocket wall?"
    answer = fire_bot(tmp_path, PointingReader("minister"), OFFICE).ask(asked)
    assert (answer.text, answer.role) == ("Jacinda Moss", None)


def test_a_lone_noun_gives_way_to_the_person_beside_it(tmp_path: Path) -> None:
    articles = {"a.txt": "News\n\nJacinda Moss moved the rocket wall as a builder.\n"}
    reader = PointingReader("builder")
    assert fire_bot(tmp_path, reader, articles).ask("Who moved the rocket wall?").text == (
        "Jacinda Moss"
    )


def test_a_name_of_the_question_gives_way_to_the_other_one(tmp_path: Path) -> None:
    articles = {"a.txt": "News\n\nKeith Marlow followed Jacinda Moss at the rocket wall.\n"}
    asked = "Who did Marlow follow at the rocket wall?"
    answer = fire_bot(tmp_path, PointingReader("Keith Marlow"), articles).ask(asked)
    assert (answer.verdict, answer.text) == (Verdict.ANSWERED, "Jacinda Moss")


def test_asked_who_leads_a_firm_is_no_answer(tmp_path: Path) -> None:
    articles = {"a.txt": "News\n\nThe wall of Lima was sold to oil firm Marlow.\n"}
    bot = fire_bot(tmp_path, PointingReader("Marlow"), articles)
    assert bot.ask("Who bought the wall of Lima?").text == "Marlow"
    assert bot.ask("Who runs Lima wall?").verdict is Verdict.RELATED
    assert bot.ask("Who runs the lists of Lima?").text == "Marlow"


def test_asked_who_leads_a_person_comes_before_a_firm(tmp_path: Path) -> None:
    articles = {
        "a.txt": "News\n\nThe wall firm runs on a rocket of Rosneft now.\n",
        "b.txt": "Other\n\nThe wall firm is run by a rocket, Jacinda Moss.\n",
    }
    reader = PointingReader("Rosneft", "Jacinda Moss")
    bot = fire_bot(tmp_path, reader, articles, citation_lead=9.0)
    assert bot.ask("Who runs the wall firm of a rocket?").text == "Jacinda Moss"
