from __future__ import annotations

import pytest

from qabot.questions.understanding import wanted_of
from qabot.reading.short_answers import short_answer
from qabot.types import Span


def short(question: str, sentence: str, read: str) -> str:
    start = sentence.index(read)
    span = Span(start, start + len(read))
    return short_answer(sentence, span, wanted_of(question)).of(sentence)


@pytest.mark.parametrize(
    ("sentence", "read", "answer"),
    [
        ("The wall was opened last night.", "opened last", "last night"),
        ("The wall was opened last night.", "The wall", "last night"),
        ("It fell on 9 November 1989.", "on 9", "9 November 1989"),
        ("It opens at midnight on 9 May.", "at midnight on 9 May", "midnight on 9 May"),
        ("It opens at the end of May 2005.", "the end of May 2005", "the end of May 2005"),
        ("She left over a year ago.", "over a year ago", "over a year ago"),
        ("On 9 May 2005 the old bridge was closed.", "the old bridge", "9 May 2005"),
    ],
)
def test_when_is_answered_by_the_date(sentence: str, read: str, answer: str) -> None:
    assert short("When was that?", sentence, read) == answer


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("He led the party from 1983 until 1992.", "1983 until 1992"),
        ("On 9 May the ship left after the storm.", "after the storm"),
        ("It was seen on 9 May, at 1230 GMT.", "1230 GMT"),
        ("The mill burned in 1903 and the school in 1904.", "the school"),
        ("The 1966 World Cup was won by England.", "England"),
    ],
)
def test_when_is_left_as_it_was_read(sentence: str, read: str) -> None:
    assert short("When was that?", sentence, read) == read


def test_an_age_is_no_date() -> None:
    sentence = "The diver was 31 when she gave up, in spring."
    assert short("When did she give up?", sentence, "31") == sentence
    assert short("How old was she when she gave up?", sentence, "31") == "31"


def test_how_many_is_answered_by_the_part_that_is_asked_for() -> None:
    sentence = "Some 12 of the town's 70 shops have burned."
    assert short("How many shops burned?", sentence, "70 shops") == "Some 12"
    assert short("How many shops are in town?", sentence, "70 shops") == "70 shops"


def test_how_many_is_answered_by_a_whole_quantity() -> None:
    sentence = "The fair drew more than 3,000 German visitors."
    assert short("How many visitors came?", sentence, "3,000") == (
        "more than 3,000 German visitors"
    )
    assert short("Who came?", sentence, "3,000") == "3,000"


def test_only_when_is_answered_by_a_date() -> None:
    assert (
        short("What was closed?", "On 9 May the bridge was closed.", "the bridge") == "the bridge"
    )


def test_what_no_reader_read_is_answered_by_the_sentence() -> None:
    span = short_answer("It fell in May.", Span(0, 0), wanted_of("When did it fall?"))
    assert span == Span(0, len("It fell in May."))


@pytest.mark.parametrize(
    ("sentence", "read", "answer"),
    [
        ('"Nine percent say no. It\'s late," he said.', "say no. It's", "say no"),
        (
            '"It is late. The crew of Dee sleeps," he said.',
            "late. The crew of Dee",
            "The crew of Dee",
        ),
        ('"It is late. We go." He left.', '"It is late. We go."', '"It is late. We go."'),
        ("Mr. Dee of the U.S. Navy left.", "Mr. Dee of the U.S. Navy", "Mr. Dee of the U.S. Navy"),
    ],
)
def test_an_answer_has_nothing_of_the_next_sentence(sentence: str, read: str, answer: str) -> None:
    assert short("What did they answer?", sentence, read) == answer


def test_what_someone_said_is_all_that_is_said_at_once() -> None:
    told = "“It rains,” she said, “and it blows.”"
    assert short("What did Ada Kerr say about the rain?", told, "it blows") == told
    assert short("what did Ada Kerr say when she went out", told, "it blows") == told
    assert short("What happens in the rain?", told, "and it blows") == "and it blows"
