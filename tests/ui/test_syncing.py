"""The index kept in step from inside the chat: while it is made, changed, locked or lost."""

from __future__ import annotations

import asyncio
import shutil
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from qabot.index import Index
from qabot.service.events import SyncEnded
from qabot.store.lock import writer_lock
from qabot.types import (
    Answer,
    ArticleRef,
    Citation,
    Span,
    Verdict,
)
from qabot.ui.app import ChatApp
from qabot.ui.conversation.place_card import CitationCard
from qabot.ui.screens.dialogs import Confirm
from qabot.ui.screens.folder_screen import FolderScreen, FolderSuggester
from qabot.ui.title_bar import TitleBar
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.service.doubles import Heard, HeldEncoder, WordSource
from tests.ui.driving import ask, chat_over, drive, settings_of_test, shown
from tests.ui.steps import settled


def held_chat(index: Path, folder: Path) -> tuple[ChatApp, HeldEncoder]:
    """The chat whose first sync stores text first and embeds when the encoder is released."""
    settings = settings_of_test(index)
    settings = settings.changed({"text_first_megabytes": 0.0, "batch_passages": 1})
    encoder = HeldEncoder()
    return chat_over(index, folder, source=WordSource(index, settings, encoder)), encoder


@pytest.fixture
def app(tmp_path: Path, folder: Path) -> ChatApp:
    return chat_over(tmp_path / "index", folder)


def badge(app: ChatApp) -> str:
    return app.main.query_one(TitleBar).badge


async def looked(pilot: Pilot[None], app: ChatApp) -> None:
    app.service.compare()
    await settled(pilot)


async def choose_folder(pilot: Pilot[None], app: ChatApp) -> None:
    """Open the screen; its tree has a worker that only ends with it."""
    await pilot.press("f4")
    while not isinstance(app.screen, FolderScreen) or not app.screen.query(Input):
        await pilot.pause()


def test_changed_files_are_told_and_f5_takes_them_up(app: ChatApp, folder: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert badge(app) == ""
        write_articles(folder, {"sea.txt": "The sea is deep."})
        (folder / "moon.txt").rename(folder / "luna.txt")
        await looked(pilot, app)
        assert badge(app) == "1 new, 0 changed, 0 removed, 1 renamed (F5)"
        await pilot.press("f5")
        await settled(pilot)
        assert badge(app) == ""
        assert "4 articles" in shown(app)
        [said] = app._notifications
        assert said.message.startswith("1 added, 0 changed, 0 removed, 1 moved, 2 unchanged")

    drive(app, steps)


def test_another_folder_is_chosen_by_its_path(app: ChatApp, tmp_path: Path) -> None:
    write_articles(tmp_path / "other", {"sea.txt": "The sea is deep and cold."})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "what reached the moon")
        await choose_folder(pilot, app)
        path = app.screen.query_one(Input)
        path.value = str(tmp_path / "nowhere")
        await pilot.press("enter")
        await pilot.pause()
        problem = app.screen.query_one(".problem", Static)
        assert f"no such folder: {tmp_path / 'nowhere'}" in str(problem.render())
        path.value = str(tmp_path / "other")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        await settled(pilot)
        assert "3 articles" in shown(app)  # nothing went
        await choose_folder(pilot, app)
        assert app.screen.query_one(Input).value == str(app.service.folder)  # what it is of now
        app.screen.query_one(Input).value = str(tmp_path / "other")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("y")
        await settled(pilot)
        assert not isinstance(app.screen, FolderScreen)
        assert "1 article ·" in shown(app)
        assert "A rocket reached the moon on Sunday." in shown(app)  # what was said stays
        await ask(pilot, "how deep is the sea")
        assert "The sea is deep and cold." in shown(app)

    drive(app, steps)


