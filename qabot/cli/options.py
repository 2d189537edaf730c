"""Options that several commands take, and how their errors are shown."""

from __future__ import annotations

import errno
import functools
import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from qabot.cli.stopping import INTERRUPTED, Stopped, interrupts_raised
from qabot.config import DEFAULT_READER
from qabot.errors import QabotError

_LONGEST_ERROR = 2_000
"""Characters of an error that are shown: an option may hold 100,000."""

Command = Callable[..., None]

index_option = click.option(
    "--index",
    "index",
    envvar="QABOT_INDEX",
    default="index",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of the index; also QABOT_INDEX.",
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
    """Settings by name, each given as NAME=VALUE with a value in JSON or a bare word."""
    values: dict[str, Any] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        try:
            values[name] = json.loads(value)
        except ValueError:
            values[name] = value
    return values


def reader_options(command: Command) -> Command:
    """Options that choose what looks for the short answer."""
    for option in (
        click.option("--allow-download", is_flag=True, help="Fetch the reader if need be."),
        click.option(
            "--reader",
            envvar="QABOT_READER",
            default=DEFAULT_READER,
            show_default=True,
            metavar="NAME",
            help="Model that finds the answer: trained, none, a name or a folder; "
            "also QABOT_READER.",
        ),
    ):
        command = option(command)
    return command


def filter_options(command: Command) -> Command:
    """Options that restrict which articles are asked."""
    for option in (
        click.option("--path", metavar="GLOB", help="Only articles whose path matches."),
        click.option("--author", metavar="X", help="Only articles whose author contains X."),
        click.option("--outlet", metavar="X", help="Only articles whose outlet contains X."),
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
            with interrupts_raised():
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
