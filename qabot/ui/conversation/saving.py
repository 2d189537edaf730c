"""Exports written to files, or given to a browser to download."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

from qabot.ui.outside import Outside
from qabot.ui.surface import Surface

if TYPE_CHECKING:
    from qabot.ui.conversation.exporting import WantedExport


async def save_text(
    surface: Surface, outside: Outside, asked: WantedExport, title: str, text: str
) -> None:
    """Write an export off the event loop, and say where it is or why it is not."""
    from qabot.wording.export import file_name

    if surface.app.is_web:
        name = asked.path.name if asked.path else file_name(title, asked.form)
        surface.app.deliver_text(io.StringIO(text), save_filename=name)
        return
    try:
        path = await asyncio.to_thread(outside.export, text, asked.path, title, asked.form)
    except OSError as error:
        surface.notices.say(f"not exported: {error}", "error")
    else:
        surface.notices.say(f"exported to {path}")
