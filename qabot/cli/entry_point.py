"""The command ``qabot``: the chat, or one of the commands, each of which has a file of its own."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import qabot
from qabot.cli.first_moments import heed_in_order
from qabot.cli.options import (
    error_line,
    index_option,
    one_line_errors,
    reader_options,
    refuse_others,
    stopped_by_interrupt,
)

if TYPE_CHECKING:
    from qabot.protocols import Reader

_COMMANDS = {
    "ask": ("ask", "ask"),
    "check": ("check", "check"),
    "completion": ("print_completion", "completion"),
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

_SAMPLES = Path(__file__).parents[1] / "samples"
"""Articles that come with qabot."""


class CommandGroup(click.Group):
    """Commands that are imported once they are run, or listed."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Names of all commands, in the order of help."""
        return list(_COMMANDS)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of a call; what it was called with is shown, not obeyed."""
        with _visible_usage_errors():
            return super().make_context(info_name, args, parent, **extra)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, if there is one."""
        if name not in _COMMANDS:
            return None
        module, function = _COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(f"qabot.cli.{module}"), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is to be run, which has to share what stands before its name."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            refuse_others(ctx, name or "", command)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl+C before it has begun ends it with a line, too."""
        with stopped_by_interrupt(), _visible_usage_errors():
            return super().invoke(ctx)


@contextmanager
def _visible_usage_errors() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise click.UsageError(error_line(error.format_message()), error.ctx) from error


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
    heed_in_order()
    if context.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException(
            'the chat needs a terminal; for a single answer run: qabot ask "QUESTION"'
        )
    from qabot.service.bot_service import BotService
    from qabot.service.bot_source import IndexFolder
    from qabot.service.example_questions import example_questions
    from qabot.sessions.session_store import SessionStore
    from qabot.ui.app import ChatApp  # textual: 0.25 s
    from qabot.ui.chat_config import config_file

    choose = partial(_chosen_reader, reader, allow_download=allow_download)
    source = IndexFolder(index, choose, allow_download)
    with closing(BotService(source, Path("corpus"))) as service:
        store, samples = SessionStore.of_user(), _SAMPLES if _SAMPLES.is_dir() else None
        chat = ChatApp(
            service,
            index,
            store,
            examples=example_questions,
            samples=samples,
            config=config_file(),
        )
        chat.run()


def _chosen_reader(name: str, *, allow_download: bool) -> Reader | None:
    from qabot.readers.choice import load_reader  # with numpy: 60 ms that the first paint has not

    return load_reader(name, allow_download=allow_download)
