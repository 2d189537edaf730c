"""Questions to begin with: made of the articles' words, and answered."""

from __future__ import annotations

from pathlib import Path

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.service.example_questions import example_questions
from qabot.types import Verdict
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader

SAID = {
    "wall.txt": "The wall opens in Berlin\n\n“We shall keep all of the gates open,” said"
    " Hans Weber, the mayor. Crowds climbed the wall.\n",
    "moon.txt": "A rocket reaches the moon\n\n“The rocket,” said Ada Moss, “reached the moon.” She"
    " said it flew on Sunday.\n",
}


def bot_over(tmp_path: Path, articles: dict[str, str]) -> QABot:
    write_articles(tmp_path / "articles", articles)
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "weights.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    return QABot(index, WordReader())


def test_who_said_what_somebody_says_and_of_whom_is_told(tmp_path: Path) -> None:
    bot = bot_over(tmp_path, SAID)
    assert example_questions(bot) == (
        "who said “We shall keep all of the gates open”",
        "what did Hans Weber say",
        "tell me about Berlin",
    )


def test_each_question_is_answered(tmp_path: Path) -> None:
    bot = bot_over(tmp_path, SAID)
    verdicts = {bot.ask(question).verdict for question in example_questions(bot)}
    assert verdicts == {Verdict.ANSWERED}


def test_without_quotations_and_names_they_are_titles(tmp_path: Path) -> None:
    bot = bot_over(
        tmp_path, {"moon.txt": "Rocket reaches the moon\n\nThe rocket reached the moon."}
    )
    assert example_questions(bot) == ("Rocket reaches the moon",)


def test_an_index_that_answers_nothing_has_none(tmp_path: Path) -> None:
    assert example_questions(bot_over(tmp_path, {"x.txt": "?!\n\n12 34."})) == ()
