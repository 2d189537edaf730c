"""An index followed from the command line: each round is printed as it ends.

Imported where it is needed, with all that it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from queue import Empty, SimpleQueue

import click

from qabot.bot import QABot
from qabot.cli.options import error_line
from qabot.cli.output import print_json, print_lines, progress_bar
from qabot.index import Index
from qabot.service.bot_service import BotService
from qabot.service.events import IndexEvent, SyncEnded, SyncFailed, SyncMoved
from qabot.types import SyncProgress, SyncReport
from qabot.wording.report_lines import report_lines, round_lines

_WAKE_SECONDS = 0.5
"""How long Ctrl-C may wait on a system where waiting for a thread cannot be interrupted."""


def follow(index: Index, folders: Sequence[Path], *, rebuild: bool, as_json: bool) -> None:
    """Bring the index in step now and whenever files change, and tell each round.

    Until Ctrl-C, which is how this ends well once the first round is told.
    """
    with closing(BotService.over(QABot(index))) as service:
        events: SimpleQueue[IndexEvent | None] = SimpleQueue()
        service.subscribe(events.put)
        following = service.follow(folders, rebuild=rebuild)
        if following is None:
            raise AssertionError("nothing else is done with a new service")
        following.add_done_callback(lambda _: events.put(None))
        with progress_bar() as show:
            first = _first_report(events, show)
        if first is None:
            following.result()  # raises what kept the index from being made
            return
        _print_round(first, None, as_json=as_json)
        click.echo("watching for changes; Ctrl-C ends it", err=True)
        try:
            for event in _until_done(events):
                if isinstance(event, SyncFailed):
                    click.echo(f"Error: {error_line(str(event.error))}; still watching", err=True)
                elif isinstance(event, SyncEnded):
                    _print_round(event.report, event.before, as_json=as_json)
        except KeyboardInterrupt:
            click.echo("stopped watching", err=True)


def _first_report(
    events: SimpleQueue[IndexEvent | None], show: Callable[[SyncProgress], None] | None
) -> SyncReport | None:
    """What the first round did, its progress shown meanwhile; None where it failed."""
    for event in _until_done(events):
        if isinstance(event, SyncEnded):
            return event.report
        if isinstance(event, SyncMoved) and show is not None:
            show(event.progress)
    return None


def _until_done(events: SimpleQueue[IndexEvent | None]) -> Iterator[IndexEvent]:
    """What is told, until None; Ctrl-C is heeded on every system."""
    while True:
        try:
            event = events.get(timeout=_WAKE_SECONDS)
        except Empty:
            continue
        if event is None:
            return
        yield event


def _print_round(report: SyncReport, before: SyncReport | None, *, as_json: bool) -> None:
    """A round, said after the one before; as JSON, on a line."""
    if as_json:
        print_json(report.to_dict(), None)
    else:
        print_lines(round_lines(report, before) if before else report_lines(report))
