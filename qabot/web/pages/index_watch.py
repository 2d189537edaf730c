"""How far the index is, and what the last sync came to, for pages to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qabot.service.bot_service import BotService
from qabot.service.events import IndexEvent, SyncEnded, SyncFailed, SyncMoved
from qabot.types import SyncProgress
from qabot.wording.report_lines import outcome_lines
from qabot.wording.worded_line import Role, WordedLine, line


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What a sync came to, and at what time of the day (24 hours, here)."""

    lines: tuple[WordedLine, ...]
    time: str


class IndexWatch:
    """Listens to a service; to know of an end before a stream tells it, made before the streams."""

    def __init__(self, service: BotService) -> None:
        self.progress: SyncProgress | None = None
        self.outcome: SyncOutcome | None = None
        service.subscribe(self._hear)

    def _hear(self, event: IndexEvent) -> None:
        if isinstance(event, SyncMoved):
            self.progress = event.progress
        elif isinstance(event, SyncEnded | SyncFailed):
            self.progress, self.outcome = None, _outcome(event)


def _outcome(event: SyncEnded | SyncFailed) -> SyncOutcome:
    if isinstance(event, SyncEnded):
        lines = tuple(outcome_lines(event.report))
    else:
        lines = (line(Role.WARNING, str(event.error)),)
    return SyncOutcome(lines, f"{datetime.now():%H:%M}")
