"""An app that keeps its index in step with folders, off the event loop."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from qabot.errors import IndexProblem, QabotError, SyncStopped
from qabot.types import SyncProgress, SyncReport
from qabot.ui.bot_app import BotApp
from qabot.ui.messages import BotReady, IndexLooked, IndexLost, SyncEnded, SyncFailed, SyncMoved

if TYPE_CHECKING:
    from qabot.bot import QABot

_LOOK_SECONDS = 60.0
"""How often the folders are compared with the index: 0.1 s of listing for 2,000 files."""
_LOOK_SHARE = 0.01
"""Share of the time that it may take: 100,000 files are compared every few minutes."""


class SyncingApp(BotApp):
    """Looks whether files changed, syncs on demand, and opens the index before all is embedded.

    The index that is open answers until the next state is published, which every later question
    is put to. ``syncing`` tells that one is running, be it the first.
    """

    syncing = False
    replacing = False
    """Whether the sync that runs makes the index of other folders."""
    _opened_early = False
    _look_due = 0.0
    _following: threading.Event | None = None

    def look_regularly(self) -> None:
        """Begin to compare index and folders once a minute, or less often where it takes long."""
        self.set_interval(_LOOK_SECONDS, self._look_when_due)

    def _look_when_due(self) -> None:
        if time.monotonic() >= self._look_due:
            self.look()

    def look(self) -> None:
        """Compare index and folders now, if there is an index and nothing is writing it."""
        if self.bot is not None and not self.syncing:
            self.look_at_files(self.bot)

    def start_sync(self, folders: Sequence[Path] = ()) -> bool:
        """Bring the index in step with its folders, or with these instead; False if one runs."""
        if self.bot is None or self.syncing:
            return False
        self.begin_syncing()
        self.replacing = bool(folders)
        self.sync_index(self.bot, folders)
        return True

    def begin_syncing(self) -> None:
        """Note that a sync runs, which may be stopped from now on."""
        self.syncing = True
        self.replacing = self._opened_early = False
        self._stop = threading.Event()

    def stop_sync(self) -> bool:
        """Stop the sync that runs at its next step; False if none does."""
        if self.syncing:
            self._stop.set()
        return self.syncing

    @property
    def follows_files(self) -> bool:
        """Whether the index is synced by itself whenever files change."""
        return self._following is not None

    def follow_files(self) -> bool:
        """Sync now and whenever files change, until it is ended; False if a sync runs."""
        if self.bot is None or self.syncing or self.follows_files:
            return False
        self._following = threading.Event()
        self.sync_changes(self.bot, self._following)
        return True

    def end_following(self) -> None:
        """Leave the index as it is when files change."""
        if self._following is not None:
            self._following.set()
            self._following = None

    async def on_unmount(self) -> None:
        """The thread that follows files ends with the app."""
        self.end_following()

    def open_early(self, progress: SyncProgress) -> None:
        """Open the index of a first sync once its text can be asked."""
        if progress.searchable and self.bot is None and not self._opened_early:
            self._opened_early = True
            self.open_partial()

    @work(thread=True, exclusive=True, group="look")
    def look_at_files(self, bot: QABot) -> None:
        """Tell what changed in the folders, or that the index is gone."""
        started = time.monotonic()
        try:
            self.post_message(IndexLooked(bot.index.status()))
        except IndexProblem as error:
            self.post_message(IndexLost(str(error)))
        ended = time.monotonic()
        self._look_due = ended + (ended - started) / _LOOK_SHARE

    @work(thread=True, exclusive=True, group="sync")
    def sync_index(self, bot: QABot, folders: Sequence[Path]) -> None:
        """Sync; whatever it comes to is told, and what was done is kept."""
        try:
            report = bot.index.sync(folders, progress=self._moved)
            self.post_message(SyncEnded(report, bot.index.status()))
        except QabotError as error:
            self.post_message(SyncFailed(str(error), isinstance(error, SyncStopped)))
        except KeyboardInterrupt:  # the app is closing
            return

    @work(thread=True, exclusive=True, group="sync")
    def sync_changes(self, bot: QABot, ended: threading.Event) -> None:
        """Sync after each batch of changes, and tell what each round did."""
        from qabot.service.rounds import watch  # with watchfiles and anyio: 0.05 s

        before: SyncReport | None = None
        try:
            for outcome in watch(bot.index, stop=ended):
                if isinstance(outcome, QabotError):
                    self.post_message(SyncFailed(str(outcome), stopped=False))
                    continue
                self.post_message(SyncEnded(outcome, bot.index.status(), before))
                before = outcome
        except QabotError as error:
            self.post_message(SyncFailed(str(error), stopped=False))

    @work(thread=True, group="early")
    def open_partial(self) -> None:
        """Open the index while its first sync goes on."""
        try:
            bot = self.open_index()
            self.post_message(BotReady(bot, bot.index.status().articles, sample=False, early=True))
        except QabotError:
            return  # it is opened when the sync is done, which says what is wrong

    def _moved(self, progress: SyncProgress) -> None:
        if get_current_worker().is_cancelled:
            raise KeyboardInterrupt
        if self._stop.is_set():
            raise SyncStopped(
                "stopped; what was done is kept, and the next sync goes on from there"
            )
        self.post_message(SyncMoved(progress))
