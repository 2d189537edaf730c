"""The service's bot follows what becomes of its index under it."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.errors import IndexMissing, IndexOpening, QuestionError
from qabot.index import Index
from qabot.service.bot_service import BotService
from qabot.service.events import IndexOpened
from qabot.service.served_bot import ServedBot
from tests.doubles import WordEncoder
from tests.service.doubles import Heard, WordSource


def count(bot: QABot) -> int:
    return bot.mentions("wall").total.articles


def test_until_there_is_a_bot_it_says_so(index: Index, folder: Path) -> None:
    index.sync([folder])
    released = threading.Event()
    source = WordSource(index.folder, before_open=lambda: released.wait(30))
    with closing(BotService(source, folder)) as service:
        served = ServedBot(service)
        opened = service.open()
        with pytest.raises(IndexOpening, match="ask again in a moment"):
            served.use(count)
        released.set()
        opened.result(30)
        assert served.use(count) == 1


def test_an_index_that_is_made_after_opening_it_failed(index: Index, folder: Path) -> None:
    with closing(BotService(WordSource(index.folder), folder / "none")) as service:
        served = ServedBot(service)
        with pytest.raises(IndexMissing):
            service.open().result(30)
        assert isinstance(served.why_none(), IndexMissing)
        with pytest.raises(IndexMissing, match="no index at"):
            served.use(count)
        index.sync([folder])
        assert served.use(count) == 1


def test_an_index_that_goes_and_comes_back(index: Index, folder: Path) -> None:
    index.sync([folder])
    with closing(BotService(WordSource(index.folder), folder)) as service:
        served = ServedBot(service)
        service.open().result(30)
        shutil.rmtree(index.folder)
        with pytest.raises(IndexMissing, match="no index at"):
            served.use(count)
        assert not index.folder.exists()  # nothing is made in its place
        index.sync([folder])
        assert served.use(count) == 1


def test_an_index_made_again_with_another_model(index: Index, folder: Path) -> None:
    index.sync([folder])
    other = WordEncoder("wall", fingerprint="words-2")
    encoders = iter([WordEncoder(), other])

    class Source(WordSource):
        def open(self) -> QABot:
            return QABot(Index.open(self.index, encoder=next(encoders)))

    with closing(BotService(Source(index.folder), folder)) as service:
        heard = Heard(service)
        served = ServedBot(service)
        first = service.open().result(30)
        Index.create(index.folder, encoder=other).sync(rebuild=True)
        assert served.use(count) == 1
        assert service.bot is not first
        heard.next(IndexOpened)
        assert heard.next(IndexOpened).bot is service.bot
        with pytest.raises(QuestionError):  # no reason to open it again
            served.use(lambda bot: bot.ask("?"))
