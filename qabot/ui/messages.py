"""What workers and widgets tell the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from qabot.service.events import IndexEvent
from qabot.types import Answer, Citation


@dataclass
class IndexTold(Message):
    """The service tells of its index."""

    event: IndexEvent


@dataclass
class CitationFocused(Message):
    """The reader looks at a citation of an answer."""

    answer: Answer
    citation: Citation


@dataclass
class Kept(Message):
    """A question is saved, in this session; ``turn`` is the recorder's when it was asked."""

    turn: int
    session_id: int


@dataclass
class NotKept(Message):
    """Something is not saved; the text says why and what to do."""

    reason: str
