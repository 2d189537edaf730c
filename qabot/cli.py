"""The command line."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

import qabot
from qabot.cli_index import index_command
from qabot.cli_lists import print_mentions, timeline
from qabot.cli_options import (
    date_options,
    filter_options,
    index_option,
    json_option,
    one_line_errors,
    reader_options,
)
from qabot.cli_output import chosen_day, chosen_filters, print_json, print_lines
from qabot.errors import QuestionError
from qabot.evaluation.command import eval_command

if TYPE_CHECKING:
    from datetime import date

    from qabot.types import Filters


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
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException(
            'the chat needs a terminal; for a single answer run: qabot ask "QUESTION"'
        )
    from qabot.reading.reader_choice import load_reader
    from qabot.ui.app import ChatApp  # textual: 0.25 s

    choose = partial(load_reader, reader, allow_download=allow_download)
    ChatApp(index, Path("corpus"), choose).run()


@main.command()
@click.argument("question", required=False)
@click.option(
    "--input",
    "batch",
    type=click.File("rb"),
    metavar="FILE.jsonl",
    help="Questions, one JSON object a line (id, question, history); - is stdin.",
)
@click.option(
    "-k",
    "count",
    type=click.IntRange(1, 100),
    metavar="N",
    help="Citations at most; a speaker's quote and name come whole.",
)
@index_option
@reader_options
@filter_options
@date_options
@json_option
@one_line_errors
def ask(
    question: str | None,
    batch: Iterable[bytes] | None,
    count: int | None,
    index: Path,
    reader: str,
    allow_download: bool,
    no_dates: bool,
    today: str | None,
    as_json: bool,
    **filters: str | None,
) -> None:
    """Answer a QUESTION with cited sentences."""
    if (question is None) == (batch is None):
        raise click.UsageError("give a QUESTION, or --input FILE.jsonl with --json")
    if batch is not None and not as_json:
        raise click.UsageError("--input prints JSON lines; add --json")
    from qabot.bot import QABot
    from qabot.config import Settings
    from qabot.indexing.index import Index
    from qabot.reading.reader_choice import load_reader

    chosen, day = chosen_filters(filters), chosen_day(today)
    changes = {} if count is None else {"citations": count}
    settings = Settings.from_mapping(changes | {"dates": not no_dates})
    opened = Index.open(index, settings)
    bot = QABot(opened, load_reader(reader, allow_download=allow_download))
    if batch is not None:
        _ask_all(bot, batch, chosen, day)
        return
    answer = bot.ask(question or "", filters=chosen, today=day)
    if as_json:
        print_json(answer.to_dict())
        return
    from qabot.render import answer_lines

    print_lines(answer_lines(answer))


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
    from qabot.render import passage_lines

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
    from qabot.indexing.index import Index
    from qabot.render import status_lines

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
    from qabot.indexing.index import Index
    from qabot.render import visible

    with Index.open(index).snapshot() as snapshot:
        article = snapshot.article_by_path(path)
        paths = snapshot.article_paths() if article is None else []
    if article is None:
        like = [known for known in paths if known.startswith(path)][:3]
        like = like or difflib.get_close_matches(path, paths, cutoff=0.5)
        raise click.ClickException(
            f"no article {path!r} in the index at {index}"
            + (f"; did you mean {' or '.join(like)}?" if like else "; see qabot search for paths")
        )
    whole = start is None and end is None
    text = article.text[start:end]
    if not text:
        raise click.UsageError(
            f"there is nothing from --start {start or 0} to --end {end}; "
            f"the article has {len(article.text):,} characters"
        )
    click.echo(visible(text) if sys.stdout.isatty() else text, nl=whole and text[-1] != "\n")


main.add_command(index_command)
main.add_command(timeline)
main.add_command(eval_command)


def _ask_all(
    bot: qabot.QABot, lines: Iterable[bytes], filters: Filters, today: date | None
) -> None:
    """One JSON line out per line in; a line that cannot be asked says so in its place."""
    from qabot.batch import answer_lines

    failed = 0
    for result in answer_lines(bot, lines, filters, today):
        failed += "error" in result
        print_json(result, indent=None)
    if failed:
        raise QuestionError(f"{failed} of the questions could not be asked; see their lines")


if __name__ == "__main__":
    main()
