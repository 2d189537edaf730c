"""The command line."""

from __future__ import annotations

import difflib
import os
import sys
from functools import partial
from pathlib import Path

import click

import qabot
from qabot.cli_ask import ask
from qabot.cli_options import (
    filter_options,
    index_option,
    json_option,
    one_line_errors,
    reader_options,
)
from qabot.cli_output import print_json, print_lines, sync_progress
from qabot.evaluation.command import eval_command
from qabot.ui.serve_command import serve_command


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
    from qabot.reading.reader_choice import load_reader
    from qabot.sessions import SessionStore
    from qabot.ui.app import ChatApp  # textual: 0.25 s

    choose = partial(load_reader, reader, allow_download=allow_download)
    ChatApp(index, Path("corpus"), choose, SessionStore.of_user()).run()


@main.command("index")
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path))
@index_option
@click.option("--rebuild", is_flag=True, help="Read and embed everything again.")
@click.option("--model", metavar="NAME", help="Model to embed with: a name or a folder.")
@click.option("--allow-download", is_flag=True, help="Fetch the model from its hub if need be.")
@click.option("--max-file-mb", type=float, metavar="N", help="Skip larger files. [default: 32]")
@json_option
@one_line_errors
def index_command(
    folders: tuple[Path, ...],
    index: Path,
    rebuild: bool,
    model: str | None,
    allow_download: bool,
    max_file_mb: float | None,
    as_json: bool,
) -> None:
    """Bring the index in step with folders of articles.

    Afterwards it holds exactly the articles of the folders named; without any, those of the
    folders it has already, or of ./corpus if it is new. Only new and changed text is embedded.
    """
    from qabot.config import Settings
    from qabot.indexing.index import Index

    values = {} if max_file_mb is None else {"max_file_megabytes": max_file_mb}
    if not folders and not (index / "articles.db").exists():
        folders = (Path("corpus"),)
    opened = Index.create(
        index, Settings.from_mapping(values), model=model, allow_download=allow_download
    )
    with sync_progress() as show:
        report = opened.sync(folders, rebuild=rebuild, progress=show)
    if as_json:
        print_json(report.to_dict())
        return
    from qabot.render import report_lines

    print_lines(report_lines(report))


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
@index_option
@filter_options
@json_option
@one_line_errors
def search(query: str, count: int, index: Path, as_json: bool, **filters: str | None) -> None:
    """List the best passages for a QUERY, with the parts of their scores."""
    from qabot.bot import QABot
    from qabot.retrieval.filters import parse_filters

    chosen = parse_filters(**filters)
    passages = QABot.open(index, reader=None).search(query, count, filters=chosen)
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


main.add_command(ask)
main.add_command(eval_command)
main.add_command(serve_command)


if __name__ == "__main__":
    main()
