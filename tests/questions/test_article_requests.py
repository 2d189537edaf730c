"""Requests for articles, told from questions for what they say."""

from __future__ import annotations

import pytest

from qabot.questions.article_requests import ArticleRequest, article_request


@pytest.mark.parametrize(
    "question",
    [
        "Which articles are about {}?",
        "what articles are there about {}",
        "which stories are mainly about {}?",
        "list all articles on {}",
        "please show me the articles about {}",
        "find articles that deal with {}",
        "are there any reports on {}?",
        "articles about {}",
        "which report was about {}?",
    ],
)
def test_articles_about_a_topic(question: str) -> None:
    assert article_request(question.format("the Aro bridge")) == ArticleRequest(
        "the Aro bridge", printed=False
    )


@pytest.mark.parametrize(
    "question",
    [
        "which articles mention {}?",
        "How many articles mention {}?",
        "list the articles that mention the phrase “{}”",
        "articles mentioning {}",
    ],
)
def test_articles_that_print_a_phrase(question: str) -> None:
    assert article_request(question.format("Aro")) == ArticleRequest("Aro", printed=True)


@pytest.mark.parametrize(
    "question",
    [
        "what do the articles say about the bridge?",
        "what is this article about?",
        "who wrote the report on the bridge?",
        "what is the news about the bridge",
        "which articles are about",
        "articles on " + "a" * 300,
        "tell me about the bridge",
    ],
)
def test_other_questions_are_none(question: str) -> None:
    assert article_request(question) is None
