"""Data sets: questions with what is known to be right, over a corpus of articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from qabot.errors import DatasetError
from qabot.evaluation import beir, folder
from qabot.evaluation.gold_questions import Gold, GoldQuestion

__all__ = ["Dataset", "Form", "Gold", "GoldQuestion", "read_dataset"]


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
    questions: tuple[GoldQuestion, ...] = field(repr=False)

    def corpus_folder(self, scratch: Path) -> Path:
        """The folder to index.

        A BEIR corpus lies beside its queries, which are no articles, so it is copied to
        ``scratch``, where nothing else may be; a copy that is there already is left alone.

        Raises:
            DatasetError: the corpus is missing, or a line of it is no record with an id.
        """
        if self.form is Form.FOLDER:
            return folder.corpus_folder(self.path)
        return beir.copy_corpus(self.path, scratch)

    def article_id(self, path: str) -> str:
        """What the data set calls the article that the index of its corpus has at ``path``."""
        return path.removeprefix(f"{beir.CORPUS}#") if self.form is Form.BEIR else path

    def article_path(self, article: str) -> str:
        """The inverse of :meth:`article_id`."""
        return f"{beir.CORPUS}#{article}" if self.form is Form.BEIR else article


def read_dataset(path: Path) -> Dataset:
    """Read a data set in either form.

    Raises:
        DatasetError: it is in neither form, or a line is malformed, names an article that is not
            there, or marks a text that the article does not print at that place.
    """
    if (path / folder.QUESTIONS).is_file():
        questions = folder.read_questions(path)
        form = Form.FOLDER
    elif (path / beir.QUERIES).is_file():
        questions = beir.read_questions(path)
        form = Form.BEIR
    else:
        raise DatasetError(
            f"{path} is no data set; it needs corpus/ and questions.jsonl, or BEIR's "
            "corpus.jsonl, queries.jsonl and qrels/test.tsv"
        )
    if not questions:
        raise DatasetError(f"{path} has no question to ask; add one")
    return Dataset(path.resolve().name, path, form, tuple(questions))
