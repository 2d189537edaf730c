"""A bot that only reads follows what others make of its index."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.errors import IndexMissing, QuestionError
from qabot.index import Index
from qabot.service.kept_bot import KeptBot
from tests.conftest import write_articles
from tests.doubles import WordEncoder


def count(bot: QABot) -> int:
    return bot.mentions("wall").total.articles


def test_it_is_opened_once_and_sees_what_is_published(index: Index, folder: Path) -> None:
    index.sync([folder])
    opened: list[QABot] = []

    def open_bot() -> QABot:
        opened.append(QABot(Index.open(index.folder, encoder=WordEncoder())))
        return opened[-1]

    kept = KeptBot(open_bot)
    assert kept.use(count) == 1
    write_articles(folder, {"more.txt": "Another wall fell.\n"})
    index.sync()
    assert kept.use(count) == 2
    with pytest.raises(QuestionError):
        kept.use(lambda bot: bot.ask("?"))
    assert len(opened) == 1


def test_an_index_made_again_with_another_model(index: Index, folder: Path) -> None:
    index.sync([folder])
    encoders = iter([WordEncoder(), WordEncoder("wall", fingerprint="words-2")])
    kept = KeptBot(lambda: QABot(Index.open(index.folder, encoder=next(encoders))))
    assert kept.use(count) == 1
    Index.create(index.folder, encoder=WordEncoder("wall", fingerprint="words-2")).sync(
        rebuild=True
    )
    assert kept.use(count) == 1
    assert next(encoders, None) is None


def test_an_index_that_goes_and_comes_back(index: Index, folder: Path) -> None:
    kept = KeptBot(lambda: QABot(Index.open(index.folder, encoder=WordEncoder())))
    kept.warm()  # says nothing
    with pytest.raises(IndexMissing, match="run: qabot index FOLDER"):
        kept.use(count)
    assert not index.folder.exists()
    index.sync([folder])
    assert kept.use(count) == 1
    shutil.rmtree(index.folder)
    with pytest.raises(IndexMissing):
        kept.use(count)
    index.sync([folder])
    assert kept.use(count) == 1
