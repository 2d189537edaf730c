"""``qabot search``: passages by score, or every mention of a phrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qabot.cli.options import filter_options, index_option, json_option, one_line_errors
from qabot.cli.output import chosen_filters, print_json, print_lines
from qabot.cli.stopping import nothing_begun

if TYPE_CHECKING:
    from qabot.types import Filters


@click.command()
@click.argument("query")
@click.option(
    "-k",
    "count",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    metavar="N",
    help="Passages at most.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="List every article that mentions QUERY as a phrase, and count.",
)
@index_option
@filter_options
@json_option
@one_line_errors
def search(
    query: str, count: int, every: bool, index: Path, as_json: bool, **filters: str | None
) -> None:
    """List the best passages for a QUERY, with the parts of their scores.

    With --all: every article that prints QUERY, newest first, and how many do by outlet and date.
    A phrase is found as whole words, in any case, with or without accents; a word of two to five
    capitals only in capitals.
    """
    if every:
        _print_mentions(query, index, as_json, chosen_filters(filters))
        return
    with nothing_begun():
        from qabot.bot import QABot

        chosen = chosen_filters(filters)
        passages = QABot.open(index, reader=None).search(query, count, filters=chosen)
    if as_json:
        print_json({"query": query, "passages": [passage.to_dict() for passage in passages]})
        return
    from qabot.wording.list_lines import passage_lines

    for rank, passage in enumerate(passages, start=1):
        print_lines(passage_lines(rank, passage))
    if not passages:
        click.echo("no passage matches", err=True)


def _print_mentions(phrase: str, index: Path, as_json: bool, filters: Filters) -> None:
    """Every article that mentions the phrase."""
    with nothing_begun():
        from qabot.bot import QABot

        found = QABot.open(index, reader=None).mentions(phrase, filters=filters)
    if as_json:
        print_json(found.to_dict())
        return
    from qabot.wording.list_lines import mentions_lines

    print_lines(mentions_lines(found))
