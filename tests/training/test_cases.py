from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from qabot.readers.trained import QUESTION_TOKENS, TEXT_TOKENS, TITLE_TOKENS
from qabot.training.cases import Case, CaseMaker, TokenizedArticle
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.types import Span
from tests.tiny_model import tiny_tokenizer, vocabulary
from tests.training.conftest import ASKED, TEXTS, articles, questions

WORDS = (*TEXTS.values(), *(text for text, _, _ in ASKED))
TOKENIZER = tiny_tokenizer(*WORDS)
PRINTED = {number: token for token, number in vocabulary(*WORDS).items()}
EVERYTHING = Recipe(negatives=1.0, unanswerable=1.0)


def printed(ids: list[int]) -> str:
    return " ".join(PRINTED[number] for number in ids)


def maker(ranked: Path, recipe: Recipe = EVERYTHING) -> CaseMaker:
    return CaseMaker(articles(), questions(), ranked, TOKENIZER, recipe)


def drawn(maker: CaseMaker, number: int, draws: int = 40) -> list[list[Case]]:
    random = Random(7)
    return [maker.draw(number, random) for _ in range(draws)]


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_the_first_window_holds_the_answer_where_it_says(ranked: Path, number: int) -> None:
    text, _, answers = ASKED[number]
    for cases in drawn(maker(ranked), number):
        window = cases[0].windows[0]
        assert printed(cases[0].question) == text.lower()
        found = {printed(window.text[start : end + 1]) for start, end in window.golds}
        assert found
        assert found <= {answer.lower() for answer in answers}
        assert len(window.text) <= TEXT_TOKENS


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_other_windows_never_print_the_answer(ranked: Path, number: int) -> None:
    _, _, answers = ASKED[number]
    others = [window for cases in drawn(maker(ranked), number) for window in cases[0].windows[1:]]
    assert len(others) >= 30  # not every draw finds one
    for window in others:
        assert window.golds == ()
        assert window.text
        assert not any(answer.lower() in printed(window.text) for answer in answers)


def test_cases_without_an_answer_are_of_two_kinds(ranked: Path) -> None:
    text, _, answers = ASKED[0]
    swapped, missed = 0, 0
    for cases in drawn(maker(ranked), 0):
        for case in cases[1:]:
            (window,) = case.windows
            assert window.golds == ()
            if printed(case.question) == text.lower():
                missed += 1
                assert not any(answer in printed(window.text) for answer in answers)
            else:
                swapped += 1
                assert window.text == cases[0].windows[0].text
    assert swapped > missed > 0


def test_shares_of_the_recipe(ranked: Path) -> None:
    plain = maker(ranked, Recipe(negatives=0.0, unanswerable=0.0))
    assert {(len(cases), len(cases[0].windows)) for cases in drawn(plain, 0)} == {(1, 1)}
    half = drawn(maker(ranked, Recipe(negatives=0.5, unanswerable=0.0)), 0, draws=400)
    assert sum(len(cases[0].windows) == 2 for cases in half) == pytest.approx(200, abs=40)
    assert {len(cases) for cases in half} == {1}


def test_what_is_drawn_depends_on_the_random_numbers_alone(ranked: Path) -> None:
    first, second = maker(ranked), maker(ranked)
    assert drawn(first, 0) == drawn(second, 0)
    assert drawn(first, 0) == drawn(first, 0)
    assert first.draw(0, Random(1)) != first.draw(0, Random(2))


def test_an_answer_longer_than_any_window_makes_no_case(tmp_path: Path) -> None:
    text = "Long. " + "word " * (TEXT_TOKENS + 20) + "end."
    article = TrainingArticle("long.txt", "", text)
    question = TrainingQuestion("q", "What ?", "long.txt", (Span(6, len(text) - 1),))
    ranked = tmp_path / "ranked.jsonl"
    ranked.write_text(json.dumps({"ranked": []}) + "\n", encoding="utf-8")
    tokenizer = tiny_tokenizer(text, "What ?")
    made = CaseMaker({"long.txt": article}, [question], ranked, tokenizer, EVERYTHING)
    assert drawn(made, 0) == [[]] * 40


def test_an_article_is_cut_at_its_sentences() -> None:
    article = TokenizedArticle(articles()["moon.txt"], TOKENIZER)
    span = article.sentences[1]
    assert span.of(article.text) == "The rocket of Apollo 11 reached the moon in 1969."
    assert article.sentence_at(span.start) == article.sentence_at(span.end - 1) == 1
    assert article.sentence_at(span.end) == 1  # between two sentences: the one before
    assert sum(article.counts) == len(article.ids)
    window = article.window(1, article.counts[1])
    assert printed(window.text) == "the rocket of apollo 11 reached the moon in 1969 ."
    assert printed(window.title) == "moon"


def test_a_gold_beyond_the_window_is_none() -> None:
    article = TokenizedArticle(articles()["moon.txt"], TOKENIZER)
    start = article.text.index("1969")
    gold = Span(start, start + 4)
    (found,) = article.window(1, 5, [gold]).golds
    assert found == (9, 9)
    assert article.window(5, 5, [gold]).golds == ()
    assert article.covers(1, 5, ["1969"])
    assert article.covers(1, 5, ["ROCKET"])
    assert not article.covers(5, 5, ["1969"])


def test_titles_and_questions_are_cut_as_in_reading(tmp_path: Path) -> None:
    article = TrainingArticle("a.txt", "moon " * 30, "moon " * 30 + "\n\nIt fell.")
    question = TrainingQuestion("q", "what " * 90, "a.txt", (Span(152, 154),))
    ranked = tmp_path / "ranked.jsonl"
    ranked.write_text(json.dumps({"ranked": []}) + "\n", encoding="utf-8")
    tokenizer = tiny_tokenizer("moon what it fell .")
    made = CaseMaker({"a.txt": article}, [question], ranked, tokenizer, EVERYTHING)
    (case, *_) = made.draw(0, Random(0))
    assert len(case.question) == QUESTION_TOKENS
    assert len(case.windows[0].title) == TITLE_TOKENS
    assert case.longest == 3 + QUESTION_TOKENS + TITLE_TOKENS + len(case.windows[0].text)
