"""The bot and its index, from when they are opened until they are closed, without a screen."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import FolderError, IndexLocked, IndexMissing, ModelError, SyncStopped
from qabot.index import Index
from qabot.service.bot_service import BotService
from qabot.service.events import (
    FilesCompared,
    IndexLost,
    IndexOpened,
    OpeningBegun,
    OpeningFailed,
    ServiceBroken,
    SyncEnded,
    SyncFailed,
    SyncMoved,
)
from qabot.store.lock import writer_lock
from qabot.types import SyncReport
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.service.doubles import Heard, HeldEncoder, WordSource
from tests.sync.test_sync import Interrupting

TEXT_FIRST = Settings.of(text_first_megabytes=0.0, batch_passages=1)
QUICK = Settings.of(watch_quiet=0.05, watch_longest=0.5, watch_retry=0.0)

Serve = Callable[..., BotService]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def serve(place: Path, folder: Path) -> Iterator[Serve]:
    """Makes services over one index that are closed in the end."""
    with ExitStack() as services:

        def make(source: object = None) -> BotService:
            made = BotService(source or WordSource(place), folder)  # type: ignore[arg-type]
            return services.enter_context(closing(made))

        yield make


def other_folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "other", {"sea.txt": "The sea is deep and cold."})
    return tmp_path / "other"


def report_of(found: object) -> SyncReport:
    assert isinstance(found, SyncReport)
    return found


# -- opening -------------------------------------------------------------------------------------


def test_an_index_that_is_not_there_is_made_of_the_folder(serve: Serve) -> None:
    service = serve()
    heard = Heard(service)
    bot = service.open().result()
    assert service.bot is bot
    assert (service.opening, service.syncing) == (False, False)
    kinds = [type(event) for event in heard.all]
    assert kinds[0] is OpeningBegun
    assert set(kinds[1:-1]) == {SyncMoved}
    assert kinds[-1] is IndexOpened
    opened = heard.next(IndexOpened)
    assert (opened.bot, opened.status.articles, opened.partial) == (bot, 3, False)


def test_an_index_that_is_there_is_opened_and_not_made_again(serve: Serve) -> None:
    serve().open().result()
    service = serve()
    heard = Heard(service)
    service.open().result()
    assert [type(event) for event in heard.all] == [OpeningBegun, IndexOpened]


def test_while_one_opening_goes_on_it_is_the_answer_to_every_other(
    serve: Serve, place: Path
) -> None:
    encoder = HeldEncoder()
    service = serve(WordSource(place, writing=encoder))
    first = service.open()
    assert encoder.begun.wait(30)
    assert service.open() is first
    assert (service.opening, service.syncing) == (True, True)
    assert (service.sync(), service.follow(), service.compare()) == (None, None, None)
    encoder.released.set()
    first.result()
    assert service.open() is not first


def test_neither_index_nor_folder_is_an_event_and_an_error(tmp_path: Path, place: Path) -> None:
    with closing(BotService(WordSource(place), tmp_path / "nowhere")) as service:
        heard = Heard(service)
        with pytest.raises(IndexMissing, match="no index at"):
            service.open().result()
        assert "no index at" in str(heard.next(OpeningFailed).error)
        assert (service.bot, service.opening, service.syncing) == (None, False, False)


def test_an_opening_that_failed_can_be_tried_again(serve: Serve, place: Path) -> None:
    problems = [ModelError("the reader is not there")]

    def load() -> None:
        if problems:
            raise problems.pop()

    service = serve(WordSource(place, before_open=load))
    with pytest.raises(ModelError, match="the reader is not there"):
        service.open().result()
    assert service.open().result() is service.bot


def test_an_unfinished_index_is_finished_not_replaced(
    serve: Serve, place: Path, tmp_path: Path
) -> None:
    other = other_folder(tmp_path)
    write_articles(other, {"sun.txt": "The sun is hot."})
    dying = Interrupting(1, RuntimeError("killed"))
    with pytest.raises(RuntimeError, match="killed"):
        Index.create(place, Settings.of(batch_passages=1), encoder=dying).sync([other])
    bot = serve().open().result()
    assert (bot.index.folders(), bot.index.status().articles) == ((str(other),), 2)


def test_an_index_that_was_left_half_embedded_is_finished(
    serve: Serve, place: Path, folder: Path
) -> None:
    def interrupt(moved: object) -> None:
        if getattr(moved, "searchable"):  # noqa: B009
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index = Index.create(place, TEXT_FIRST, encoder=WordEncoder())
        index.sync([folder], progress=interrupt)
    service = serve(WordSource(place, TEXT_FIRST))
    heard = Heard(service)
    service.open().result()
    assert heard.next(SyncEnded).report.embedded == 3
    assert service.bot is not None
    assert service.bot.index.status().unembedded == 0


def test_a_bug_ends_no_service_silently(serve: Serve, place: Path) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    service = serve(WordSource(place, before_open=fail))
    heard = Heard(service)
    with pytest.raises(ZeroDivisionError):
        service.open().result()
    assert isinstance(heard.next(ServiceBroken).error, ZeroDivisionError)
    assert (service.opening, service.syncing) == (False, False)


# -- partial answers -----------------------------------------------------------------------------


def test_a_bot_answers_by_terms_until_all_is_embedded(serve: Serve, place: Path) -> None:
    encoder = HeldEncoder()
    service = serve(WordSource(place, TEXT_FIRST, encoder))
    heard = Heard(service)
    whole = service.open()
    early = heard.next(IndexOpened)
    assert early.partial
    assert service.bot is early.bot
    assert (service.opening, service.syncing) == (False, True)
    assert early.bot.ask("where did penicillin come from").partial
    encoder.released.set()
    assert heard.next(IndexOpened).bot is whole.result()
    assert service.bot is whole.result()
    assert not whole.result().ask("where did penicillin come from").partial


def test_a_partial_bot_that_comes_after_the_whole_one_is_let_go(serve: Serve, place: Path) -> None:
    opened, late = [threading.Event()], threading.Event()

    def hold_the_second() -> None:
        if not opened:
            assert late.wait(30)
        opened.clear()

    service = serve(WordSource(place, TEXT_FIRST, before_open=hold_the_second))
    heard = Heard(service)
    whole = service.open().result()
    late.set()
    service.wait()
    assert service.bot is whole
    assert [e.partial for e in heard.all if isinstance(e, IndexOpened)] == [False]


# -- syncing -------------------------------------------------------------------------------------


def test_a_sync_takes_up_what_changed(serve: Serve, folder: Path) -> None:
    service = serve()
    assert service.sync() is None
    service.open().result()
    heard = Heard(service)
    write_articles(folder, {"sea.txt": "The sea is deep."})
    begun = service.sync()
    assert begun is not None
    assert begun.result().added == 1
    assert heard.next(SyncEnded) == SyncEnded(begun.result())
    assert not service.syncing


def test_another_folder_is_made_the_index_while_the_old_one_answers(
    serve: Serve, place: Path, tmp_path: Path
) -> None:
    encoder = HeldEncoder()
    encoder.released.set()
    service = serve(WordSource(place, writing=encoder))
    service.open().result()
    encoder.released.clear()
    encoder.begun.clear()
    making = service.make(other_folder(tmp_path))
    assert making is not None
    assert encoder.begun.wait(30)
    assert (service.syncing, service.replacing) == (True, True)
    assert service.make(tmp_path) is None
    assert service.bot is not None
    assert "rocket" in service.bot.ask("what reached the moon").citations[0].text
    encoder.released.set()
    assert report_of(making.result()).removed == 3
    assert service.bot.index.status().articles == 1


def test_a_folder_chosen_while_there_is_no_bot_is_the_one_that_is_indexed(
    serve: Serve, place: Path, tmp_path: Path
) -> None:
    problems = [ModelError("not there yet")]

    def load() -> None:
        if problems:
            raise problems.pop()

    serve().open().result()
    service = serve(WordSource(place, before_open=load))
    with pytest.raises(ModelError):
        service.open().result()
    other = other_folder(tmp_path)
    heard = Heard(service)
    assert service.make(other) is not None
    assert heard.next(SyncEnded).report.added == 1
    assert service.bot is not None
    assert service.bot.index.folders() == (str(other),)


def test_a_sync_is_stopped_and_goes_on(serve: Serve, place: Path) -> None:
    encoder = HeldEncoder()
    service = serve(WordSource(place, TEXT_FIRST, encoder))
    heard = Heard(service)
    assert not service.stop()
    opening = service.open()
    heard.next(IndexOpened)
    assert encoder.begun.wait(30)
    assert service.stop()
    encoder.released.set()
    with pytest.raises(SyncStopped, match="what was done is kept"):
        opening.result()
    assert isinstance(heard.next(OpeningFailed).error, SyncStopped)
    assert service.bot is not None  # the one that answers by terms
    assert 0 < service.bot.index.status().unembedded < 3
    resumed = service.sync()
    assert resumed is not None
    resumed.result()
    assert service.bot.index.status().unembedded == 0


def test_a_sync_that_fails_leaves_the_bot_as_it_was(serve: Serve, place: Path) -> None:
    service = serve()
    bot = service.open().result()
    heard = Heard(service)
    with writer_lock(place):
        begun = service.sync()
        assert begun is not None
        with pytest.raises(IndexLocked):
            begun.result()
    failed = heard.next(SyncFailed)
    assert (isinstance(failed.error, IndexLocked), failed.stopped) == (True, False)
    assert service.bot is bot


# -- comparing -----------------------------------------------------------------------------------


def test_files_are_compared_with_the_index(serve: Serve, folder: Path, place: Path) -> None:
    service = serve()
    service.open().result()
    heard = Heard(service)
    write_articles(folder, {"sea.txt": "The sea is deep."})
    begun = service.compare()
    assert begun is not None
    assert begun.result().new_files == ("sea.txt",)
    assert heard.next(FilesCompared).status == begun.result()
    shutil.rmtree(place)
    lost = service.compare()
    assert lost is not None
    with pytest.raises(IndexMissing):
        lost.result()
    assert "no index at" in str(heard.next(IndexLost).error)


# -- following -----------------------------------------------------------------------------------


def test_files_are_followed_until_that_is_ended(serve: Serve, place: Path, folder: Path) -> None:
    service = serve(WordSource(place, QUICK))
    service.open().result()
    heard = Heard(service)
    following = service.follow()
    assert following is not None
    assert (service.following, service.follow(), service.sync()) == (True, None, None)
    first = heard.next(SyncEnded)
    assert (first.report.unchanged, first.before) == (3, None)
    write_articles(folder, {"star.txt": "A star fell into the sea."})
    second = heard.next(SyncEnded)
    assert (second.report.added, second.before) == (1, first.report)
    service.end_following()
    assert not service.following
    following.result()
    begun = service.sync()
    assert begun is not None
    assert begun.result().unchanged == 4


def test_a_folder_that_is_gone_is_told_once_and_followed_on(
    serve: Serve, place: Path, folder: Path, tmp_path: Path
) -> None:
    service = serve(WordSource(place, QUICK))
    service.open().result()
    heard = Heard(service)
    service.follow()
    heard.next(SyncEnded)
    shutil.move(folder, tmp_path / "away")
    assert isinstance(heard.next(SyncFailed).error, FolderError)
    assert service.following
    shutil.move(tmp_path / "away", folder)
    assert heard.next(SyncEnded).report.unchanged == 3


def test_following_that_fails_at_once_has_ended(serve: Serve, place: Path, folder: Path) -> None:
    service = serve(WordSource(place, QUICK))
    service.open().result()
    shutil.rmtree(folder)
    following = service.follow()
    assert following is not None
    with pytest.raises(FolderError):
        following.result()
    assert not service.following


def test_a_bot_that_is_there_can_make_its_index_and_follow(place: Path, folder: Path) -> None:
    bot = QABot(Index.create(place, QUICK, encoder=WordEncoder()))
    with closing(BotService.over(bot)) as service:
        heard = Heard(service)
        service.follow([folder], rebuild=True)
        assert heard.next(SyncEnded).report.added == 3
        assert service.bot is bot


# -- the end -------------------------------------------------------------------------------------


def test_closing_keeps_what_was_done(serve: Serve, place: Path) -> None:
    encoder = HeldEncoder()
    service = serve(WordSource(place, TEXT_FIRST, encoder))
    heard = Heard(service)
    opening = service.open()
    heard.next(IndexOpened)
    service.close(wait=False)
    encoder.released.set()
    with pytest.raises(SyncStopped):
        opening.result()
    assert Index.open(place, TEXT_FIRST, encoder=WordEncoder()).status().articles == 3
    assert (service.sync(), service.compare(), service.follow()) == (None, None, None)


def test_a_coroutine_waits_for_it_and_hears_it_on_its_own_loop(serve: Serve) -> None:
    async def steps() -> None:
        service, told = serve(), asyncio.Queue[object]()
        loop = asyncio.get_running_loop()
        end = service.subscribe(lambda event: loop.call_soon_threadsafe(told.put_nowait, event))
        bot = await asyncio.wrap_future(service.open())
        assert isinstance(await told.get(), OpeningBegun)
        while not isinstance(event := await told.get(), IndexOpened):
            pass
        assert event.bot is bot
        end()
        await asyncio.wrap_future(service.open())
        assert told.empty()

    asyncio.run(steps())
