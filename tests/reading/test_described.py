"""Who or what something is, asked of a whole index."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.index import Index
from qabot.types import Filters, Verdict
from tests.conftest import write_articles
from tests.doubles import PointingReader

ARTICLES = {
    "ferry.txt": (
        "Ferry runs aground\n\nThe ferry ran aground at noon. Harbour pilot Ana Ruiz left the "
        "bridge. Ana Ruiz said nothing all day. Ana Ruiz was heard of again at night."
    ),
    "prize.txt": (
        "Prizes\n\nThe prize went to Ana Ruiz on Monday. Ana Ruiz, the oldest pilot of Leith, took "
        "it home. Mr Hay, a critic, was pleased."
    ),
    "choir.txt": "Choir\n\nThe choir sang. Bob Hay sang loudly. Wavo, a lender, paid for it.",
}


@pytest.fixture
def bot(index: Index, tmp_path: Path) -> QABot:
    write_articles(tmp_path / "articles", ARTICLES)
    index.sync([tmp_path / "articles"])
    return QABot(index, PointingReader("night"))


def test_it_is_told_by_what_stands_beside_the_name(bot: QABot) -> None:
    answer = bot.ask("Who is Ana Ruiz?")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.text == "the oldest pilot of Leith"
    assert [one.text for one in answer.citations][:2] == [
        "Ana Ruiz, the oldest pilot of Leith, took it home.",
        "Harbour pilot Ana Ruiz left the bridge.",
    ]
    assert answer.confidence >= 0.9
    assert answer.span is not None
    span = answer.span.span.of(answer.citations[answer.span.citation - 1].text)
    assert span == answer.text


def test_the_articles_that_are_asked_tell_it(bot: QABot) -> None:
    answer = bot.ask("who was ana ruiz", filters=Filters(paths=("ferry.txt",)))
    assert answer.text == "Harbour pilot"


def test_a_namesake_is_somebody_else(bot: QABot) -> None:
    assert bot.ask("Who is Bob Hay?").text != "a critic"


def test_what_a_thing_is(bot: QABot) -> None:
    assert bot.ask("What is Wavo?").text == "a lender"
