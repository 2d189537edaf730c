"""What commands have in common at their ends: filters in; JSON, lines and progress out."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # rich takes 0.05 s to import: only what prints lines pays for it
    from datetime import date

    from qabot.types import Filters, SyncProgress
    from qabot.wording.worded_line import WordedLine


_OBEYED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters and changes of direction that JSON leaves as they are."""


def chosen_filters(values: dict[str, str | None]) -> Filters:
    """Filters out of the options that choose articles."""
    from qabot.retrieval.filters import parse_filters

    return parse_filters(**values)


def chosen_day(printed: str | None) -> date | None:
    """The day that --today names."""
    from qabot.retrieval.filters import parse_day

    return parse_day(printed, "--today") if printed else None


def print_json(value: Any, indent: int | None = 2) -> None:
    """A value as JSON, in ASCII where standard output cannot print all of it.

    What a terminal would obey is written by its number, as JSON does with most control characters.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not _is_printable(text):  # or half a surrogate pair, in a question that had one
        text = json.dumps(value, indent=indent)
    click.echo(_OBEYED.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


def print_text(text: str) -> None:
    """A whole document, its last line break included."""
    from qabot.wording.common_words import visible

    _escape_unprintable()
    click.echo(visible(text) if sys.stdout.isatty() else text, nl=False)


def print_lines(lines: Iterable[WordedLine]) -> None:
    """Lines with their styles on a terminal, without them elsewhere or where NO_COLOR is set.

    On a terminal lines are wrapped between words, beside what stands before them; elsewhere each
    is whole.
    """
    from rich.console import Console

    from qabot.wording.terminal_style import rich_lines

    _escape_unprintable()
    console = Console(highlight=False)
    for line in rich_lines(lines, in_columns=console.is_terminal):
        console.print(line, soft_wrap=not console.is_terminal)


@contextmanager
def progress_bar() -> Iterator[Callable[[SyncProgress], None] | None]:
    """A progress bar with rate and time left on a terminal's standard error, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    from qabot.wording.progress_words import progress_words

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[detail]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("indexing", total=None, detail="")

        def show(progress: SyncProgress) -> None:
            bar.update(
                task,
                total=1.0 if progress.share else None,
                completed=progress.share,
                detail=progress_words(progress),
            )

        yield show


def _is_printable(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _escape_unprintable() -> None:
    """A character that standard output has no code for is printed by its number."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
