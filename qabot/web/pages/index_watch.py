"""How far the index is, for pages to say."""

from __future__ import annotations

import threading

from qabot.service.bot_service import BotService
from qabot.service.events import IndexEvent, SyncEnded, SyncFailed, SyncMoved
from qabot.types import SyncProgress


class IndexWatch:
    """Listens to a service from the first request on."""

    def __init__(self) -> None:
        self.progress: SyncProgress | None = None
        self._service: BotService | None = None
        self._lock = threading.Lock()

    def begin(self, service: BotService) -> None:
        """Listen, unless that has begun."""
        with self._lock:
            if self._service is None:
                self._service = service
                service.subscribe(self._hear)

    def _hear(self, event: IndexEvent) -> None:
        if isinstance(event, SyncMoved):
            self.progress = event.progress
        elif isinstance(event, SyncEnded | SyncFailed):
            self.progress = None
