"""Where a service has its bots from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qabot.errors import IndexMissing, IndexUnfinished
from qabot.types import SyncProgress

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the service's thread
    from qabot.bot import QABot
    from qabot.protocols import Reader


class BotSource(Protocol):
    """Makes bots over one index; called on the service's threads, where models may be loaded."""

    def open(self) -> QABot:
        """A bot over the index as it is.

        Raises:
            IndexMissing: there is none; IndexUnfinished where its first sync never got anywhere.
            QabotError: the index or a model cannot be used.
        """
        ...

    def create(self) -> QABot:
        """A bot over an index that is not there yet or not finished; its sync makes it.

        Raises:
            QabotError: a model cannot be used.
        """
        ...


def open_or_make(
    source: BotSource, folder: Path, wanted: Path | None, progress: Callable[[SyncProgress], None]
) -> QABot:
    """A bot over an index: the one that is there, or else one made now.

    Args:
        source: makes the bot.
        folder: what the index is made of where there is none.
        wanted: what one is made of whose first sync never got anywhere, in place of its folders.
        progress: called as the index is made.

    Raises:
        IndexMissing: there is neither an index nor the folder.
        QabotError: the index or a model cannot be used.
    """
    try:
        return source.open()
    except IndexMissing as missing:
        bot = source.create()
        if isinstance(missing, IndexUnfinished) and bot.index.folders():
            folders = [wanted] if wanted else []
        elif folder.is_dir():
            folders = [folder]
        else:
            raise
    bot.index.sync(folders, progress=progress)
    return bot


def no_reader() -> None:
    """Sentences are chosen by their embeddings."""


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """Bots over the index in a folder, each with the reader that is chosen for it.

    ``allow_download`` says whether the index's model may be fetched if it is not here.
    """

    index: Path
    choose_reader: Callable[[], Reader | None] = no_reader
    allow_download: bool = False

    def open(self) -> QABot:
        """A bot over the index as it is."""
        from qabot.bot import QABot

        reader = self.choose_reader()
        return QABot.open(self.index, reader=reader, allow_download=self.allow_download)

    def create(self) -> QABot:
        """A bot over an index that a sync has yet to make, or to finish."""
        from qabot.bot import QABot
        from qabot.index import Index

        reader = self.choose_reader()  # before the minutes that a sync may take
        return QABot(Index.create(self.index, allow_download=self.allow_download), reader)


@dataclass(frozen=True, slots=True)
class OneBot:
    """The one bot that there is already."""

    bot: QABot

    def open(self) -> QABot:
        """This bot."""
        return self.bot

    def create(self) -> QABot:
        """This bot."""
        return self.bot
