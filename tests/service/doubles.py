"""A source of bots over readable doubles, an encoder that can be held, and a list of events."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.protocols import Encoder
from qabot.service.bot_service import BotService
from qabot.service.events import IndexEvent
from qabot.types import PassageEncoding, PassageInput
from tests.doubles import WordEncoder

Event = TypeVar("Event")


class HeldEncoder(WordEncoder):
    """Embeds no passage before it is released; ``begun`` is set when it is asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.released = threading.Event()

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        self.begun.set()
        assert self.released.wait(30), "nobody released the encoder"
        return super().encode_passages(passages)


@dataclass
class WordSource:
    """Bots over the index in a folder, by the readable encoder.

    ``writing`` embeds what is indexed; ``before_open`` is called each time that an index is opened.
    """

    index: Path
    settings: Settings = field(default_factory=Settings)
    writing: Encoder = field(default_factory=WordEncoder)
    before_open: Callable[[], object] = lambda: None

    def open(self) -> QABot:
        self.before_open()
        return QABot(Index.open(self.index, self.settings, encoder=WordEncoder()))

    def create(self) -> QABot:
        return QABot(Index.create(self.index, self.settings, encoder=self.writing))


class Heard:
    """All that a service tells, in order; ``next`` waits for the next event of a kind."""

    def __init__(self, service: BotService) -> None:
        self.all: list[IndexEvent] = []
        self._coming: queue.SimpleQueue[IndexEvent] = queue.SimpleQueue()
        service.subscribe(self._hear)

    def _hear(self, event: IndexEvent) -> None:
        self.all.append(event)
        self._coming.put(event)

    def next(self, kind: type[Event]) -> Event:
        while not isinstance(event := self._coming.get(timeout=30), kind):
            pass
        return event
