"""``qabot show``: an article's text as it is indexed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qabot.cli.options import index_option, one_line_errors


@click.command()
@click.argument("path")
@click.option("--start", type=click.IntRange(0), help="First character to show.")
@click.option("--end", type=click.IntRange(0), help="Character to stop before.")
@index_option
@one_line_errors
def show(path: str, start: int | None, end: int | None, index: Path) -> None:
    """Print the text of the article at PATH, as it is indexed."""
    from qabot.index import Index
    from qabot.store.named_article import named_article
    from qabot.wording.common_words import visible

    with Index.open(index).snapshot() as snapshot:
        article = named_article(snapshot, path, index)
    if article.path != path:
        click.echo(f"{article.path}:", err=True)
    whole = start is None and end is None
    text = article.text[start:end]
    if not text:
        raise click.UsageError(
            f"there is nothing from --start {start or 0} to --end {end}; "
            f"the article has {len(article.text):,} characters"
        )
    click.echo(visible(text) if sys.stdout.isatty() else text, nl=whole and text[-1] != "\n")
