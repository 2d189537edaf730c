"""Many questions, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from qabot.bot import QABot
from qabot.errors import QuestionError
from qabot.types import Filters

_JSON = (b"{", b"[")


def answer_lines(
    bot: QABot,
    lines: Iterable[bytes],
    filters: Filters,
    today: date | None = None,
    count: int | None = None,
) -> Iterator[dict[str, Any]]:
    """An answer for each line that is not blank, in order, as soon as it is there.

    A line is a question, or a JSON object with ``question`` and optionally ``id`` and ``history``
    (earlier questions). "last week" in it is counted from ``today``, and ``count`` citations are
    given at most. One that cannot be asked gives ``id``, ``line`` and ``error`` instead.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        identity = None
        try:
            record = _record(line, number)
            identity = record.get("id")
            _check_question(record, number)
            answer = bot.ask(
                record["question"],
                filters=filters,
                history=record.get("history") or (),
                id=identity,
                today=today,
                k=count,
            )
            yield answer.to_dict()
        except QuestionError as error:
            yield {"id": identity, "line": number, "error": str(error)}


def _record(line: bytes, number: int) -> dict[str, Any]:
    if not line.lstrip().startswith(_JSON):
        try:
            return {"question": line.decode("utf-8-sig").strip()}
        except UnicodeDecodeError as error:
            raise QuestionError(f"line {number} is not UTF-8: {error}") from error
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"line {number} is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise QuestionError(f"line {number} is not a JSON object")
    return record


def _check_question(record: dict[str, Any], number: int) -> None:
    if not isinstance(record.get("question"), str):
        raise QuestionError(f'line {number} has no "question"')
    history = record.get("history")
    if history is not None and not (
        isinstance(history, list) and all(isinstance(item, str) for item in history)
    ):
        raise QuestionError(f'line {number}: "history" is not a list of questions')
