"""What tests of the chat do again and again."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled


async def settled(pilot: Pilot[Any]) -> None:
    """Until no worker runs and no message waits; a worker may give way to a later one."""
    for _ in range(4):
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
