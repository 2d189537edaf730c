"""What workers and widgets tell the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from qabot.errors import QabotError
from qabot.types import Answer, Citation, Filters, IndexStatus, SyncProgress, SyncReport

if TYPE_CHECKING:
    from qabot.bot import QABot
    from qabot.ui.entry import Entry


@dataclass
class BotReady(Message):
    """The index is open; ``sample`` tells that it is of the sample articles alone.

    ``early`` tells that its first sync goes on, ``waiting`` how many passages an interrupted one
    left to be embedded.
    """

    bot: QABot
    articles: int
    sample: bool
    early: bool = False
    waiting: int = 0


@dataclass
class SyncMoved(Message):
    """The index is being built, and this far."""

    progress: SyncProgress


@dataclass
class SyncEnded(Message):
    """The index is in step; ``status`` is what it holds now."""

    report: SyncReport
    status: IndexStatus


@dataclass
class SyncFailed(Message):
    """The index is as it was, or a little further; the text says why, and what to do."""

    reason: str
    stopped: bool


@dataclass
class IndexLooked(Message):
    """Index and folders were compared."""

    status: IndexStatus


@dataclass
class IndexLost(Message):
    """The index that was open is gone, or can no longer be used."""

    reason: str


@dataclass
class Failed(Message):
    """The index or a model could not be opened; the text says what to do."""

    reason: str


@dataclass
class Finished(Message):
    """A worker is done with an entry's question, whether or not anybody still waits for it.

    ``searched`` counts the articles that the question was put to.
    """

    entry: Entry
    result: Answer | QabotError
    searched: int | None = None


@dataclass
class Answered(Message):
    """A question has its answer on screen: the moment to keep it."""

    question: str
    answer: Answer


@dataclass
class CitationFocused(Message):
    """The reader looks at a citation of an answer."""

    answer: Answer
    citation: Citation


@dataclass
class FiltersChanged(Message):
    """The next question is put to other articles."""

    filters: Filters


@dataclass
class SessionChosen(Message):
    """A stored session is to be shown."""

    session_id: int


@dataclass
class ArticlesChosen(Message):
    """Questions are to be put to these articles alone; to all of them if there are none."""

    paths: tuple[str, ...]
