"""The command ``qabot``: the chat, or one of the commands, each of which has a file of its own."""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import click

import qabot
from qabot.cli.options import index_option, one_line_errors, reader_options

_COMMANDS = {
    "ask": ("ask", "ask"),
    "eval": ("evaluate", "eval_command"),
    "index": ("index_folders", "index_command"),
    "mcp": ("serve_tools", "mcp_command"),
    "search": ("search", "search"),
    "serve": ("serve", "serve_command"),
    "show": ("show", "show"),
    "status": ("status", "status"),
    "timeline": ("print_timeline", "timeline"),
}
"""Module and function of each command. At its top a module imports click alone: listing all
commands imports all of them, and ``qabot --help`` is to be there in .3 s."""


class CommandGroup(click.Group):
    """Commands that are imported once they are run, or listed."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Names of all commands, in the order of help."""
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, if there is one."""
        if name not in _COMMANDS:
            return None
        module, function = _COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(f"qabot.cli.{module}"), function)
        return command


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(qabot.__version__, prog_name="qabot")
@index_option
@reader_options
@click.pass_context
@one_line_errors
def main(context: click.Context, index: Path, reader: str, allow_download: bool) -> None:
    """Ask a folder of articles. Without a command: a chat in the terminal."""
    if context.invoked_subcommand is not None:
        return
    in_browser = "TEXTUAL_DRIVER" in os.environ  # set by textual-serve, for which it talks
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException(
            'the chat needs a terminal; for a single answer run: qabot ask "QUESTION"'
        )
    from qabot.readers.choice import load_reader
    from qabot.service.bot_service import BotService
    from qabot.service.bot_source import IndexFolder
    from qabot.sessions.session_store import SessionStore
    from qabot.ui.app import ChatApp  # textual: 0.25 s
    from qabot.ui.chat_config import config_file

    choose = partial(load_reader, reader, allow_download=allow_download)
    with closing(BotService(IndexFolder(index, choose), Path("corpus"))) as service:
        ChatApp(service, index, SessionStore.of_user(), config=config_file()).run()
