"""The palette: every command by its title, Ctrl+P."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from qabot.ui.commands import COMMANDS, Command

if TYPE_CHECKING:
    from qabot.ui.app import ChatApp


class CommandProvider(Provider):
    """Commands as the palette wants them: found by any letters of title or name, in order."""

    async def discover(self) -> Hits:
        """All of them, by title, before anything is typed."""
        for command in sorted(COMMANDS, key=lambda command: command.title):
            yield DiscoveryHit(command.title, self._run(command), help=command.usage)

    async def search(self, query: str) -> Hits:
        """Those that match, the better the higher."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            by_title, by_name = matcher.match(command.title), matcher.match(command.usage)
            if best := max(by_title, by_name):
                shown = matcher.highlight(command.title)
                yield Hit(best, shown, self._run(command), command.title, command.usage)

    def _run(self, command: Command) -> partial[Coroutine[object, object, None]]:
        return partial(cast("ChatApp", self.app).runner.run_chosen, command)
