"""``qabot ask``: an answer on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qabot.cli.options import (
    date_options,
    filter_options,
    index_option,
    json_option,
    one_line_errors,
    reader_options,
)
from qabot.cli.output import chosen_day, chosen_filters, print_json, print_lines, print_text
from qabot.errors import QuestionError

if TYPE_CHECKING:
    from datetime import date

    from qabot.bot import QABot
    from qabot.types import Answer, Filters
    from qabot.wording.worded_line import WordedLine


@click.command()
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
@click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown with footnotes.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "markdown", "csv"]),
    help="Print JSON, Markdown, or CSV with a line for each citation.",
)
@click.option("--why", "with_reasons", is_flag=True, help="Print why each sentence is cited.")
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
    as_markdown: bool,
    form: str | None,
    with_reasons: bool,
    **filters: str | None,
) -> None:
    """Answer a QUESTION with cited sentences."""
    if (question is None) == (batch is None):
        raise click.UsageError("give a QUESTION, or --input FILE.jsonl with --json")
    form = _one_form(form, json=as_json, markdown=as_markdown, why=with_reasons)
    if batch is not None and form != "json":
        raise click.UsageError("--input prints JSON lines; add --json")
    chosen, day = chosen_filters(filters), chosen_day(today)
    limited = ("citations", "account_citations", "statements", "brief_sentences")
    changes = {} if count is None else dict.fromkeys(limited, count)
    bot = _bot(index, changes | {"dates": not no_dates}, reader, allow_download)
    if batch is not None:
        _ask_all(bot, batch, chosen, day)
        return
    answer = bot.ask(question or "", filters=chosen, today=day)
    if form == "json":
        print_json(answer.to_dict())
    elif form == "markdown":
        from qabot.wording.export import to_markdown

        print_text(to_markdown([answer]))
    elif form == "csv":
        from qabot.wording.citation_table import to_csv

        print_text(to_csv(answer))
    else:
        print_lines(_reasons(bot, answer, day) if form == "why" else _lines(answer))


def _one_form(named: str | None, **flags: bool) -> str | None:
    """The one form that --format or an option of its own asks for; None for plain lines."""
    chosen = [name for name, given in flags.items() if given]
    if named is not None:
        chosen.append(named)
    if len(chosen) > 1:
        raise click.UsageError("choose one of --format, --json, --markdown and --why")
    return chosen[0] if chosen else None


def _bot(index: Path, changes: dict[str, Any], reader: str, allow_download: bool) -> QABot:
    from qabot.bot import QABot
    from qabot.config import Settings
    from qabot.index import Index
    from qabot.readers.choice import load_reader

    opened = Index.open(index, Settings.from_mapping(changes))
    return QABot(opened, load_reader(reader, allow_download=allow_download))


def _lines(answer: Answer) -> Iterable[WordedLine]:
    from qabot.wording.answer_lines import answer_lines

    return answer_lines(answer)


def _reasons(bot: QABot, answer: Answer, today: date | None) -> Iterator[WordedLine]:
    """The answer, then for each citation what it was chosen for."""
    from qabot.wording.reason_lines import chosen_line, citation_why_lines
    from qabot.wording.worded_line import GAP

    yield from _lines(answer)
    explanation = bot.explain(answer, today=today)
    if answer.citations:
        yield GAP
        yield chosen_line(explanation)
    for citation in answer.citations:
        yield from citation_why_lines(explanation, citation)


def _ask_all(bot: QABot, lines: Iterable[bytes], filters: Filters, today: date | None) -> None:
    """One JSON line out per line in; a line that cannot be asked says so in its place."""
    from qabot.cli.many_questions import answer_lines

    failed = 0
    for result in answer_lines(bot, lines, filters, today):
        failed += "error" in result
        print_json(result, indent=None)
    if failed:
        raise QuestionError(f"{failed} of the questions could not be asked; see their lines")
