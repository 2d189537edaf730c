"""Questions for what someone says."""

from __future__ import annotations

import pytest

from qabot.questions.topics import (
    TopicQuestion,
    asks_for_words,
    speaker_named,
    topic_question,
)


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("What did Kim Jong Un say about the talks?", "Kim Jong Un", "the talks"),
        ("what has President Putin said on grain", "Putin", "grain"),
        ("What did the mayor say?", "mayor", ""),
        ("and what has Relk said", "Relk", ""),
        ("What did Relk tell the Kilda Post about the bridge?", "Relk", "the bridge"),
        ("What is Marta Relk's opinion of the new bridge?", "Marta Relk", "the new bridge"),
        ("What was the mayor's response to the strike?", "mayor", "the strike"),
    ],
)
def test_a_speaker_and_a_topic_if_there_is_one(question: str, speaker: str, topic: str) -> None:
    assert topic_question(question) == TopicQuestion(speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "what did he say?",
        "what did people say",
        "what happened",
        "What was Harrap's word of the year?",
        "What is the army's position of last resort?",
        "What did Relk tell the crew to do?",
    ],
)
def test_what_names_no_speaker(question: str) -> None:
    assert topic_question(question) is None


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Did Ana Ruiz say that the port would close?", "Ana Ruiz"),
        ("Did Ana Ruiz say sorry to the crew?", None),
        ("Has Ana Ruiz said no to the offer?", None),
    ],
)
def test_whose_words_a_yes_or_no_is_asked_of(question: str, speaker: str | None) -> None:
    assert speaker_named(question, topic_question(question)) == speaker


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What did Ana Ruiz say after the match?", True),
        ("and what have the men in the boat told the court", True),
        ("What did Ana Ruiz win?", False),
        ("Who told Ana Ruiz?", False),
    ],
)
def test_whether_words_are_asked_for(question: str, asked: bool) -> None:
    assert asks_for_words(question) is asked
