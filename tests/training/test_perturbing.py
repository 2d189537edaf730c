"""Questions that a text no longer answers."""

from __future__ import annotations

from random import Random

from qabot.training.perturbing import perturbed, pools
from qabot.training.squad import TrainingQuestion
from qabot.types import Span


def question(text: str, article: str = "a.txt") -> TrainingQuestion:
    return TrainingQuestion(text, text, article, (Span(0, 1),))


def changes(text: str, *others: str, article: str = "a.txt") -> set[str | None]:
    asked = question(text)
    exchange = pools([asked, *(question(other, article) for other in others)])
    random = Random(0)
    return {perturbed(asked, exchange, random) for _ in range(300)}


def test_names_and_numbers_are_exchanged_for_those_of_other_questions() -> None:
    found = changes("Who met Kim in 1999?", "Who saw Ada Lovelace in 1840?")
    assert found == {
        "Who met Ada Lovelace in 1999?",
        "Who met Kim in 1840?",
    }


def test_another_articles_names_do_where_the_own_one_has_none() -> None:
    assert changes("Who met Kim?", "Who saw Ada?", article="b.txt") == {"Who met Ada?"}


def test_words_are_turned_round_and_questions_denied() -> None:
    assert changes("Where was the largest wall?") == {
        "Where was the smallest wall?",
        "Where was not the largest wall?",
    }


def test_a_question_without_any_of_these_is_left() -> None:
    assert changes("Who came?") == {None}
