"""Who said something, by attribution and by reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.index import Index
from qabot.types import Verdict
from tests.conftest import write_articles
from tests.doubles import PointingReader

ARTICLES = {
    "port.txt": (
        "Port debated\n\nBob Hay said: “The lighthouse is as safe as a church.” In the eyes of "
        "Ana Ruiz the port can drown the town at night. Cara Lim, a diver, left."
    ),
    "choir.txt": "Choir\n\nThe choir sang. It sang loudly.",
}


@pytest.fixture
def reader() -> PointingReader:
    return PointingReader("Ana Ruiz")


@pytest.fixture
def bot(index: Index, tmp_path: Path, reader: PointingReader) -> QABot:
    write_articles(tmp_path / "articles", ARTICLES)
    index.sync([tmp_path / "articles"])
    return QABot(index, reader)


def test_what_no_rule_attributes_is_read(bot: QABot) -> None:
    answer = bot.ask("Who feared that the port would flood the town?")
    assert (answer.verdict, answer.text) == (Verdict.ANSWERED, "Ana Ruiz")
    assert answer.speaker is not None
    assert (answer.speaker.name, answer.speaker.mention) == ("Ana Ruiz", "Ana Ruiz")
    assert answer.citations[0].text.startswith("In the eyes of Ana Ruiz")


def test_quoted_words_are_attributed_and_not_read(bot: QABot, reader: PointingReader) -> None:
    answer = bot.ask("Who said “the lighthouse is as safe as a church”?")
    assert (answer.verdict, answer.text) == (Verdict.ANSWERED, "Bob Hay")
    assert reader.seen == []


def test_without_a_reader_attribution_has_the_last_word(bot: QABot) -> None:
    answer = QABot(bot.index, None).ask("Who feared that the port would flood the town?")
    assert answer.text != "Ana Ruiz"


def test_where_nothing_is_read_attribution_has_the_last_word(bot: QABot) -> None:
    question = "Who said that the lighthouse is safe?"
    assert QABot(bot.index, PointingReader("tide")).ask(question).text == "Bob Hay"
