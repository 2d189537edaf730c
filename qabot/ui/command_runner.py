"""Commands done by name: from the prompt, from the palette, and by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import isawaitable
from typing import Any, TypeAlias

from textual.actions import parse as parse_action

from qabot.errors import QabotError
from qabot.ui.commands import Command, parse
from qabot.ui.notices import Notices
from qabot.ui.prompt.command_prompt import CommandPrompt

Actions: TypeAlias = Mapping[str, Callable[..., Any]]
"""What can be done, by name; what is done may have to be awaited."""


class CommandRunner:
    """Does what a command says, by one of the actions.

    Args:
        actions: by the names that commands and bindings have for them.
    """

    def __init__(self, prompt: CommandPrompt, notices: Notices, actions: Actions) -> None:
        self._prompt = prompt
        self._notices = notices
        self.actions = actions

    async def do(self, action: str, *parameters: object) -> None:
        """Do one thing, to its end."""
        done = self.actions[action](*parameters)
        if isawaitable(done):
            await done

    async def run_typed(self, text: str) -> None:
        """Do what a command in the prompt says; what cannot be done goes back there."""
        try:
            command, argument = parse(text)
            await self._run(command, argument)
        except QabotError as error:
            self._notices.say(str(error), "warning")
            self._prompt.begin(text)

    async def run_chosen(self, command: Command) -> None:
        """Do what was chosen in the palette; what lacks an argument goes to the prompt."""
        if command.needed:
            self._prompt.begin(command.typed)
        else:
            await self._run(command, "")

    async def _run(self, command: Command, argument: str) -> None:
        _, action, parameters = parse_action(command.action)
        given = (argument,) if argument else ()
        await self.do(action, *parameters, *given)
