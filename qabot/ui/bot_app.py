"""An app with a bot: the index is opened, or made first, off the event loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App
from textual.worker import get_current_worker

from qabot.errors import IndexMissing, IndexUnfinished, QabotError
from qabot.types import SyncProgress
from qabot.ui.messages import BotReady, Failed, SyncMoved

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from qabot.bot import QABot
    from qabot.protocols import Reader
    from qabot.sync.telling import Progress


_WARMING = "what is known"
"""Encoded once the index is open: a model that cannot be loaded is told then, not at a question."""


class BotApp(App[None], inherit_bindings=False):
    """Tells by messages what becomes of its index; ``bot`` is for who handles them to set.

    An index that is not there yet is built from ``folder`` first. ``choose_reader`` is called off
    the event loop: loading a model may take seconds.
    """

    def __init__(
        self, index: Path, folder: Path, choose_reader: Callable[[], Reader | None] = lambda: None
    ) -> None:
        super().__init__()
        self.bot: QABot | None = None
        self._choose_reader = choose_reader
        self._index = index
        self._folder = self._samples = folder
        self._wanted: Path | None = None
        """What the user chose to index while there was no index to ask."""

    def open_index(self) -> QABot:
        """The bot over the index as it is."""
        from qabot.bot import QABot

        return QABot.open(self._index, reader=self._choose_reader())

    def build_index(self, progress: Progress) -> QABot:
        """The bot over an index made from the folder."""
        from qabot.bot import QABot

        reader = self._choose_reader()
        return QABot.from_folder(self._folder, self._index, progress=progress, reader=reader)

    def resume_index(self, progress: Progress) -> QABot:
        """The bot over an index whose first sync was interrupted, once that is finished."""
        from qabot.bot import QABot
        from qabot.index import Index

        index = Index.create(self._index)
        index.sync([self._wanted] if self._wanted else (), progress=progress)
        return QABot(index, self._choose_reader())

    @work(thread=True, exclusive=True, group="open")
    def open_bot(self) -> None:
        """Open the index, or build it first, off the event loop."""
        try:
            bot = self._open_or_build()
            bot.index.encoder.encode_question(_WARMING)
            status = bot.index.status()
            sample = status.folders == (str(self._samples.resolve()),)
            self.post_message(BotReady(bot, status.articles, sample, waiting=status.unembedded))
        except QabotError as error:
            self.post_message(Failed(str(error)))
        except KeyboardInterrupt:  # from _moved: the app is closing, the index keeps what it has
            return

    def _open_or_build(self) -> QABot:
        try:
            return self.open_index()
        except IndexUnfinished:
            return self.resume_index(self._moved)
        except IndexMissing:
            if not self._folder.is_dir():
                raise
            return self.build_index(self._moved)

    def _moved(self, progress: SyncProgress) -> None:
        if get_current_worker().is_cancelled:
            raise KeyboardInterrupt
        self.post_message(SyncMoved(progress))
