"""What workers and widgets tell the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from qabot.service.events import IndexEvent
from qabot.ui.article.article_place import ArticlePlace


@dataclass
class IndexTold(Message):
    """The service tells of its index."""

    event: IndexEvent


@dataclass
class PlaceFocused(Message):
    """The reader looks at a citation of an answer, or at a row of a list."""

    place: ArticlePlace


@dataclass
class Kept(Message):
    """A question is saved, in this session; ``turn`` is the recorder's when it was asked."""

    turn: int
    session_id: int


@dataclass
class NotKept(Message):
    """Something is not saved; the text says why and what to do."""

    reason: str
