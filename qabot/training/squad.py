"""Training data in SQuAD's format (Rajpurkar et al. 2016), as articles and questions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qabot.types import Span

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class TrainingArticle:
    """An article; ``path`` is the file name it gets in the folder that is indexed.

    ``text`` begins with ``title`` where there is one.
    """

    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question with every span of its article's text that annotators gave as the answer.

    Without any, the article does not answer it, and ``near`` is the sentence that seems to.
    """

    id: str
    text: str
    article: str
    answers: tuple[Span, ...]
    near: Span | None = None


def read_squad(
    files: Sequence[Path],
) -> tuple[dict[str, TrainingArticle], list[TrainingQuestion]]:
    """Articles by path, and the answerable questions of files in SQuAD's format.

    Paragraphs of one article stay together under its title, as articles on disk have them. Where
    a title only numbers reviews or comments that have nothing to do with each other, each of them
    is an article of its own, without a title.
    """
    articles: dict[str, TrainingArticle] = {}
    questions: list[TrainingQuestion] = []
    for file in files:
        data = json.loads(file.read_text(encoding="utf-8"))["data"]
        for number, entry in enumerate(data):
            for path, title, paragraphs in _articles(file.stem, number, entry):
                text, found = _joined(path, title, paragraphs)
                articles[path] = TrainingArticle(path, title, text)
                questions += found
    return articles, questions


def _articles(
    stem: str, number: int, entry: dict[str, object]
) -> Iterator[tuple[str, str, list[dict[str, object]]]]:
    title = str(entry.get("title", "")).replace("_", " ")
    paragraphs = entry["paragraphs"]
    assert isinstance(paragraphs, list)
    if "reddit" in title.casefold() or "amazon" in title.casefold():
        for place, paragraph in enumerate(paragraphs):
            yield f"{stem}-{number:03}-{place:04}.txt", "", [paragraph]
    else:
        yield f"{stem}-{number:03}.txt", title, paragraphs


def _joined(
    path: str, title: str, paragraphs: list[dict[str, object]]
) -> tuple[str, list[TrainingQuestion]]:
    text = title
    questions = []
    for paragraph in paragraphs:
        text += _BETWEEN if text else ""
        start = len(text)
        text += str(paragraph["context"])
        for entry in paragraph["qas"]:  # type: ignore[attr-defined]
            spans = {
                Span(answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                for answer in entry["answers"]
            }
            answers = tuple(sorted(span.shifted(start) for span in spans if len(span)))
            if answers:
                questions.append(TrainingQuestion(entry["id"], entry["question"], path, answers))
    return text, questions
