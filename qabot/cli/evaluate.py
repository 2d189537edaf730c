"""``qabot eval``: a data set's questions put to the bot, and how well it did.

Only click is imported here, so that ``qabot --help`` stays quick.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qabot.cli.options import (
    IndexPath,
    SharedOption,
    changed_settings,
    reader_options,
    set_option,
)
from qabot.cli.stopping import Stopped, StopSignals, nothing_begun
from qabot.errors import DatasetError, QabotError

if TYPE_CHECKING:
    from qabot.evaluation.report import EvaluationReport


@click.command("eval")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option(
    "--articles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Ask about the articles there. [default: DATASET/corpus]",
)
@click.option(
    "--index",
    "index",
    cls=SharedOption,
    type=IndexPath(),
    metavar="DIR",
    help="Keep the index there for the next time; a DATASET without articles is asked over the "
    "one that is there, as it is. [default: a temporary folder]",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask N of the questions.")
@click.option("--seed", type=int, default=0, show_default=True, help="Which N are asked.")
@set_option("retrieval.dense_weight=1 (embeddings alone)")
@reader_options
@click.option("--removed", is_flag=True, help="Ask again with the articles that answer hidden.")
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw risk by coverage and accuracy by confidence (.svg, .png or .pdf).",
)
@click.option(
    "--misses",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Write the questions answered badly there, as JSON lines: what was expected, what came.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def eval_command(
    dataset: Path,
    articles: Path | None,
    index: Path | None,
    limit: int | None,
    seed: int,
    changed: tuple[str, ...],
    reader: str,
    allow_download: bool,
    removed: bool,
    plot: Path | None,
    misses: Path | None,
    as_json: bool,
) -> None:
    """Measure the answers to the questions of a DATASET.

    DATASET is a folder with corpus/ and questions.jsonl, or one in BEIR form (corpus.jsonl,
    queries.jsonl, qrels/test.tsv). Where its lines have kinds, "accept", "speaker" or a list of
    "evidence", useful and misleading answers are counted too.
    """
    with nothing_begun():
        from qabot.config import Settings
        from qabot.evaluation.run import evaluate_path  # faiss and numpy: .3 s
        from qabot.readers.choice import load_reader

    try:
        draw = plot and _plotter(plot)
        _check_folder_of(misses)
        with _progress() as show, StopSignals(b"stopping\n"):
            report = evaluate_path(
                dataset,
                articles=articles,
                index=index,
                settings=Settings.from_mapping(changed_settings(changed)),
                reader=load_reader(reader, allow_download=allow_download),
                limit=limit,
                seed=seed,
                without_answers=removed,
                progress=show,
            )
        if draw:
            draw(report)
        if misses:
            _write_misses(misses, report)
    except QabotError as error:
        raise click.ClickException(str(error)) from error
    except Stopped as stopped:
        sys.exit(stopped.status)
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
        return
    rows = report.rows()
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        click.echo(f"{name:{width}}  {value}")


def _check_folder_of(path: Path | None) -> None:
    """Find before minutes of asking that a file cannot be written.

    Raises:
        DatasetError: there is no folder for it.
    """
    if path and not path.parent.is_dir():
        raise DatasetError(f"{path} cannot be written; make the folder {path.parent}")


def _write_misses(path: Path, report: EvaluationReport) -> None:
    lines = (json.dumps(miss.to_dict(), ensure_ascii=False) + "\n" for miss in report.misses)
    path.write_text(
        "".join(lines), encoding="utf-8", errors="backslashreplace", newline=""
    )  # half a surrogate pair, in a question that had one, is written as JSON writes it


def _plotter(path: Path) -> Callable[[EvaluationReport], None]:
    """What draws a report to the file; what stands in its way is found before minutes of asking.

    Raises:
        DatasetError: matplotlib is not installed, or the file is of no kind that it draws.
    """
    if importlib.util.find_spec("matplotlib") is None:
        raise DatasetError("--plot needs matplotlib; run: pip install 'qabot[plot]'")
    if path.suffix.lower() not in {".svg", ".png", ".pdf"}:
        raise DatasetError(f"{path} cannot be drawn; name a file that ends in .svg, .png or .pdf")
    from qabot.evaluation.plot import draw  # matplotlib: half a second

    return lambda report: draw(report, path)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on a terminal's standard error, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading the model", total=None)
        yield lambda what, done, total: bar.update(
            task, description=what, completed=done, total=max(total, 1)
        )
