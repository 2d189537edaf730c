"""Who said what a question quotes word for word, however common the words are."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.types import Verdict
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import WordEncoder

DECOYS = {
    f"{number}.txt": (
        f"Down at pier {number}\n\nWe will not let down pier {number}, said the mayor of the pier."
        " They let them down, and we will let down them all, the mayor said. Will we not let them?"
        " We will, the mayor said.\n"
    )
    for number in range(60)
}


@pytest.fixture
def bot(tmp_path: Path) -> QABot:
    printed = (
        "Harbour talks\n\nThe talks about cranes and quays lasted until noon on Friday, and the"
        " owners of the yard came too. “We’ve had a long winter of repairs and we will not let them"
        " down, whatever the bank does with the loan,” said Ana Ruiz.\n"
    )
    write_articles(tmp_path / "articles", {**DECOYS, "zz.txt": printed})
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    return QABot(index)


@pytest.mark.parametrize("quoted", ["“we will not let them down”", '"We will not let them down."'])
def test_the_sentence_that_prints_the_words_comes_first(bot: QABot, quoted: str) -> None:
    answer = bot.ask(f"who said {quoted}")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.text == "Ana Ruiz"
    assert "we will not let them down, whatever" in answer.citations[0].text


def test_words_that_nobody_prints_are_looked_for_as_others(bot: QABot) -> None:
    answer = bot.ask("who said “we shall never let them down”")
    assert answer.text != "Ana Ruiz"


def test_each_of_two_speakers_of_a_sentence_is_told(tmp_path: Path) -> None:
    said = "After Carl Dee argued that the port must shut, Ana Ruiz said that cranes rust."
    text = f"Harbour row\n\n{said}\n"
    write_articles(tmp_path / "articles", {"row.txt": text})
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    bot = QABot(index)
    assert bot.ask("who argued that the port must shut").text == "Carl Dee"
    assert bot.ask("who said that cranes rust").text == "Ana Ruiz"
