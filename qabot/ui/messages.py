"""What workers tell the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from qabot.bot import QABot
from qabot.types import Answer, SyncProgress


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
    """Something the user can mend; the text says how."""

    reason: str


@dataclass
class Answered(Message):
    """An answer to the question in hand."""

    answer: Answer
