"""The index kept in step from inside the chat: while it is made, changed, locked or lost."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.store.lock import writer_lock
from qabot.sync.telling import Progress
from qabot.types import (
    Answer,
    ArticleRef,
    Citation,
    PassageEncoding,
    PassageInput,
    Span,
    Verdict,
)
from qabot.ui.citation_card import CitationCard
from qabot.ui.dialogs import Confirm
from qabot.ui.folder_screen import FolderScreen, FolderSuggester
from qabot.ui.messages import BotReady, SyncEnded
from qabot.ui.title_bar import TitleBar
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.ui.driving import DoubleApp, ask, drive, settled, shown


class HeldEncoder(WordEncoder):
    """Embeds no passage before it is released; ``begun`` is set when it is asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.released = threading.Event()

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        self.begun.set()
        assert self.released.wait(30), "nobody released the encoder"
        return super().encode_passages(passages)


class HeldApp(DoubleApp):
    """The app whose first sync stores text first and embeds when the encoder is released."""

    def __init__(self, index: Path, folder: Path) -> None:
        super().__init__(index, folder)
        self.encoder = HeldEncoder()

    def settings_of_test(self) -> Settings:
        settings = super().settings_of_test()
        return settings.changed({"text_first_megabytes": 0.0, "batch_passages": 1})

    def build_index(self, progress: Progress) -> QABot:
        index = Index.create(self._index, self.settings_of_test(), encoder=self.encoder)
        index.sync([self._folder], progress=progress)
        return QABot(index)


@pytest.fixture
def app(tmp_path: Path, folder: Path) -> DoubleApp:
    return DoubleApp(tmp_path / "index", folder)


def badge(app: DoubleApp) -> str:
    return app.main.query_one(TitleBar).badge


async def looked(pilot: Pilot[None], app: DoubleApp) -> None:
    app.look()
    await settled(pilot)


async def choose_folder(pilot: Pilot[None], app: DoubleApp) -> None:
    """Open the screen; its tree has a worker that only ends with it."""
    await pilot.press("f4")
    while not isinstance(app.screen, FolderScreen) or not app.screen.query(Input):
        await pilot.pause()


def test_changed_files_are_told_and_f5_takes_them_up(app: DoubleApp, folder: Path) -> None:
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


def test_another_folder_is_chosen_by_its_path(app: DoubleApp, tmp_path: Path) -> None:
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
        assert app.screen.query_one(Input).value == str(app._folder)  # what it is of now
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


def test_a_folder_screen_can_be_left(app: DoubleApp) -> None:
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

    drive(DoubleApp(tmp_path / "index", tmp_path), steps)


def test_answers_come_before_the_passages_are_embedded(tmp_path: Path, folder: Path) -> None:
    app = HeldApp(tmp_path / "index", folder)

    async def steps(pilot: Pilot[None]) -> None:
        while not app.encoder.begun.is_set() or app.bot is None:
            await pilot.pause()
        assert "3 articles" in shown(app)
        await type_and_wait(pilot, app, "where did penicillin come from", 1)
        assert "Found by words alone: the articles are still being embedded." in shown(app)
        assert "Penicillin came from the mould." in shown(app)
        assert "making the index: 3 files, loading the model" in shown(app)
        app.encoder.released.set()
        await settled(pilot)
        assert "making the index" not in shown(app)
        await ask(pilot, "where did penicillin come from")
        first, second = app.view.entries
        assert first.answer is not None
        assert second.answer is not None
        assert (first.answer.partial, second.answer.partial) == (True, False)

    drive(app, steps)


async def type_and_wait(pilot: Pilot[None], app: DoubleApp, question: str, entries: int) -> None:
    """Ask without waiting for the sync that is held."""
    app.ask(question)
    while len(app.view.entries) < entries or not app.view.entries[-1].over:
        await pilot.pause()


def test_a_sync_is_stopped_and_goes_on(tmp_path: Path, folder: Path) -> None:
    app = HeldApp(tmp_path / "index", folder)

    async def steps(pilot: Pilot[None]) -> None:
        while not app.encoder.begun.is_set() or app.bot is None:
            await pilot.pause()
        await pilot.press("f8")
        app.encoder.released.set()
        await settled(pilot)
        assert "stopped; what was done is kept" in shown(app)
        assert Index.open(app._index, encoder=WordEncoder()).status().unembedded == 2
        await pilot.press("f5")
        await settled(pilot)
        assert Index.open(app._index, encoder=WordEncoder()).status().unembedded == 0

    drive(app, steps)


def test_while_another_folder_is_indexed_it_is_told_what_answers_come_from(
    tmp_path: Path, folder: Path
) -> None:
    write_articles(tmp_path / "other", {"sea.txt": "The sea is deep and cold."})
    app = HeldApp(tmp_path / "index", folder)
    app.encoder.released.set()

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.encoder.released.clear()
        app.encoder.begun.clear()
        app._make_index(tmp_path / "other")
        while not app.encoder.begun.is_set() or "making the index" not in shown(app):
            await pilot.pause()
        assert "until then answers come from the index as it was" in shown(app)
        app.encoder.released.set()
        await settled(pilot)
        assert "1 article ·" in shown(app)
        assert "until then" not in shown(app)

    drive(app, steps)


