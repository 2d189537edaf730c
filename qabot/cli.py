"""The command line."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import qabot
from qabot.cli_options import (
    filter_options,
    index_option,
    json_option,
    one_line_errors,
    reader_options,
)
from qabot.errors import QuestionError
from qabot.evaluation.command import eval_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from qabot.types import Filters, SyncProgress


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
    with _progress() as show:
        report = opened.sync(folders, rebuild=rebuild, progress=show)
    if as_json:
        _print_json(report.to_dict())
        return
    from qabot.render import report_lines

    _print_lines(report_lines(report))


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
@json_option
@one_line_errors
def ask(
    question: str | None,
    batch: Iterable[bytes] | None,
    count: int | None,
    index: Path,
    reader: str,
    allow_download: bool,
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

    chosen = _filters(filters)
    settings = Settings.from_mapping({} if count is None else {"citations": count})
    opened = Index.open(index, settings)
    bot = QABot(opened, load_reader(reader, allow_download=allow_download))
    if batch is not None:
        _ask_all(bot, batch, chosen)
        return
    answer = bot.ask(question or "", filters=chosen)
    if as_json:
        _print_json(answer.to_dict())
        return
    from qabot.render import answer_lines

    _print_lines(answer_lines(answer))


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

    passages = QABot.open(index, reader=None).search(query, count, filters=_filters(filters))
    if as_json:
        _print_json({"query": query, "passages": [passage.to_dict() for passage in passages]})
        return
    from qabot.render import passage_lines

    for rank, passage in enumerate(passages, start=1):
        _print_lines(passage_lines(rank, passage))
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
        _print_json(found.to_dict())
    else:
        _print_lines(status_lines(found))


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


main.add_command(eval_command)


def _ask_all(bot: qabot.QABot, lines: Iterable[bytes], filters: Filters) -> None:
    """One JSON line out per line in; a line that cannot be asked says so in its place."""
    from qabot.batch import answer_lines

    failed = 0
    for result in answer_lines(bot, lines, filters):
        failed += "error" in result
        _print_json(result, indent=None)
    if failed:
        raise QuestionError(f"{failed} of the questions could not be asked; see their lines")


def _filters(values: dict[str, str | None]) -> Filters:
    from qabot.retrieval.filters import parse_filters

    return parse_filters(**values)


def _print_json(value: Any, indent: int | None = 2) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not _is_unicode(text):  # half a surrogate pair, in a question that had one
        text = json.dumps(value, indent=indent)
    click.echo(text)


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _print_lines(lines: Iterable[Text]) -> None:
    from rich.console import Console

    console = Console(soft_wrap=not sys.stdout.isatty(), highlight=False)
    for line in lines:
        console.print(line)


@contextmanager
def _progress() -> Iterator[Callable[[SyncProgress], None] | None]:
    """A progress bar with rate and time left on a terminal's standard error, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from qabot.render import progress_words

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("indexing", total=None, detail="")

        def show(progress: SyncProgress) -> None:
            bar.update(
                task,
                total=max(progress.bytes_total, 1),
                completed=progress.bytes_done,
                detail=progress_words(progress),
            )

        yield show


if __name__ == "__main__":
    main()
