"""What commands have in common at their ends: filters in; JSON, lines and progress out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from qabot.types import Filters, SyncProgress


def chosen_filters(values: dict[str, str | None]) -> Filters:
    """Filters out of the options that choose articles."""
    from qabot.retrieval.filters import parse_filters

    return parse_filters(**values)


def chosen_day(printed: str | None) -> date | None:
    """The day that --today names."""
    from qabot.retrieval.filters import parse_day

    return parse_day(printed, "today") if printed else None


def print_json(value: Any, indent: int | None = 2) -> None:
    """Print JSON; in ASCII where it holds what UTF-8 cannot."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not _is_unicode(text):  # half a surrogate pair, in a question that had one
        text = json.dumps(value, indent=indent)
    click.echo(text)


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def print_lines(lines: Iterable[RenderableType]) -> None:
    """Print lines, wrapped on a terminal alone."""
    from rich.console import Console

    console = Console(soft_wrap=not sys.stdout.isatty(), highlight=False)
    for line in lines:
        console.print(line)


@contextmanager
def progress_bar() -> Iterator[Callable[[SyncProgress], None] | None]:
    """A progress bar with rate and time left on a terminal's standard error, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from qabot.render import progress_words

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("indexing", total=None, detail="")

        def show(progress: SyncProgress) -> None:
            bar.update(
                task,
                total=max(progress.bytes_total, 1),
                completed=progress.bytes_done,
                detail=progress_words(progress),
            )

        yield show
