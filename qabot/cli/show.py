"""``qabot show``: an article's text as it is indexed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qabot.cli.offered_names import offer_paths
from qabot.cli.options import (
    changed_settings,
    error_line,
    index_option,
    one_line_errors,
    set_option,
)
from qabot.cli.stopping import nothing_begun


@click.command()
@click.argument("path", shell_complete=offer_paths)
@click.option("--start", type=click.IntRange(0), help="First character to show.")
@click.option("--end", type=click.IntRange(0), help="Character to stop before.")
@click.option("--as-loaded", is_flag=True, help="Read PATH, a file, indexed or not, and show all.")
@set_option("field.text=NAME")
@index_option
@one_line_errors
def show(
    path: str,
    start: int | None,
    end: int | None,
    as_loaded: bool,
    changed: tuple[str, ...],
    index: Path,
) -> None:
    """Print the text of the article at PATH, as it is indexed.

    With --as-loaded PATH is a file, and it is printed what qabot reads in it and where: title,
    author, outlet, date and text. Of a file of many articles they are listed; FILE#3 is the third.
    """
    if as_loaded:
        from qabot.cli.preview import print_preview

        print_preview(path, start, end, changed_settings(changed), index)
        return
    with nothing_begun():
        from qabot.index import Index
        from qabot.store.named_article import named_article

    with Index.open(index).snapshot() as snapshot:
        article = named_article(snapshot, path, index)
    if article.path != path:
        click.echo(f"{error_line(article.path)}:", err=True)
    print_part(article.text, start, end)


def print_part(text: str, start: int | None, end: int | None) -> None:
    """A text from one character up to another."""
    from qabot.wording.common_words import visible

    whole = start is None and end is None
    part = text[start:end]
    if not part:
        raise click.UsageError(
            f"there is nothing from --start {start or 0} to --end {end}; "
            f"the article has {len(text):,} characters"
        )
    click.echo(visible(part) if sys.stdout.isatty() else part, nl=whole and part[-1] != "\n")
