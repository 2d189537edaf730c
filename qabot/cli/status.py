"""``qabot status``: what the index holds."""

from __future__ import annotations

from pathlib import Path

import click

from qabot.cli.options import index_option, json_option, one_line_errors
from qabot.cli.output import print_json, print_lines
from qabot.cli.stopping import nothing_begun


@click.command()
@index_option
@json_option
@one_line_errors
def status(index: Path, as_json: bool) -> None:
    """Tell what the index holds, and which files changed since the last sync."""
    with nothing_begun():
        from qabot.index import Index
        from qabot.wording.report_lines import status_lines

        found = Index.open(index).status()
    if as_json:
        print_json(found.to_dict())
    else:
        print_lines(status_lines(found))
