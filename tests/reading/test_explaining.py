"""Why a sentence is cited, by value, with the readable encoder and reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.questions.followups import Turn
from qabot.types import Filters
from qabot.types.explanations import ChosenBy, Explanation
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader

ARTICLES = {
    "moon.txt": "Rocket reaches moon\n\nThe rocket reached the moon in 1969. The crew slept.\n",
    "mould.txt": "Mould\n\nFleming found the mould. Penicillin came from the mould.\n",
    "talks.txt": (
        "Talks\n\nKim Jong Un came on Friday. “The wall of sanctions will fall,” Mr Kim said.\n"
    ),
}


@pytest.fixture
def bot(tmp_path: Path) -> QABot:
    write_articles(tmp_path / "articles", ARTICLES)
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    return QABot(index, WordReader())


def explained(bot: QABot, question: str, *history: str) -> Explanation:
    return bot.explain_after(question, [Turn(turn) for turn in history])


def test_everything_that_an_answer_considers_is_explained(bot: QABot) -> None:
    question = "when did the rocket reach the moon"
    explanation = explained(bot, question)
    answer = bot.ask(question)
    assert explanation.question == question
    assert explanation.chosen_by is ChosenBy.RANK
    assert [reason.scored.passage.id for reason in explanation.passages] == [
        scored.passage.id for scored in answer.considered
    ]
    first = explanation.sentences[0]
    assert (first.rank, first.sentence.text) == (1, answer.citations[0].text)
    assert round(first.sentence.score, 4) == answer.citations[0].score
    assert [reason.rank for reason in explanation.sentences] == [1, 2, 3, 4, 5, 6]


def test_parts_sum_up_to_the_score(bot: QABot) -> None:
    for reason in explained(bot, "when did the rocket reach the moon").sentences:
        assert sum(reason.parts.values()) == pytest.approx(reason.sentence.score)
        assert reason.parts["coverage"] == pytest.approx(3 * reason.sentence.coverage)


def test_the_reader_counts_with_its_weight(bot: QABot) -> None:
    first = explained(bot, "when did the rocket reach the moon").sentences[0]
    reading = first.sentence.reading
    assert reading is not None
    assert reading.span.of(first.sentence.text) == "1969"
    assert reading.score == 2.0
    assert first.parts["reader"] == pytest.approx(5 * 0.2)


def test_words_as_the_question_prints_them_sum_up_to_bm25(bot: QABot) -> None:
    explanation = explained(bot, "which Rockets reached the moon?")
    first = explanation.passages[0]
    assert first.scored.passage.article.path == "moon.txt"
    assert set(first.words) == {"Rockets", "reached", "the", "moon"}
    assert list(first.words.values()) == sorted(first.words.values(), reverse=True)
    assert next(iter(first.words)) != "the"
    for passage in explanation.passages:
        assert sum(passage.words.values()) == pytest.approx(passage.scored.bm25, rel=1e-5)


def test_a_follow_up_is_explained_with_what_it_leans_on(bot: QABot) -> None:
    explanation = explained(bot, "and when?", "which rocket reached the moon")
    assert explanation.question != "and when?"
    first = explanation.passages[0]
    assert "rocket" in first.words
    assert sum(first.words.values()) == pytest.approx(first.scored.bm25, rel=1e-5)


def test_speakers_and_statements_are_not_chosen_by_rank_alone(bot: QABot) -> None:
    said = explained(bot, "who said the wall of sanctions will fall")
    assert said.chosen_by is ChosenBy.SPEAKER
    assert all(reason.sentence.reading is None for reason in said.sentences)
    stated = explained(bot, "what did Kim Jong Un say about the wall of sanctions")
    assert stated.chosen_by is ChosenBy.STATEMENTS


def test_where_no_article_is_left_nothing_is_considered(bot: QABot) -> None:
    explanation = bot.explain_after("which rocket", [], filters=Filters(outlet="Nope"))
    assert (explanation.passages, explanation.sentences) == ((), [])


def test_a_conversation_explains_each_answer_as_it_was_asked(bot: QABot) -> None:
    conversation = bot.conversation()
    first = conversation.ask("which rocket reached the moon")
    second = conversation.ask("and when?")
    assert conversation.explain(first).question == "which rocket reached the moon"
    assert conversation.explain(second).question == second.interpreted


def test_an_article_that_was_cited_before_has_a_bonus(bot: QABot) -> None:
    conversation = bot.conversation()
    conversation.ask("which rocket reached the moon")
    explanation = conversation.explain(conversation.ask("and when?"))
    bonus = {reason.scored.passage.article.path: reason.bonus for reason in explanation.passages}
    assert bonus.pop("moon.txt") == pytest.approx(bot.index.settings.follow_ups.cited)
    assert list(bonus.values()) == pytest.approx([0.0] * len(bonus), abs=1e-6)


def test_the_bonus_is_less_the_more_a_follow_up_says_itself(bot: QABot) -> None:
    conversation = bot.conversation()
    conversation.ask("which rocket reached the moon")
    explanation = conversation.explain(conversation.answer("and did its crew sleep?"))
    bonus = {reason.scored.passage.article.path: reason.bonus for reason in explanation.passages}
    assert bonus["moon.txt"] == pytest.approx(bot.index.settings.follow_ups.cited / 2)
