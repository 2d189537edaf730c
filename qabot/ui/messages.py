"""What workers and widgets tell the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from qabot.errors import QabotError
from qabot.types import Answer, Citation, Filters, IndexStatus, SyncProgress, SyncReport

if TYPE_CHECKING:
    from qabot.bot import QABot
    from qabot.reading.explaining import Explanation
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
    """The index is in step; ``status`` is what it holds now.

    ``before`` is the report of the round before, where the index follows its folders.
    """

    report: SyncReport
    status: IndexStatus
    before: SyncReport | None = None


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
class Compared(Message):
    """A saved answer, its citations compared with the index that is open now."""

    entry: Entry
    answer: Answer


@dataclass
class CitationFocused(Message):
    """The reader looks at a citation of an answer."""

    answer: Answer
    citation: Citation


@dataclass
class Explained(Message):
    """Why an answer cites what it cites; ``citation`` is the one that was asked about."""

    explanation: Explanation
    answer: Answer
    citation: Citation | None


@dataclass
class FiltersChanged(Message):
    """The next question is put to other articles."""

    filters: Filters


@dataclass
class PromptsRead(Message):
    """What was asked in earlier sessions, oldest first."""

    questions: list[str]


@dataclass
class Kept(Message):
    """A question is saved, in this session; ``turn`` is the recorder's when it was asked."""

    turn: int
    session_id: int


@dataclass
class NotKept(Message):
    """Something is not saved; the text says why and what to do."""

    reason: str
