from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from qabot.readers.trained import QUESTION_TOKENS, TEXT_TOKENS, TITLE_TOKENS
from qabot.training.cases import Case, CaseMaker
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.training.tokenized import TokenizedArticle
from qabot.types import Span
from tests.tiny_model import tiny_tokenizer, vocabulary
from tests.training.conftest import ASKED, TEXTS, articles, questions

WORDS = (*TEXTS.values(), *(text for text, _, _ in ASKED))
TOKENIZER = tiny_tokenizer(*WORDS)
PRINTED = {number: token for token, number in vocabulary(*WORDS).items()}
EVERYTHING = Recipe(negatives=1.0, unanswerable=1.0)


def printed(ids: list[int]) -> str:
    return " ".join(PRINTED[number] for number in ids)


def maker(recipe: Recipe = EVERYTHING) -> CaseMaker:
    return CaseMaker(articles(), questions(), TOKENIZER, recipe)


def drawn(maker: CaseMaker, number: int, draws: int = 40) -> list[list[Case]]:
    random = Random(7)
    return [maker.draw(number, random) for _ in range(draws)]


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_the_first_window_holds_the_answer_where_it_says(number: int) -> None:
    text, _, answers = ASKED[number]
    for cases in drawn(maker(), number):
        window = cases[0].windows[0]
        assert printed(cases[0].question) == text.lower()
        found = {printed(window.text[start : end + 1]) for start, end in window.golds}
        assert found
        assert found <= {answer.lower() for answer in answers}
        assert len(window.text) <= TEXT_TOKENS


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_other_windows_never_print_the_answer(number: int) -> None:
    _, _, answers = ASKED[number]
    others = [window for cases in drawn(maker(), number) for window in cases[0].windows[1:]]
    assert len(others) >= 30  # not every draw finds one
    for window in others:
        assert window.golds == ()
        assert window.text
        assert not any(answer.lower() in printed(window.text) for answer in answers)


def test_cases_without_an_answer_are_of_two_kinds() -> None:
    text, _, answers = ASKED[0]
    swapped, missed = 0, 0
    for cases in drawn(maker(), 0):
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


def test_shares_of_the_recipe() -> None:
    plain = maker(Recipe(echoes=0.0, negatives=0.0, unanswerable=0.0))
    assert {(len(cases), len(cases[0].windows)) for cases in drawn(plain, 0)} == {(1, 1)}
    half = drawn(maker(Recipe(echoes=0.0, negatives=0.5, unanswerable=0.0)), 0, draws=400)
    assert sum(len(cases[0].windows) == 2 for cases in half) == pytest.approx(200, abs=40)
    assert {len(cases) for cases in half} == {1}


def test_an_echo_is_of_the_same_article_and_a_rival_of_another() -> None:
    for recipe, title in ((Recipe(negatives=0.0), "wall"), (Recipe(echoes=0.0), "moon")):
        found = [cases[0].windows[1:] for cases in drawn(maker(recipe), 2)]
        assert {printed(window.title) for windows in found for window in windows} == {title}


def test_an_echo_ends_before_the_answer() -> None:
    text = "The fund bought Acme. It paid 9 pounds. Acme is a fund that the fund bought."
    article = TrainingArticle("a.txt", "", text)
    question = TrainingQuestion("q", "What did the fund pay ?", "a.txt", (Span(30, 38),))
    assert question.answers[0].of(text) == "9 pounds"
    words = (text, question.text)
    made = CaseMaker({"a.txt": article}, [question], tiny_tokenizer(*words), EVERYTHING)
    names = {number: token for token, number in vocabulary(*words).items()}
    echoes = {
        " ".join(names[token] for token in window.text)
        for cases in drawn(made, 0)
        for window in cases[0].windows[1:]
    }
    assert echoes == {"the fund bought acme .", "acme is a fund that the fund bought ."}


def test_a_near_miss_is_asked_of_the_sentence_that_misleads() -> None:
    start = TEXTS["moon.txt"].index("The rocket")
    near = TrainingQuestion("n", "Who built the rocket ?", "moon.txt", (), Span(start, start + 49))
    made = CaseMaker(articles(), [near], TOKENIZER, EVERYTHING)
    for cases in drawn(made, 0):
        (case,) = cases
        assert printed(case.windows[0].text).startswith("moon the rocket of apollo 11 reached")
        assert [window.golds for window in case.windows] == [(), ()]
        assert {printed(window.title) for window in case.windows} == {"moon"}


def test_questions_beside_the_others_have_their_share_of_an_epoch() -> None:
    everyday = [replace(questions()[0], id=str(number)) for number in range(6)]
    beside = [replace(questions()[2], id=f"b{number}") for number in range(20)]
    made = CaseMaker(articles(), [*everyday, *beside], TOKENIZER, Recipe(beside=0.4), beside=20)
    assert made.per_epoch == 10
    first, second = (made.epoch(Random(seed)) for seed in (0, 1))
    assert sorted(number for number in first if number < 6) == list(range(6))
    assert len({number for number in first if number >= 6}) == 4
    assert set(first) != set(second)
    alone = CaseMaker(articles(), beside, TOKENIZER, Recipe(beside=0.4))
    assert sorted(alone.epoch(Random(0))) == list(range(20))


def test_what_is_drawn_depends_on_the_random_numbers_alone() -> None:
    first, second = maker(), maker()
    assert drawn(first, 0) == drawn(second, 0)
    assert drawn(first, 0) == drawn(first, 0)
    assert first.draw(0, Random(1)) != first.draw(0, Random(2))


def test_an_answer_longer_than_any_window_makes_no_case() -> None:
    text = "Long. " + "word " * (TEXT_TOKENS + 20) + "end."
    article = TrainingArticle("long.txt", "", text)
    question = TrainingQuestion("q", "What ?", "long.txt", (Span(6, len(text) - 1),))
    tokenizer = tiny_tokenizer(text, "What ?")
    made = CaseMaker({"long.txt": article}, [question], tokenizer, EVERYTHING)
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


def test_titles_and_questions_are_cut_as_in_reading() -> None:
    article = TrainingArticle("a.txt", "moon " * 30, "moon " * 30 + "\n\nIt fell.")
    question = TrainingQuestion("q", "what " * 90, "a.txt", (Span(152, 154),))
    tokenizer = tiny_tokenizer("moon what it fell .")
    made = CaseMaker({"a.txt": article}, [question], tokenizer, EVERYTHING)
    (case, *_) = made.draw(0, Random(0))
    assert len(case.question) == QUESTION_TOKENS
    assert len(case.windows[0].title) == TITLE_TOKENS
    assert case.longest == 3 + QUESTION_TOKENS + TITLE_TOKENS + len(case.windows[0].text)