def test_a_folder_screen_can_be_left(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await choose_folder(pilot, app)
        await pilot.press("escape")
        await pilot.pause()
        await settled(pilot)
        assert not isinstance(app.screen, FolderScreen)
        assert "3 articles" in shown(app)

    drive(app, steps)


def test_paths_are_completed_to_folders(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "archive.zip").write_text("x")

    async def steps(pilot: Pilot[None]) -> None:
        suggest = FolderSuggester().get_suggestion
        assert await suggest(f"{tmp_path}/ar") == f"{tmp_path}/articles"
        assert await suggest(f"{tmp_path}/b") is None
        assert await suggest(f"{tmp_path}/nowhere/b") is None

    drive(chat_over(tmp_path / "index", tmp_path), steps)


def test_answers_come_before_the_passages_are_embedded(tmp_path: Path, folder: Path) -> None:
    app, encoder = held_chat(tmp_path / "index", folder)

    async def steps(pilot: Pilot[None]) -> None:
        while not encoder.begun.is_set() or app.questioner.bot is None:  # that it was told of
            await pilot.pause()
        assert "3 articles" in shown(app)
        await type_and_wait(pilot, app, "where did penicillin come from", 1)
        assert "Found by words alone: the articles are still being embedded." in shown(app)
        assert "Penicillin came from the mould." in shown(app)
        assert "making the index: 3 files, loading the model" in shown(app)
        encoder.released.set()
        await settled(pilot)
        assert "making the index" not in shown(app)
        await ask(pilot, "where did penicillin come from")
        first, second = app.panes.view.entries
        assert first.answer is not None
        assert second.answer is not None
        assert (first.answer.partial, second.answer.partial) == (True, False)

    drive(app, steps)


async def type_and_wait(pilot: Pilot[None], app: ChatApp, question: str, entries: int) -> None:
    """Ask without waiting for the sync that is held."""
    app.questioner.ask(question)
    while len(app.panes.view.entries) < entries or not app.panes.view.entries[-1].over:
        await pilot.pause()


def test_a_sync_is_stopped_and_goes_on(tmp_path: Path, folder: Path) -> None:
    app, encoder = held_chat(tmp_path / "index", folder)

    async def steps(pilot: Pilot[None]) -> None:
        while not encoder.begun.is_set() or app.questioner.bot is None:  # that it was told of
            await pilot.pause()
        await pilot.press("f8")
        encoder.released.set()
        await settled(pilot)
        assert "stopped; what was done is kept" in shown(app)
        assert Index.open(app.index, encoder=WordEncoder()).status().unembedded == 2
        await pilot.press("f5")
        await settled(pilot)
        assert Index.open(app.index, encoder=WordEncoder()).status().unembedded == 0

    drive(app, steps)


def test_while_another_folder_is_indexed_it_is_told_what_answers_come_from(
    tmp_path: Path, folder: Path
) -> None:
    write_articles(tmp_path / "other", {"sea.txt": "The sea is deep and cold."})
    app, encoder = held_chat(tmp_path / "index", folder)
    encoder.released.set()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        encoder.released.clear()
        encoder.begun.clear()
        app.service.make(tmp_path / "other")
        while not encoder.begun.is_set() or "making the index" not in shown(app):
            await pilot.pause()
        assert "until then answers come from the index as it was" in shown(app)
        encoder.released.set()
        await settled(pilot)
        assert "1 article ·" in shown(app)
        assert "until then" not in shown(app)

    drive(app, steps)


def test_an_index_that_was_left_half_embedded_is_finished(tmp_path: Path, folder: Path) -> None:
    app = chat_over(tmp_path / "index", folder)
    settings = settings_of_test(app.index).changed({"text_first_megabytes": 0.0})

    def interrupt(moved: object) -> None:
        if getattr(moved, "searchable"):  # noqa: B009
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Index.create(app.index, settings, encoder=WordEncoder()).sync([folder], progress=interrupt)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert "3 articles" in shown(app)
        assert app.service.bot is not None
        assert app.service.bot.index.status().unembedded == 0

    drive(app, steps)


def test_another_writer_is_named(app: ChatApp, folder: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        write_articles(folder, {"sea.txt": "The sea is deep."})
        with writer_lock(app.index):
            await pilot.press("f5")
            await settled(pilot)
            assert "is being written by process" in shown(app)
            await ask(pilot, "what reached the moon")
        assert "A rocket reached the moon on Sunday." in shown(app)
        assert badge(app).startswith("1 new")

    drive(app, steps)


def test_an_index_that_another_process_rebuilt_is_answered_from(app: ChatApp, folder: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        write_articles(folder, {"sea.txt": "The sea is deep and cold."})
        Index.create(app.index, encoder=WordEncoder()).sync([folder], rebuild=True)
        await looked(pilot, app)
        assert "4 articles" in shown(app)
        await ask(pilot, "how deep is the sea")
        assert "The sea is deep and cold." in shown(app)

    drive(app, steps)


def test_an_index_that_is_gone_is_told_and_nothing_is_lost(app: ChatApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "what reached the moon")
        shutil.rmtree(app.index)
        await looked(pilot, app)
        assert badge(app) == "the index cannot be used"
        assert "no index at" in shown(app)
        assert "A rocket reached the moon on Sunday." in shown(app)

    drive(app, steps)


def test_a_folder_that_is_gone_is_told(app: ChatApp, folder: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        folder.rename(folder.with_name("elsewhere"))
        await looked(pilot, app)
        assert badge(app) == "1 folder gone"
        await pilot.press("f5")
        await settled(pilot)
        assert "no such folder" in shown(app)

    drive(app, steps)


def test_a_card_tells_the_copies_of_its_story() -> None:
    def reference(outlet: str) -> ArticleRef:
        return ArticleRef(f"{outlet}.md", "Moon reached", None, None, outlet)

    copies = (reference("The Post"), reference("[red]The Echo"))
    citation = Citation(1, reference("The Times"), Span(0, 5), "Moon.", 1.0, (), copies)
    answer = Answer("q", Verdict.ANSWERED, 0.9, "Moon", None, (citation,), {})
    lines = str(CitationCard(answer, citation, date(2024, 1, 1)).render()).splitlines()
    assert lines[-1] == "+2 copies: The Post, [red]The Echo"


def test_a_card_does_not_say_the_same_source_twice() -> None:
    reference = ArticleRef("moon.md", "Moon reached", "Ann Lee", None, "The Post")
    citation = Citation(2, reference, Span(0, 5), "Moon.", 1.0)
    answer = Answer("q", Verdict.ANSWERED, 0.9, "Moon", None, (citation,), {})
    for same, source in ((False, "Moon reached · Ann Lee, The Post"), (True, "the same article")):
        card = CitationCard(answer, citation, date(2024, 1, 1), same=same)
        assert str(card.render()).splitlines() == ["[2] Moon.", source]


def test_files_are_followed_until_that_is_ended(tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "index"
    quick = settings_of_test(place).changed({"watch_quiet": 0.05, "watch_longest": 0.5})
    app = chat_over(place, folder, source=WordSource(place, quick))
    heard = Heard(app.service)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.keeper.switch_watching()
        first = await asyncio.to_thread(heard.next, SyncEnded)
        assert first.report.unchanged == 3
        write_articles(folder, {"star.txt": "A star fell into the sea."})
        second = await asyncio.to_thread(heard.next, SyncEnded)
        assert second.report.added == 1
        title = app.panes.title
        while not title.detail.startswith("4 articles"):
            await pilot.pause()
        assert [said.message for said in app._notifications][-1] == "added star.txt"
        assert title.badge == "follows its folders"
        await pilot.press("f5")
        assert not app.service.syncing
        app.keeper.switch_watching()
        await settled(pilot)
        write_articles(folder, {"sun.txt": "The sun rose."})
        app.service.compare()
        await settled(pilot)
        assert title.badge == "1 new, 0 changed, 0 removed (F5)"

    drive(app, steps)
