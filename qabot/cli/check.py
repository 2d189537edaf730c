"""``qabot check``: whether an index is what was written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qabot.cli.options import index_option, json_option, one_line_errors
from qabot.cli.output import print_json, print_lines, progress_bar
from qabot.cli.stopping import StopSignals, nothing_begun

if TYPE_CHECKING:  # numpy alone takes .2 s, and --help imports this
    from qabot.types import CheckReport, SyncProgress


@click.command()
@click.option("--repair", is_flag=True, help="Mend what can be, from the articles' files.")
@index_option
@json_option
@one_line_errors
def check(repair: bool, index: Path, as_json: bool) -> None:
    """Verify the index: its file, each article, a sample of vectors, and what is searched.

    Exit status 1 if something is wrong. With --repair what is damaged is read from the articles'
    files again and what is searched is made again; the status is 1 if something could not be
    mended.
    """
    with nothing_begun():
        from qabot.checking.check_index import check_index
        from qabot.config import Settings
        from qabot.wording.check_lines import check_lines

    report = _mended(index) if repair else check_index(index, Settings())
    if as_json:
        print_json(report.to_dict())
    else:
        print_lines(check_lines(report, index))
    if not report.is_sound:
        sys.exit(1)


def _mended(index: Path) -> CheckReport:
    """Mend an index; who is told to stop leaves it as whole as a sync that is stopped."""
    with nothing_begun():
        from qabot.checking.mend_index import mend_index
        from qabot.config import Settings

    with progress_bar() as show, StopSignals() as stop:

        def tell(progress: SyncProgress) -> None:
            stop.check()
            if show is not None:
                show(progress)

        return mend_index(index, Settings(), progress=tell)
