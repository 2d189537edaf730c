"""What tests of lists and sessions do again and again."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from contextlib import closing, nullcontext, suppress
from typing import Any

from rich.console import Console
from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from qabot.ui.app import ChatApp


def drive(
    app: App[Any], steps: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = (100, 30)
) -> None:
    """Run the app without a terminal, and the steps in it."""

    async def session() -> None:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await steps(pilot)
            await settled(pilot)

    with closing(app.service) if isinstance(app, ChatApp) else nullcontext():
        asyncio.run(session())


async def settled(pilot: Pilot[Any]) -> None:
    """Until nothing is done in a thread and no message waits; a worker may give way to another."""
    service = pilot.app.service if isinstance(pilot.app, ChatApp) else None
    quiet = 0
    for _ in range(4):
        worked = any(not worker.is_finished for worker in pilot.app.workers)
        if service is not None:
            worked |= await asyncio.to_thread(service.wait)
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        quiet = 0 if worked else quiet + 1
        if quiet == 2:
            break


async def pressed(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and wait for what comes of them."""
    await pilot.press(*keys)
    await settled(pilot)


def screen_of(app: App[Any]) -> str:
    """All that is on screen, as text."""
    width, height = app.size
    console = Console(width=width, height=height, file=io.StringIO(), record=True)
    console.print(app.screen._compositor.render_update(full=True))
    return console.export_text()
