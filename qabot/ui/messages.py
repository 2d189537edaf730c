"""What workers and widgets tell the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from qabot.errors import QabotError
from qabot.types import Answer, Citation, Filters, SyncProgress

if TYPE_CHECKING:
    from qabot.bot import QABot
    from qabot.ui.entry import Entry


@dataclass
class BotReady(Message):
    """The index is open; ``sample`` tells that it is of the sample articles alone."""

    bot: QABot
    articles: int
    sample: bool


@dataclass
class SyncMoved(Message):
    """The index is being built, and this far."""

    progress: SyncProgress


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
