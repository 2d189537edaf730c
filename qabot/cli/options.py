"""Options that several commands take, and how their errors are shown."""

from __future__ import annotations

import errno
import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from qabot.cli.first_moments import INTERRUPTED
from qabot.cli.offered_names import offer_authors, offer_outlets, offer_paths
from qabot.cli.stopping import Stopped
from qabot.config import DEFAULT_READER
from qabot.errors import QabotError, SettingsError

_LONGEST_ERROR = 2_000
"""Characters of an error that are shown: an option may hold 100,000."""

Command = Callable[..., None]


class SharedOption(click.Option):
    """An option of a command that may also stand before the command's name.

    There it means the same; what ``qabot --index A`` is told holds for every command that has such
    an option, and :func:`refuse_others` refuses it for every other.
    """

    def consume_value(
        self, ctx: click.Context, opts: Mapping[str, Any]
    ) -> tuple[Any, ParameterSource]:
        """What the command was given, or else what stands before its name.

        Raises:
            UsageError: both are given, and differ.
        """
        value, source = super().consume_value(ctx, opts)
        before = _given_before(ctx)
        if self.name not in before:
            return value, source
        if source is ParameterSource.COMMANDLINE and str(value) != str(before[self.name]):
            raise click.UsageError(
                f"{self.opts[0]} is given twice: {before[self.name]} and {value}", ctx
            )
        return before[self.name], ParameterSource.COMMANDLINE


def _given_before(command: click.Context) -> dict[str, Any]:
    """The options that were given before a command's name, by name."""
    group = command.parent
    return {} if group is None else {name: group.params[name] for name in _given(group)}


def _given(context: click.Context) -> list[str]:
    """The names of what was given on the command line."""
    return [
        name
        for name in context.params
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]


def refuse_others(group: click.Context, name: str, command: click.Command) -> None:
    """Refuse options that stand before the name of a command that does not share them.

    Raises:
        UsageError: there is one.
    """
    shared = {option.name for option in command.params if isinstance(option, SharedOption)}
    for given in _given(group):
        if given not in shared:
            option = f"--{given.replace('_', '-')}"
            raise click.UsageError(f"{option} is no option of qabot {name}", group)


class IndexPath(click.Path):
    """The folder of an index; the address of a server means the folder that it has here."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; a usage error for an address with a password in it."""
        if isinstance(value, str) and "://" in value:
            from qabot.store.chosen_store import index_folder

            try:
                return index_folder(value)
            except QabotError as error:
                self.fail(str(error), param, ctx)
        return super().convert(value, param, ctx)


index_option = click.option(
    "--index",
    "index",
    cls=SharedOption,
    envvar="QABOT_INDEX",
    default="index",
    show_default=True,
    type=IndexPath(),
    help="Folder of the index, or postgresql://USER@HOST/DATABASE; also QABOT_INDEX.",
)
download_option = click.option(
    "--allow-download",
    cls=SharedOption,
    is_flag=True,
    help="Fetch a model from its hub if it is not here; without, nothing is looked up there.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def set_option(example: str) -> Callable[[Command], Command]:
    """An option that changes settings, read by :func:`changed_settings`."""
    return click.option(
        "--set",
        "changed",
        multiple=True,
        metavar="NAME=VALUE",
        help=f"Use another setting, such as {example}.",
    )


def changed_settings(pairs: Iterable[str]) -> dict[str, Any]:
    """Settings by name, each given as NAME=VALUE with a value in JSON or a bare word.

    Raises:
        SettingsError: one has bytes that are no text.
    """
    values: dict[str, Any] = {}
    for pair in pairs:
        if not _is_text(pair):
            raise SettingsError(f"--set {pair!r} is not text; write it in UTF-8")
        name, _, value = pair.partition("=")
        try:
            values[name] = json.loads(value)
        except ValueError:
            values[name] = value
    return values


def _is_text(argument: str) -> bool:
    """Whether the bytes that were typed are text: Python hands on others as halves of pairs."""
    return not any("\ud800" <= character <= "\udfff" for character in argument)


def reader_options(command: Command) -> Command:
    """Options that choose what looks for the short answer."""
    for option in (
        download_option,
        click.option(
            "--reader",
            cls=SharedOption,
            envvar="QABOT_READER",
            default=DEFAULT_READER,
            show_default=True,
            metavar="NAME",
            help="Model that finds the answer: trained, none, a file, a name or a folder; "
            "also QABOT_READER.",
        ),
    ):
        command = option(command)
    return command


def filter_options(command: Command) -> Command:
    """Options that restrict which articles are asked."""
    for option in (
        click.option(
            "--path",
            metavar="GLOB",
            help="Only articles whose path matches.",
            shell_complete=offer_paths,
        ),
        click.option(
            "--author",
            metavar="X",
            help="Only articles whose author contains X.",
            shell_complete=offer_authors,
        ),
        click.option(
            "--outlet",
            metavar="X",
            help="Only articles whose outlet contains X.",
            shell_complete=offer_outlets,
        ),
        click.option("--until", metavar="DATE", help="Published by then (YYYY[-MM[-DD]])."),
        click.option("--since", metavar="DATE", help="Published then or later (YYYY[-MM[-DD]])."),
    ):
        command = option(command)
    return command


def date_options(command: Command) -> Command:
    """Options for dates in a question."""
    for option in (
        click.option("--today", metavar="DATE", help="Count “last week” from that day, not today."),
        click.option(
            "--no-dates",
            is_flag=True,
            help="Take “last week” in a question as words, not as a choice of articles.",
        ),
    ):
        command = option(command)
    return command


def error_line(message: str) -> str:
    """What is said of an error, whatever names, paths and options it repeats: none is obeyed."""
    from qabot.wording.common_words import visible

    shown = visible(message)
    return shown if len(shown) <= _LONGEST_ERROR else f"{shown[:_LONGEST_ERROR]} …"


def one_line_errors(command: Command) -> Command:
    """Our own errors become one line and exit status 1; bugs keep their traceback."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except QabotError as error:
            raise click.ClickException(error_line(str(error))) from error
        except KeyboardInterrupt as interrupt:
            with suppress(OSError):  # the terminal may have gone
                click.echo("stopped; what was finished is kept: run it again to go on", err=True)
            sys.exit(interrupt.status if isinstance(interrupt, Stopped) else INTERRUPTED)
        except BrokenPipeError:  # the reader of our output, such as head, has gone
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            raise click.ClickException(
                f"{str(error.filename)[:80]!r} …: {error.strerror}"
            ) from error

    return wrapped


@contextmanager
def stopped_by_interrupt() -> Iterator[None]:
    """Ctrl+C becomes one line and the exit status that shells expect."""
    try:
        yield
    except KeyboardInterrupt:
        _stop("stopped")


def _stop(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(INTERRUPTED)
