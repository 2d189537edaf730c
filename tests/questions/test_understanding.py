"""Everything that a question's words tell, at once."""

from __future__ import annotations

from datetime import date

import pytest

from qabot.config import Settings
from qabot.errors import QuestionError
from qabot.questions.fates import Fate
from qabot.questions.followups import Turn
from qabot.questions.kinds import Kind
from qabot.questions.topics import TopicQuestion
from qabot.questions.understanding import understand, wanted_of

TODAY = date(2024, 12, 3)


def test_a_plain_question_is_what_is_read_and_searched_for() -> None:
    question = understand("  how many  miners did not die? ")
    wanted = question.wanted
    assert (question.text, question.standalone) == ("how many miners did not die?",) * 2
    assert (wanted.text, wanted.query, wanted.looked_for) == (question.text,) * 3
    assert (wanted.kind, wanted.counted, wanted.denied) == (Kind.NUMBER, "miners", True)
    assert wanted.fates == {Fate.DEAD}
    assert (wanted.speaker, wanted.topic, wanted.named_speaker) == (None, None, None)
    assert not question.leans


def test_where_a_speaker_is_asked_for_the_statement_is_looked_for() -> None:
    wanted = understand("Who said that how many died is not known?").wanted
    assert wanted.speaker is not None
    assert wanted.speaker.surely
    assert wanted.looked_for == "how many died is not known"
    assert (wanted.kind, wanted.denied, wanted.fates) == (Kind.NUMBER, True, frozenset({Fate.DEAD}))
    assert wanted.query == "Who said that how many died is not known?"


def test_whose_words_are_asked_for() -> None:
    about = wanted_of("What did Mr Kim say about the wall?")
    assert about.topic == TopicQuestion("Kim", "the wall")
    assert about.named_speaker == "Kim"
    did = wanted_of("Did the mayor say that it fell?")
    assert (did.topic, did.named_speaker) == (None, "the mayor")


def test_a_fate_counts_where_a_number_is_asked_for() -> None:
    assert wanted_of("who died in the fire").fates == frozenset()
    assert wanted_of("how many were hurt or killed").fates == {Fate.HURT, Fate.DEAD}


def test_dates_that_choose_the_articles_are_left_out_of_what_is_wanted() -> None:
    question = understand("what did Kim say about Russia last week", today=TODAY)
    assert question.dates is not None
    assert question.undated is not None
    assert question.undated.text == question.undated.query == "what did Kim say about Russia"
    assert question.undated.topic == TopicQuestion("Kim", "Russia")
    preferred = understand("who won in 1966", today=TODAY)
    assert preferred.dates is not None
    assert preferred.undated is None


def test_what_happened_on_a_date_is_still_searched_for_in_words() -> None:
    question = understand("what happened in June 2024?", today=TODAY)
    assert question.undated is not None
    assert (question.undated.text, question.undated.query) == ("", "what happened in June 2024?")


def test_without_a_day_dates_are_words() -> None:
    question = understand("what is the latest of last week")
    assert (question.dates, question.event, question.newest) == (None, None, None)


def test_a_follow_up_is_searched_as_typed_and_read_as_meant() -> None:
    history = [Turn("  what did Kim Jong Un say about Russia in 2023?"), Turn("hello")]
    question = understand("and in 2024?", history, TODAY)
    assert question.leans
    assert question.standalone == "what did Kim Jong Un say about Russia in 2024?"
    assert question.wanted.topic == TopicQuestion("Kim Jong Un", "Russia in 2024")
    assert question.undated is not None
    assert question.undated.query == "and in 2024?"
    assert question.earlier == ("what did Kim Jong Un say about Russia in 2023?",)
    assert question.alone is None


def test_a_follow_up_that_makes_sense_alone_is_understood_alone_too() -> None:
    question = understand("who resigned yesterday", [Turn("who leads Peru")], TODAY)
    assert question.standalone == "who resigned yesterday (Peru)"
    alone = question.alone
    assert alone is not None
    assert alone == understand("who resigned yesterday", today=TODAY)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(QuestionError, match="empty"):
        understand(" ?! ")
    settings = Settings.of(question_characters=20)
    with pytest.raises(QuestionError, match="21 characters, more than the 20"):
        understand("x" * 21, settings=settings)
    assert understand("and why?", [Turn("moon " * 10)], settings=settings).earlier == (
        "moon moon moon moon ",
    )


def test_what_adds_to_something_says_nothing() -> None:
    assert wanted_of("Which wars added to the shortfall?").speaker is None
    speaker = wanted_of("Which minister added that the shortfall was a mess?").speaker
    assert speaker is not None and speaker.statement == "the shortfall was a mess"