def test_a_folder_chosen_after_a_stop_is_the_one_that_is_indexed(
    tmp_path: Path, folder: Path
) -> None:
    write_articles(tmp_path / "other", {"sea.txt": "The sea is deep and cold."})
    app = HeldApp(tmp_path / "index", folder)

    async def steps(pilot: Pilot[None]) -> None:
        while not app.encoder.begun.is_set() or app.bot is None:
            await pilot.pause()
        await pilot.press("f8")
        app.encoder.released.set()
        await settled(pilot)
        app.bot = None  # as after a stop before there was anything to ask
        app._make_index(tmp_path / "other")
        await settled(pilot)
        assert "1 article ·" in shown(app)
        index = Index.open(app._index, encoder=WordEncoder())
        assert index.folders() == (str(tmp_path / "other"),)

    drive(app, steps)


def test_an_index_that_was_left_half_embedded_is_finished(tmp_path: Path, folder: Path) -> None:
    app = DoubleApp(tmp_path / "index", folder)
    settings = app.settings_of_test().changed({"text_first_megabytes": 0.0})

    def interrupt(moved: object) -> None:
        if getattr(moved, "searchable"):  # noqa: B009
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Index.create(app._index, settings, encoder=WordEncoder()).sync([folder], progress=interrupt)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert "3 articles" in shown(app)
        assert app.bot is not None
        assert app.bot.index.status().unembedded == 0

    drive(app, steps)


def test_another_writer_is_named(app: DoubleApp, folder: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        write_articles(folder, {"sea.txt": "The sea is deep."})
        with writer_lock(app._index):
            await pilot.press("f5")
            await settled(pilot)
            assert "is being written by process" in shown(app)
            await ask(pilot, "what reached the moon")
        assert "A rocket reached the moon on Sunday." in shown(app)
        assert badge(app).startswith("1 new")

    drive(app, steps)


def test_an_index_that_another_process_rebuilt_is_answered_from(
    app: DoubleApp, folder: Path
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        write_articles(folder, {"sea.txt": "The sea is deep and cold."})
        Index.create(app._index, encoder=WordEncoder()).sync([folder], rebuild=True)
        await looked(pilot, app)
        assert "4 articles" in shown(app)
        await ask(pilot, "how deep is the sea")
        assert "The sea is deep and cold." in shown(app)

    drive(app, steps)


def test_an_index_that_is_gone_is_told_and_nothing_is_lost(app: DoubleApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "what reached the moon")
        shutil.rmtree(app._index)
        await looked(pilot, app)
        assert badge(app) == "the index cannot be used"
        assert "no index at" in shown(app)
        assert "A rocket reached the moon on Sunday." in shown(app)

    drive(app, steps)


def test_a_folder_that_is_gone_is_told(app: DoubleApp, folder: Path) -> None:
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


def test_an_index_opened_early_is_let_go_once_the_sync_is_over(app: DoubleApp) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        whole = app.bot
        late = QABot(Index.open(app._index, app.settings_of_test(), encoder=WordEncoder()))
        app.post_message(BotReady(late, 3, sample=False, early=True))
        await settled(pilot)
        assert app.bot is whole
        assert not app.syncing

    drive(app, steps)


class FollowingApp(DoubleApp):
    """The app that follows files at once; ``rounds`` gets what each round of it did."""

    def __init__(self, index: Path, folder: Path) -> None:
        super().__init__(index, folder)
        self.rounds: asyncio.Queue[SyncEnded] = asyncio.Queue()

    def settings_of_test(self) -> Settings:
        return super().settings_of_test().changed({"watch_quiet": 0.05, "watch_longest": 0.5})

    def on_sync_ended(self, message: SyncEnded) -> None:
        self.rounds.put_nowait(message)


def test_files_are_followed_until_that_is_ended(tmp_path: Path, folder: Path) -> None:
    app = FollowingApp(tmp_path / "index", folder)

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        app.action_switch_watching()
        first = await asyncio.wait_for(app.rounds.get(), 30)
        assert first.report.unchanged == 3
        write_articles(folder, {"star.txt": "A star fell into the sea."})
        second = await asyncio.wait_for(app.rounds.get(), 30)
        assert second.report.added == 1
        await pilot.pause()
        assert [said.message for said in app._notifications][-1] == "added star.txt"
        title = app.main.query_one(TitleBar)
        assert title.badge == "follows its folders"
        assert title.detail.startswith("4 articles")
        await pilot.press("f5")
        assert not app.syncing
        app.action_switch_watching()
        await settled(pilot)
        write_articles(folder, {"sun.txt": "The sun rose."})
        app.look()
        await settled(pilot)
        assert title.badge == "1 new, 0 changed, 0 removed (F5)"
        assert app.rounds.empty()

    drive(app, steps)
