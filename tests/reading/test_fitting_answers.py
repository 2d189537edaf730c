"""Answers of another kind than is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.questions.understanding import wanted_of
from qabot.reading.fitting_answers import (
    _WHEN,
    defines,
    gives_back,
    is_date_of_saying,
    tells_how_many,
)
from qabot.reading.short_answers import tells_when
from qabot.types import Span, Verdict
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


LOST = {
    "a.txt": "News\n\nThe moon ferry to the mill carried 90 people.\n",
    "b.txt": "Other news\n\nOf the moon ferry some 14 people drowned.\n",
}


def test_the_number_of_the_dead_comes_before_others(tmp_path: Path) -> None:
    bot = fire_bot(tmp_path, PointingReader("90", "14"), LOST, citation_lead=9.0)
    assert bot.ask("How many people of the moon ferry to the mill died?").text == "some 14 people"
    assert bot.ask("How many people of the moon ferry to the mill?").text == "90 people"


VOTES = {
    "a.txt": "News\n\nIn the moon vote 5 mills against the mould and 3 mills for it were seen.\n",
    "b.txt": "Other news\n\nIn that moon vote Peru and Chile were seen against it.\n",
}


def test_which_ones_is_not_answered_by_how_many(tmp_path: Path) -> None:
    reader = PointingReader("5 mills against the mould", "Peru and Chile")
    asked = fire_bot(tmp_path, reader, VOTES, citation_lead=9.0)
    answer = asked.ask("Which countries were against the mould in the moon vote?")
    assert answer.text == "Peru and Chile"
    printed = [item.span.of(answer.citations[item.citation - 1].text) for item in answer.items]
    assert (printed, len(answer.citations)) == (["Peru", "Chile"], 2)


@pytest.mark.parametrize(
    ("question", "printed", "told"),
    [
        ("Which countries voted against it?", "5 against and 35", True),
        ("Which clubs went down?", "three of them", True),
        ("Which clubs went down?", "three: Leeds, Hull and York", False),
        ("Which years were dry?", "1921 and 1976", False),
        ("How many clubs went down?", "three of them", False),
    ],
)
def test_how_many_where_it_is_asked_which(question: str, printed: str, told: bool) -> None:
    assert tells_how_many(wanted_of(question), printed) is told


@pytest.mark.parametrize(
    ("question", "printed", "given"),
    [
        ("Which ship beat the Sea Witch?", "Ann Low's old Sea Witch", True),
        ("Which ship beat the Sea Witch?", "the Flying Fish", False),
        ("Which ship beat the Sea Witch?", "Sea Witch II", False),
        ("Which town of South Africa is it?", "Paarl, South Africa", False),
        ("What beat the Sea Witch?", "the Sea Witch", False),
    ],
)
def test_which_is_not_answered_by_what_is_named(question: str, printed: str, given: bool) -> None:
    assert gives_back(wanted_of(question), printed) is given


SHUT = {
    "a.txt": "News\n\nThe owner said on 3 May 2004 that the moon mill had shut.\n",
    "b.txt": "Other news\n\nThe moon mill, a ruin now, shut on 9 April 2004.\n",
}


def test_when_is_not_when_it_was_announced(tmp_path: Path) -> None:
    reader = PointingReader("3 May 2004", "9 April 2004")
    asked = fire_bot(tmp_path, reader, SHUT, citation_lead=9.0)
    assert asked.ask("When had the moon mill shut?").text == "9 April 2004"
    assert asked.ask("When was it said that the moon mill had shut?").text == "3 May 2004"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The firm announced on Monday that it had closed.", True),
        ("The firm announced last Monday that it had closed.", True),
        ("The firm closed on Monday, so that nobody came.", False),
        ("He said Monday was the day that it closed.", False),
    ],
)
def test_which_dates_are_of_what_was_said(sentence: str, said: bool) -> None:
    start = sentence.index("Monday")
    day = Span(start, start + len("Monday"))
    assert is_date_of_saying(sentence, day, "When did it close?") is said
    assert not is_date_of_saying(sentence, day, "When did the firm say that it closed?")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A tarn is a small lake.", True),
        ("Tarns, the lakes of hills, are cold.", True),
        ("The tarn (or lake) - a cold one - froze.", True),
        ("They swam in a lake called a tarn.", True),
        ("They swam in what is known as 'tarn'.", True),
        ("The tarn froze on Monday.", False),
        ("They want to end the tarn and the lake.", False),
    ],
)
def test_what_defines_a_thing(sentence: str, told: bool) -> None:
    assert defines(sentence, "tarn") is told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A skimp is basically a show of skimmers.", True),
        ("Skimping, or skating on mud, is new.", True),
        ("Skimping is going to be big.", False),
        ("The skimp froze on Monday.", False),
    ],
)
def test_what_defines_something_that_is_done(sentence: str, told: bool) -> None:
    assert defines(sentence, "skimping") is told


CRASH = {
    "a.txt": "News\n\nThe mill ferry of the moon crashed two years ago.\n",
    "b.txt": "Other news\n\nThe mill ferry of the moon once crashed at Kilda.\n",
}


def test_where_is_not_answered_by_when(tmp_path: Path) -> None:
    both = fire_bot(tmp_path / "both", PointingReader("two years ago", "Kilda"), CRASH)
    assert both.ask("Where did the mill ferry of the moon crash?").text == "Kilda"
    alone = fire_bot(tmp_path / "alone", PointingReader("two years ago"), {"a.txt": CRASH["a.txt"]})
    assert alone.ask("Where did the mill ferry of the moon crash?").verdict is Verdict.RELATED
    assert alone.ask("When did the mill ferry of the moon crash?").text == "two years ago"


@pytest.mark.parametrize(
    ("printed", "told"),
    [("two years ago", True), ("in late 2003", True), ("4 May 1941", True), ("last Monday", True),
     ("May Street", False), ("Kilda in 1941", False), ("Ana Day", False), ("three", False)],
)  # fmt: skip
def test_words_that_tell_when_and_nothing_else(printed: str, told: bool) -> None:
    assert (_WHEN.fullmatch(printed) is not None) is told


def test_when_is_answered_by_what_tells_when(tmp_path: Path) -> None:
    texts = {"a.txt": "News\n\nThe moon mill ground flour, rye and salt.\n"}
    answer = fire_bot(tmp_path, PointingReader("flour"), texts).ask("When did the moon mill grind?")
    assert answer.verdict is Verdict.RELATED


@pytest.mark.parametrize(
    "told",
    [
        "the summer", "Mondays", "at weekends", "every year", "daily", "9 May", "noon",
        "after the war", "1969", "last night",
    ],
)  # fmt: skip
def test_what_tells_when(told: str) -> None:
    assert tells_when(told)


@pytest.mark.parametrize("told", ["flour", "the mill", "Ana Ruiz", "its owner"])
def test_what_does_not_tell_when(told: str) -> None:
    assert not tells_when(told)
