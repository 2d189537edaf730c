"""``qabot ask``: an answer on the command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

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
from qabot.cli.stopping import nothing_begun
from qabot.errors import QuestionError, SessionsProblem

if TYPE_CHECKING:
    from datetime import date

    from qabot.bot import QABot
    from qabot.conversation import Conversation
    from qabot.sessions.session_store import SavedExchange
    from qabot.sessions.shell_session import ShellSession
    from qabot.types import Answer, Filters
    from qabot.wording.worded_line import WordedLine


_STATUSES = {"answered": 0, "related": 3, "nothing": 4}
"""Exit status by verdict, where it is asked for; 1 and 2 are errors."""
_LONGEST_PIPED = 100_000
"""Characters of standard input that are taken: far more than a question may have."""


@click.command()
@click.argument("question", nargs=-1)
@click.option(
    "--input",
    "batch",
    type=click.File("rb"),
    metavar="FILE",
    help="Questions, one a line, plain or as JSON (id, question, history); - is stdin.",
)
@click.option(
    "-k",
    "count",
    type=click.IntRange(1, 100),
    metavar="N",
    help="Citations at most; a speaker's quote and name come whole.",
)
@click.option(
    "--continue",
    "goes_on",
    is_flag=True,
    help="Go on from the last question asked of this index, here or in the chat.",
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
@click.option(
    "--exit-status",
    "by_status",
    is_flag=True,
    help="End with 0 if it is answered, 3 if only related sentences are found, 4 if nothing is.",
)
@one_line_errors
def ask(
    question: tuple[str, ...],
    batch: Iterable[bytes] | None,
    count: int | None,
    goes_on: bool,
    index: Path,
    reader: str,
    allow_download: bool,
    no_dates: bool,
    today: str | None,
    as_json: bool,
    as_markdown: bool,
    form: str | None,
    with_reasons: bool,
    by_status: bool,
    **filters: str | None,
) -> None:
    """Answer a QUESTION, which may also be piped in, with cited sentences."""
    form = _one_form(form, json=as_json, markdown=as_markdown, why=with_reasons)
    with nothing_begun():
        chosen, day = chosen_filters(filters), chosen_day(today)
        if batch is not None:
            _check_batch(form, question=question, goes_on=goes_on, by_status=by_status)
        asked = "" if batch is not None else _typed(question) or _piped(question)
        bot = _bot(index, reader, allow_download, dates=not no_dates)
    if batch is not None:
        _ask_all(bot, batch, chosen, day, count)
        return
    with nothing_begun():
        session = _session(index)
        conversation = _conversation(bot, session.go_on() if goes_on else (), chosen)
        answer = conversation.ask(asked, today=day, k=count)
    _print_answer(bot, answer, form, day)
    with suppress(SessionsProblem):  # it was answered all the same
        session.save(answer)
    if by_status:
        sys.exit(_STATUSES[answer.verdict])


def _typed(words: tuple[str, ...]) -> str:
    """The question as it was typed, with or without quotation marks; empty for - or nothing."""
    return "" if words == ("-",) else " ".join(words)


def _piped(words: tuple[str, ...]) -> str:
    """The question on standard input.

    Raises:
        UsageError: there is none, or nobody pipes one in.
    """
    stream, asked = sys.stdin, ""
    if isinstance(stream, io.TextIOWrapper) and (words or not stream.isatty()):
        stream.reconfigure(errors="replace")
        asked = stream.read(_LONGEST_PIPED).strip()
    if not asked:
        raise click.UsageError("give a QUESTION, or --input FILE with --json")
    return asked


def _check_batch(form: str | None, **given: object) -> None:
    """Refuse what many questions cannot be asked with."""
    if form != "json":
        raise click.UsageError("--input prints JSON lines; add --json")
    if any(given.values()):
        raise click.UsageError("with --input give no QUESTION, --continue or --exit-status")


def _session(index: Path) -> ShellSession:
    from qabot.sessions.session_store import SessionStore
    from qabot.sessions.shell_session import ShellSession

    return ShellSession(SessionStore.of_user(), index)


def _conversation(bot: QABot, earlier: Sequence[SavedExchange], filters: Filters) -> Conversation:
    """What was said before, to be gone on from: of the same articles unless others are chosen."""
    if earlier and not filters:
        filters = earlier[-1].filters
    conversation = bot.conversation(filters=filters)
    for exchange in earlier:
        if exchange.answer is not None:
            conversation.record(exchange.question, exchange.answer)
    return conversation


def _print_answer(bot: QABot, answer: Answer, form: str | None, today: date | None) -> None:
    if form == "json":
        print_json(answer.to_dict())
    elif form == "markdown":
        from qabot.wording.export import to_markdown

        print_text(to_markdown([answer]))
    elif form == "csv":
        from qabot.wording.citation_table import to_csv

        print_text(to_csv(answer))
    else:
        print_lines(_reasons(bot, answer, today) if form == "why" else _lines(answer))


def _one_form(named: str | None, **flags: bool) -> str | None:
    """The one form that --format or an option of its own asks for; None for plain lines."""
    chosen = [name for name, given in flags.items() if given]
    if named is not None:
        chosen.append(named)
    if len(chosen) > 1:
        raise click.UsageError("choose one of --format, --json, --markdown and --why")
    return chosen[0] if chosen else None


def _bot(index: Path, reader: str, allow_download: bool, *, dates: bool) -> QABot:
    from qabot.bot import QABot
    from qabot.config import Settings

    settings = Settings.of(dates=dates)
    return QABot.open(index, settings, reader=reader, allow_download=allow_download)


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


def _ask_all(
    bot: QABot, lines: Iterable[bytes], filters: Filters, today: date | None, count: int | None
) -> None:
    """One JSON line out per line in; a line that cannot be asked says so in its place."""
    from qabot.cli.many_questions import answer_lines

    failed = 0
    for result in answer_lines(bot, lines, filters, today, count):
        failed += "error" in result
        print_json(result, indent=None)
    if failed:
        raise QuestionError(f"{failed} of the questions could not be asked; see their lines")
