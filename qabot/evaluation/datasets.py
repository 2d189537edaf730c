"""Data sets: questions with what is known to be right, over a corpus of articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from qabot.errors import DatasetError
from qabot.evaluation.records import Record, json_lines
from qabot.types import Span

_CORPUS_FILE = "corpus.jsonl"


@dataclass(frozen=True, slots=True)
class Gold:
    """A piece of an article that annotators marked; ``text`` is the article's text at ``span``."""

    article: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is known about its answer.

    ``history`` are the user's earlier questions, oldest first. ``relevant`` maps articles to
    their grade (0: judged and found irrelevant). ``evidence`` is the whole statement where
    ``answers`` only name its speaker.
    """

    id: str
    text: str
    answerable: bool
    answers: tuple[Gold, ...] = ()
    history: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    evidence: Gold | None = None
    kind: str | None = None

    @property
    def places(self) -> tuple[Gold, ...]:
        """What a citation has to overlap to be right: the evidence if there is any."""
        return self.answers if self.evidence is None else (self.evidence,)

    @property
    def searched(self) -> str:
        """What :meth:`qabot.bot.QABot.ask` searches with: the question behind the one before."""
        return " ".join((*self.history[-1:], self.text))

    @property
    def articles(self) -> frozenset[str]:
        """The articles that hold an answer or are relevant."""
        marked = {gold.article for gold in (*self.answers, *self.places)}
        return frozenset(marked | {name for name, grade in self.relevant.items() if grade > 0})


class Form(StrEnum):
    """How a data set lies on disk."""

    FOLDER = "folder"
    """``corpus/`` of text files and ``questions.jsonl``."""
    BEIR = "beir"
    """``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv`` (Thakur et al. 2021)."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set as read; the articles stay on disk."""

    name: str
    path: Path
    form: Form
    questions: tuple[Question, ...] = field(repr=False)

    def corpus_folder(self, scratch: Path) -> Path:
        """The folder to index.

        A BEIR corpus lies beside its queries, which are no articles, so it is copied to
        ``scratch``, where nothing else may be; a copy that is there already is left alone.

        Raises:
            DatasetError: the corpus is missing, or a line of it is no record with an id.
        """
        if self.form is Form.FOLDER:
            return _existing_folder(self.path / "corpus")
        content = "".join(map(_article_line, json_lines(self.path / _CORPUS_FILE)))
        copy = scratch / _CORPUS_FILE
        if not copy.exists() or copy.read_text(encoding="utf-8") != content:
            scratch.mkdir(parents=True, exist_ok=True)
            copy.write_text(content, encoding="utf-8", newline="")
        return scratch

    def article_id(self, path: str) -> str:
        """What the data set calls the article that the index of its corpus has at ``path``."""
        return path.removeprefix(f"{_CORPUS_FILE}#") if self.form is Form.BEIR else path

    def article_path(self, article: str) -> str:
        """The inverse of :meth:`article_id`."""
        return f"{_CORPUS_FILE}#{article}" if self.form is Form.BEIR else article


def read_dataset(path: Path) -> Dataset:
    """Read a data set in either form.

    Raises:
        DatasetError: it is in neither form, or a line is malformed, names an article that is not
            there, or marks a text that the article does not print at that place.
    """
    if (path / "questions.jsonl").is_file():
        questions = _folder_questions(path)
        form = Form.FOLDER
    elif (path / "queries.jsonl").is_file():
        questions = _beir_questions(path)
        form = Form.BEIR
    else:
        raise DatasetError(
            f"{path} is no data set; it needs corpus/ and questions.jsonl, or BEIR's "
            "corpus.jsonl, queries.jsonl and qrels/test.tsv"
        )
    if not questions:
        raise DatasetError(f"{path} has no question to ask; add one")
    return Dataset(path.resolve().name, path, form, tuple(questions))


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


# -- folder form -----------------------------------------------------------------------------------


def _folder_questions(path: Path) -> list[Question]:
    corpus = _existing_folder(path / "corpus")
    texts: dict[str, str] = {}
    questions: dict[str, Question] = {}
    for record in json_lines(path / "questions.jsonl"):
        question = _question(record, corpus, texts)
        if question.id in questions:
            raise record.problem(f"the id {question.id!r} is there twice")
        questions[question.id] = question
    return list(questions.values())


def _question(record: Record, corpus: Path, texts: dict[str, str]) -> Question:
    evidence = record.record("evidence")
    relevant = record.strings("relevant")
    for article in relevant:
        if not (corpus / article).is_file():
            raise record.problem(f'"relevant" names {article!r}, which is not in {corpus}')
    return Question(
        id=record.text("id"),
        text=record.text("question"),
        answerable=record.flag("answerable"),
        answers=tuple(_gold(part, corpus, texts) for part in record.records("answers")),
        history=record.strings("history"),
        relevant=dict.fromkeys(relevant, 1),
        evidence=_gold(evidence, corpus, texts) if evidence else None,
        kind=record.text("kind") if "kind" in record.values else None,
    )


def _gold(record: Record, corpus: Path, texts: dict[str, str]) -> Gold:
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


def _existing_folder(folder: Path) -> Path:
    if not folder.is_dir():
        raise DatasetError(f"no folder {folder}; put the articles of the data set there")
    return folder


# -- BEIR form -------------------------------------------------------------------------------------


def _beir_questions(path: Path) -> list[Question]:
    """The queries that have a relevant article; the others cannot be scored."""
    judged = _qrels(path / "qrels" / "test.tsv")
    questions: dict[str, Question] = {}
    for record in json_lines(path / "queries.jsonl"):
        relevant = judged.get(record.text("_id"), {})
        if any(grade > 0 for grade in relevant.values()):
            question = Question(
                id=record.text("_id"), text=record.text("text"), answerable=True, relevant=relevant
            )
            questions[question.id] = question
    return list(questions.values())


def _article_line(record: Record) -> str:
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
