"""Requests for a brief, and what they want to be told of."""

from __future__ import annotations

from datetime import date

import pytest

from qabot.questions.brief_requests import BriefRequest, brief_request
from qabot.questions.followups import Turn
from qabot.questions.understanding import understand


@pytest.mark.parametrize(
    "request_for",
    [
        "Summarise {}",
        "please summarize {} for me",
        "sum up {} in a few sentences",
        "summary of {}",
        "a short overview of {}?",
        "Could you give me a quick overview of {}, please?",
        "I'd like a summary of {}",
        "tell me about {}",
        "tell us more about {}",
        "tell me everything we know about {}",
        "brief me on {}",
        "fill me in on {}",
        "bring me up to speed on {}",
        "what do we know about {} so far?",
        "What do the articles say about {}?",
        "what is known about {}",
        "what is new on {}?",
        "what’s new with {}",
        "the latest on {}",
        "any news on {}?",
        "what is the story behind {}",
        "What has happened with {}?",
        "what are the main points of {}",
        "summarise the articles on {}",
        "summarise what happened to {}",
        "what happened to {}? Give me a summary.",
    ],
)
def test_the_topic_of_a_request(request_for: str) -> None:
    assert brief_request(request_for.format("the Aro bridge")) == BriefRequest("the Aro bridge")


@pytest.mark.parametrize(
    "question",
    [
        "what is this article about?",
        "What are these articles all about",
        "what is it about?",
        "what does this report say?",
        "summarise this article",
        "summarise",
        "give me an overview of the articles",
        "tell me about this story",
    ],
)
def test_articles_at_hand_are_no_topic(question: str) -> None:
    assert brief_request(question) == BriefRequest("")


@pytest.mark.parametrize(
    "question",
    [
        "who is Ann Lee?",
        "tell me who won",
        "tell me how many died of the flu",
        "what is New York",
        "what is the government worried about?",
        "what did the mayor say about the bridge?",
        "summarise why the bridge fell",
        "how long is the summary of the report",
        "what happened to the bridge?",
    ],
)
def test_other_questions_are_no_requests(question: str) -> None:
    assert brief_request(question) is None


def test_the_story_that_is_asked_about() -> None:
    assert brief_request("what is the Aro affair about") == BriefRequest("the Aro affair")


def test_a_pasted_text_is_no_request() -> None:
    assert brief_request("summarise " + "the bridge " * 40) is None


def test_the_topic_alone_is_searched_and_looked_for() -> None:
    wanted = understand("Tell me about the Aro bridge").wanted
    assert (wanted.query, wanted.looked_for) == ("the Aro bridge", "the Aro bridge")
    assert wanted.topic is None and wanted.speaker is None


def test_what_is_new_wants_the_newest() -> None:
    question = understand("what is new on the bridge?", today=date(2024, 6, 1))
    assert question.newest is not None
    assert question.newest.of(question.standalone) == "what is new"
    assert understand("what is new in Aro?", today=date(2024, 6, 1)).newest is not None
    assert understand("what is new york", today=date(2024, 6, 1)).newest is None


def test_a_pronoun_is_what_was_asked_of_before() -> None:
    question = understand("tell me about her", [Turn("Who is Ann Lee?")])
    assert question.wanted.brief == BriefRequest("Ann Lee")


def test_articles_at_hand_are_not_what_was_asked_of_before() -> None:
    question = understand("what is this article about?", [Turn("Who is Ann Lee?")])
    assert question.leans
    assert question.wanted.brief == BriefRequest("")
    assert question.standalone == "what is this article about?"
