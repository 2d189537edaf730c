"""The command line."""

from __future__ import annotations

import difflib
import os
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import click

import qabot
from qabot.cli.ask import ask
from qabot.cli.evaluate import eval_command
from qabot.cli.index_folders import index_command
from qabot.cli.list_mentions import print_mentions, timeline
from qabot.cli.options import (
    filter_options,
    index_option,
    json_option,
    one_line_errors,
    reader_options,
)
from qabot.cli.output import chosen_filters, print_json, print_lines
from qabot.cli.serve import serve_command


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(qabot.__version__, prog_name="qabot")
@index_option
@reader_options
@click.pass_context
@one_line_errors
def main(context: click.Context, index: Path, reader: str, allow_download: bool) -> None:
    """Ask a folder of articles. Without a command: a chat in the terminal."""
    if context.invoked_subcommand is not None:
        return
    in_browser = "TEXTUAL_DRIVER" in os.environ  # set by textual-serve, for which it talks
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException(
            'the chat needs a terminal; for a single answer run: qabot ask "QUESTION"'
        )
    from qabot.readers.choice import load_reader
    from qabot.service.bot_service import BotService
    from qabot.service.bot_source import IndexFolder
    from qabot.sessions.session_store import SessionStore
    from qabot.ui.app import ChatApp  # textual: 0.25 s

    choose = partial(load_reader, reader, allow_download=allow_download)
    with closing(BotService(IndexFolder(index, choose), Path("corpus"))) as service:
        ChatApp(service, index, SessionStore.of_user()).run()


@main.command()
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
        print_mentions(query, index, as_json, chosen_filters(filters))
        return
    from qabot.bot import QABot

    passages = QABot.open(index, reader=None).search(query, count, filters=chosen_filters(filters))
    if as_json:
        print_json({"query": query, "passages": [passage.to_dict() for passage in passages]})
        return
    from qabot.wording.render import passage_lines

    for rank, passage in enumerate(passages, start=1):
        print_lines(passage_lines(rank, passage))
    if not passages:
        click.echo("no passage matches", err=True)


@main.command()
@index_option
@json_option
@one_line_errors
def status(index: Path, as_json: bool) -> None:
    """Tell what the index holds, and which files changed since the last sync."""
    from qabot.index import Index
    from qabot.wording.render import status_lines

    found = Index.open(index).status()
    if as_json:
        print_json(found.to_dict())
    else:
        print_lines(status_lines(found))


@main.command()
@click.argument("path")
@click.option("--start", type=click.IntRange(0), help="First character to show.")
@click.option("--end", type=click.IntRange(0), help="Character to stop before.")
@index_option
@one_line_errors
def show(path: str, start: int | None, end: int | None, index: Path) -> None:
    """Print the text of the article at PATH, as it is indexed."""
    from qabot.index import Index
    from qabot.wording.render import visible

    with Index.open(index).snapshot() as snapshot:
        article = snapshot.article_by_path(path)
        called = [] if article else [other.path for other in snapshot.articles_called(path)]
        paths = [] if article or called else snapshot.article_paths()
    if called:
        raise click.ClickException(f"{path!r} may be {' or '.join(called)}; give one of these")
    if article is None:
        like = [known for known in paths if known.startswith(path)][:3]
        like = like or difflib.get_close_matches(path, paths, cutoff=0.5)
        raise click.ClickException(
            f"no article {path!r} in the index at {index}"
            + (f"; did you mean {' or '.join(like)}?" if like else "; see qabot search for paths")
        )
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


main.add_command(index_command)
main.add_command(ask)
main.add_command(timeline)
main.add_command(eval_command)
main.add_command(serve_command)
