"""``qabot timeline``: dated sentences that mention a phrase."""

from __future__ import annotations

from pathlib import Path

import click

from qabot.cli.options import filter_options, index_option, json_option, one_line_errors
from qabot.cli.output import chosen_filters, print_json, print_lines
from qabot.cli.stopping import nothing_begun


@click.command()
@click.argument("phrase")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    metavar="N",
    help="Events at most; those that most articles print are left.",
)
@index_option
@filter_options
@json_option
@one_line_errors
def timeline(phrase: str, limit: int, index: Path, as_json: bool, **filters: str | None) -> None:
    """List dated sentences that mention a PHRASE, oldest first.

    The date is the one that a sentence gives, else that of its article, which is shown dim.
    """
    with nothing_begun():
        from qabot.bot import QABot

        chosen = chosen_filters(filters)
        found = QABot.open(index, reader=None).timeline(phrase, filters=chosen, limit=limit)
    if as_json:
        print_json(found.to_dict())
        return
    from qabot.wording.list_lines import timeline_lines

    print_lines(timeline_lines(found))
