"""A data set in a folder: ``questions.jsonl``, with offsets into the files of ``corpus/``."""

from __future__ import annotations

from pathlib import Path

from qabot.errors import DatasetError
from qabot.evaluation.dataset_lines import DatasetRecord, json_lines
from qabot.evaluation.gold_questions import Gold, GoldQuestion
from qabot.types import Span

CORPUS = "corpus"
QUESTIONS = "questions.jsonl"


def corpus_folder(path: Path) -> Path:
    """The data set's own folder of articles.

    Raises:
        DatasetError: it has none.
    """
    folder = path / CORPUS
    if not folder.is_dir():
        raise DatasetError(
            f"no folder {folder}; put the articles of the data set there, "
            "or name their folder with --articles"
        )
    return folder


def article_text(corpus: Path, article: str) -> str:
    """An article's text as its file has it, line breaks and all.

    Raises:
        DatasetError: the file is missing or not UTF-8.
    """
    try:
        return (corpus / article).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        path = corpus / article
        raise DatasetError(f"{path} cannot be read as UTF-8 text; restore it") from error


def read_questions(path: Path, corpus: Path) -> list[GoldQuestion]:
    """The questions, every offset checked against the articles in ``corpus``.

    Raises:
        DatasetError: a line is malformed, names an article that is not there, or marks a text
            that the article does not print at that place.
    """
    texts: dict[str, str] = {}
    questions: dict[str, GoldQuestion] = {}
    for record in json_lines(path / QUESTIONS):
        question = _question(record, corpus, texts)
        if question.id in questions:
            raise record.problem(f"the id {question.id!r} is there twice")
        questions[question.id] = question
    return list(questions.values())


def _question(record: DatasetRecord, corpus: Path, texts: dict[str, str]) -> GoldQuestion:
    statement, sentences = _evidence(record)
    relevant = record.strings("relevant")
    for article in relevant:
        if not (corpus / article).is_file():
            raise record.problem(f'"relevant" names {article!r}, which is not in {corpus}')
    return GoldQuestion(
        id=record.text("id"),
        text=record.text("question"),
        answerable=record.flag("answerable"),
        answers=tuple(_gold(part, corpus, texts) for part in record.records("answers")),
        history=record.strings("history"),
        relevant=dict.fromkeys(relevant, 1),
        evidence=_gold(statement, corpus, texts) if statement else None,
        kind=record.text_if_any("kind"),
        sentences=tuple(_gold(part, corpus, texts) for part in sentences),
        accept=record.strings("accept"),
        speaker=record.text_if_any("speaker"),
    )


def _evidence(record: DatasetRecord) -> tuple[DatasetRecord | None, list[DatasetRecord]]:
    """The one statement that was asked about, or all the sentences that answer."""
    if isinstance(record.values.get("evidence"), list):
        return None, record.records("evidence")
    return record.record("evidence"), []


def _gold(record: DatasetRecord, corpus: Path, texts: dict[str, str]) -> Gold:
    article, start, end = record.text("article"), record.number("start"), record.number("end")
    if article not in texts:
        if not (corpus / article).is_file():
            raise record.problem(f"{article!r} is not in {corpus}")
        texts[article] = article_text(corpus, article)
    found = texts[article][start:end] if 0 <= start < end else ""
    if not found:
        raise record.problem(f"[{start}, {end}) is no piece of {article}")
    if "text" in record.values and record.values["text"] != found:
        raise record.problem(
            f"{article} has {found!r} at [{start}, {end}), not {record.values['text']!r}"
        )
    return Gold(article, Span(start, end), found)
