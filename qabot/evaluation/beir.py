"""A data set in the form of BEIR (Thakur et al. 2021): a corpus, queries, and judgements."""

from __future__ import annotations

import json
from pathlib import Path

from qabot.errors import DatasetError
from qabot.evaluation.dataset_lines import DatasetRecord, json_lines
from qabot.evaluation.gold_questions import GoldQuestion

CORPUS = "corpus.jsonl"
QUERIES = "queries.jsonl"


def copy_corpus(path: Path, scratch: Path) -> Path:
    """Put the corpus into ``scratch``, as the loader of JSON lines reads it.

    Raises:
        DatasetError: the corpus is missing, or a line of it is no record with an id.
    """
    content = "".join(map(_article_line, json_lines(path / CORPUS)))
    copy = scratch / CORPUS
    if not copy.exists() or copy.read_text(encoding="utf-8") != content:
        scratch.mkdir(parents=True, exist_ok=True)
        copy.write_text(content, encoding="utf-8", newline="")
    return scratch


def read_questions(path: Path) -> list[GoldQuestion]:
    """The queries that have a relevant article; the others cannot be scored.

    Raises:
        DatasetError: a file is missing or a line malformed.
    """
    judged = _qrels(path / "qrels" / "test.tsv")
    questions: dict[str, GoldQuestion] = {}
    for record in json_lines(path / QUERIES):
        relevant = judged.get(record.text("_id"), {})
        if any(grade > 0 for grade in relevant.values()):
            question = GoldQuestion(
                id=record.text("_id"), text=record.text("text"), answerable=True, relevant=relevant
            )
            questions[question.id] = question
    return list(questions.values())


def _article_line(record: DatasetRecord) -> str:
    """A line of a BEIR corpus as the loader of JSON lines reads it."""
    values = {"id": record.text("_id")}
    values |= {key: record.text_or_nothing(key) for key in ("title", "text")}
    return json.dumps(values) + "\n"


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades by query and article, from tab-separated lines below a heading."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} cannot be read; BEIR's judgements belong there") from error
    judged: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines[1:], start=2):
        try:
            query, article, grade = line.split("\t")
            judged.setdefault(query, {})[article] = int(grade)
        except ValueError as error:
            raise DatasetError(
                f"{path} line {number} is not query-id, corpus-id and score between tabs; "
                "correct or delete it"
            ) from error
    return judged
