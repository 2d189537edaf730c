"""What a service tells of its index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from qabot.errors import QabotError
from qabot.types import IndexStatus, SyncProgress, SyncReport

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: who listens may not need them yet
    from qabot.bot import QABot


@dataclass(frozen=True, slots=True)
class OpeningBegun:
    """The index is being opened, or made first; there is no bot until it is."""


@dataclass(frozen=True, slots=True)
class IndexOpened:
    """There is a bot to ask; ``status`` is what its index holds.

    ``partial`` tells that the first sync of the index goes on: answers are found by terms alone,
    and another bot takes this one's place when all is embedded.
    """

    bot: QABot
    status: IndexStatus
    partial: bool = False


@dataclass(frozen=True, slots=True)
class OpeningFailed:
    """The index or a model could not be opened; the error says what to do."""

    error: QabotError


@dataclass(frozen=True, slots=True)
class SyncMoved:
    """The sync that runs is this far."""

    progress: SyncProgress


@dataclass(frozen=True, slots=True)
class SyncEnded:
    """The index is in step; ``before`` is the report of the round before, where it is followed."""

    report: SyncReport
    before: SyncReport | None = None


@dataclass(frozen=True, slots=True)
class SyncFailed:
    """The index is as it was, or a little further; ``stopped`` tells that this was wanted."""

    error: QabotError
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class FilesCompared:
    """Index and folders were compared."""

    status: IndexStatus


@dataclass(frozen=True, slots=True)
class IndexLost:
    """The index that was open is gone, or can no longer be used."""

    error: QabotError


@dataclass(frozen=True, slots=True)
class ServiceBroken:
    """A bug ended what was being done; who listens raises the error, with its traceback."""

    error: Exception


IndexEvent: TypeAlias = (
    OpeningBegun
    | IndexOpened
    | OpeningFailed
    | SyncMoved
    | SyncEnded
    | SyncFailed
    | FilesCompared
    | IndexLost
    | ServiceBroken
)
