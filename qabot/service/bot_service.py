"""One index and the bot over it: opened or made, kept in step, and swapped for a better one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qabot.errors import QabotError, SyncStopped
from qabot.service.bot_source import BotSource, OneBot, open_or_make
from qabot.service.events import (
    IndexOpened,
    OpeningBegun,
    OpeningFailed,
    ServiceBroken,
    SyncEnded,
    SyncFailed,
    SyncMoved,
)
from qabot.service.folder_comparer import FolderComparer
from qabot.service.lanes import Lanes
from qabot.service.listeners import Listener, Listeners
from qabot.types import IndexStatus, SyncProgress, SyncReport

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by a thread
    from qabot.bot import QABot

_WARMING = "what is known"
"""Encoded once the index is open: a model that cannot be loaded is told then, not at a question."""
_STOPPED = "stopped; what was done is kept, and the next sync goes on from there"


class BotService:
    """Holds the bot that answers now, and does all that is done to its index, on its own threads.

    Every verb returns at once: a future of what comes of it, or None where it cannot be begun now.
    A thread waits for ``future.result()``, a coroutine for ``asyncio.wrap_future(future)``. What
    happens is told as events to all who listen, in order, on the thread that it happens on:
    a listener hands it on to its own loop or screen, and does not wait for anything.

    ``bot`` is written here alone. While an index is made for the first time it becomes a bot that
    answers by terms as soon as the text is stored, then one over the whole index. Close the
    service, as with ``contextlib.closing``: its threads outlive everything else.

    Args:
        source: makes the bots.
        folder: what the index is made of where there is none yet.
    """

    def __init__(self, source: BotSource, folder: Path) -> None:
        self.folder = folder
        self._source = source
        self._tell = Listeners()
        self._lanes = Lanes(self._broken)
        self._lock = threading.RLock()
        self._bot: QABot | None = None
        self._opened: Future[QABot] | None = None
        self._opening = self._syncing = self._replacing = False
        self._partial_begun = self._closed = False
        self._wanted: Path | None = None
        self._stop = threading.Event()
        self._following: threading.Event | None = None
        self._comparer = FolderComparer(self._tell)

    @classmethod
    def over(cls, bot: QABot) -> Self:
        """A service of a bot that is there already, whose index may be still to be made."""
        service = cls(OneBot(bot), bot.index.folder)
        service._bot = bot
        return service

    # -- what is known ---------------------------------------------------------------------------

    @property
    def bot(self) -> QABot | None:
        """The bot to ask, None while there is no index to ask."""
        return self._bot

    @property
    def opening(self) -> bool:
        """Whether a first bot, or another one after a failure, is on its way."""
        return self._opening

    @property
    def syncing(self) -> bool:
        """Whether the index is being made or brought in step, which can be stopped."""
        return self._syncing

    @property
    def replacing(self) -> bool:
        """Whether the sync that runs makes the index of other folders."""
        return self._syncing and self._replacing

    @property
    def following(self) -> bool:
        """Whether the index is brought in step by itself whenever files change."""
        return self._following is not None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell this listener what happens from now on; what is returned ends it."""
        return self._tell.subscribe(listener)

    # -- what can be done ------------------------------------------------------------------------

    def open(self) -> Future[QABot]:
        """Open the index; one that is not there is made of the folder, half of one is finished.

        Again after a failure: there is no bot until it is done. While one opening goes on, it is
        the answer to every other. The future raises what the source or the sync raise.
        """
        with self._lock:
            begun = self._opened
            self._bot, self._opening = None, True
            if begun is None or begun.done():
                self._begin_syncing()
                self._tell(OpeningBegun())
                begun = self._opened = self._lanes.write(self._open)
            return begun

    def reopen(self) -> QABot:
        """Another bot over the index as it is now, made on the caller's thread; nothing is synced.

        For an index that the one there is cannot use any longer, which stays where this fails.

        Raises:
            QabotError: the index or a model cannot be used.
        """
        bot = self._source.open()
        opened = IndexOpened(bot, bot.index.status())
        with self._lock:
            self._bot = bot
            self._tell(opened)
        return bot

    def sync(self, folders: Sequence[Path] = ()) -> Future[SyncReport] | None:
        """Bring the index in step with its folders, or with these instead.

        None where there is no bot, or something else brings the index in step.
        """
        with self._lock:
            if self._closed or self._bot is None or self._syncing or self._following:
                return None
            self._begin_syncing(replacing=bool(folders))
            return self._lanes.write(self._sync, self._bot, folders)

    def make(self, folder: Path) -> Future[QABot] | Future[SyncReport] | None:
        """Make the index of this folder, whatever it is of now; None while one is being made."""
        self.end_following()
        with self._lock:
            if self._bot is None and not self._opening:
                self.folder = self._wanted = folder
                return self.open()
            return self.sync([folder])

    def stop(self) -> bool:
        """Stop the sync that runs at its next step; False if none does."""
        with self._lock:
            if self._syncing:
                self._stop.set()
            return self._syncing

    def follow(self, folders: Sequence[Path] = (), *, rebuild: bool = False) -> Future[None] | None:
        """Bring the index in step now and whenever files change, until that is ended.

        None where there is no bot, or something else brings the index in step. The future is done
        when it has ended, and raises what the first round does.

        Args:
            folders: what the index is to be of, in place of what it is of now.
            rebuild: read and embed everything again in the first round.
        """
        with self._lock:
            if self._closed or self._bot is None or self._syncing or self._following:
                return None
            ended = self._following = threading.Event()
            return self._lanes.write(self._follow, self._bot, folders, rebuild, ended)

    def end_following(self) -> None:
        """Leave the index as it is when files change."""
        with self._lock:
            if self._following is not None:
                self._following.set()
            self._following = None

    def compare(self) -> Future[IndexStatus] | None:
        """Compare index and folders; None where there is no bot, or a sync runs."""
        with self._lock:
            if self._closed or self._bot is None or self._syncing:
                return None
            return self._lanes.read(self._comparer.compare, self._bot)

    def compare_when_due(self) -> Future[IndexStatus] | None:
        """Compare them, but not so often that it would be felt."""
        return self.compare() if self._comparer.is_due else None

    def wait(self) -> bool:
        """Until nothing is being done, and whether anything was; end following first."""
        return self._lanes.wait()

    def close(self, *, wait: bool = True) -> None:
        """Stop whatever is being done, which keeps what it did, and begin nothing more."""
        with self._lock:
            self._closed = True
            self._stop.set()
        self.end_following()
        self._lanes.close(wait=wait)

    # -- how it is done --------------------------------------------------------------------------

    def _begin_syncing(self, *, replacing: bool = False) -> None:
        self._syncing, self._replacing, self._partial_begun = True, replacing, False
        if not self._closed:
            self._stop = threading.Event()

    def _end_syncing(self) -> None:
        with self._lock:
            self._opening = self._syncing = False

    def _open(self) -> QABot:
        try:
            bot = open_or_make(self._source, self.folder, self._wanted, self._moved)
            bot.index.encoder.encode_question(_WARMING)
            status = bot.index.status()
        except QabotError as error:
            self._end_syncing()
            self._tell(OpeningFailed(error))
            raise
        with self._lock:
            self._bot = bot
            self._end_syncing()
            wanted, self._wanted = self._wanted, None
            self._tell(IndexOpened(bot, status))
            if wanted and str(wanted.resolve()) not in status.folders:
                self.sync([wanted])
            elif status.unembedded:
                self.sync()
        return bot

    def _open_partial(self) -> None:
        """Open the index while its first sync goes on."""
        try:
            bot = self._source.open()
            opened = IndexOpened(bot, bot.index.status(), partial=True)
        except QabotError:
            return  # it is opened when the sync is done, which says what is wrong
        with self._lock:
            if self._opening:  # else the sync ended while it was being opened
                self._bot, self._opening = bot, False
                self._tell(opened)

    def _sync(self, bot: QABot, folders: Sequence[Path]) -> SyncReport:
        try:
            report = bot.index.sync(folders, progress=self._moved)
        except QabotError as error:
            self._end_syncing()
            self._tell(SyncFailed(error, isinstance(error, SyncStopped)))
            raise
        self._end_syncing()
        self._tell(SyncEnded(report))
        return report

    def _follow(
        self, bot: QABot, folders: Sequence[Path], rebuild: bool, ended: threading.Event
    ) -> None:
        from qabot.service.rounds import tell_rounds  # with watchfiles and anyio: 0.05 s

        try:
            tell_rounds(bot.index, folders, self._tell, rebuild=rebuild, stop=ended)
        except QabotError as error:
            with self._lock:
                if self._following is ended:
                    self._following = None
            self._tell(SyncFailed(error))
            raise

    def _moved(self, progress: SyncProgress) -> None:
        if self._stop.is_set():
            raise SyncStopped(_STOPPED)
        with self._lock:
            early = progress.searchable and self._bot is None and not self._partial_begun
            self._partial_begun |= early
            if early and not self._closed:
                self._lanes.read(self._open_partial)
        self._tell(SyncMoved(progress))

    def _broken(self, bug: Exception) -> None:
        self._end_syncing()
        self._tell(ServiceBroken(bug))
