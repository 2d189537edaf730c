"""Data sets: questions with what is known to be right, over a corpus of articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from qabot.errors import DatasetError
from qabot.evaluation import beir, folder
from qabot.evaluation.gold_questions import Gold, GoldQuestion

__all__ = ["Dataset", "Form", "Gold", "GoldQuestion", "lacks_articles", "read_dataset"]


class Form(StrEnum):
    """How a data set lies on disk."""

    FOLDER = "folder"
    """``questions.jsonl``, and the articles as text files in ``corpus/`` or another folder."""
    BEIR = "beir"
    """``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv`` (Thakur et al. 2021)."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set as read; the articles stay on disk.

    ``articles`` is their folder, None in BEIR form, where they are no files of their own.
    """

    name: str
    path: Path
    articles: Path | None
    questions: tuple[GoldQuestion, ...] = field(repr=False)

    @property
    def form(self) -> Form:
        """How it lies on disk."""
        return Form.BEIR if self.articles is None else Form.FOLDER

    def corpus_folder(self, scratch: Path) -> Path:
        """The folder to index.

        A BEIR corpus lies beside its queries, which are no articles, so it is copied to
        ``scratch``, where nothing else may be; a copy that is there already is left alone.

        Raises:
            DatasetError: the corpus is missing, or a line of it is no record with an id.
        """
        return self.articles or beir.copy_corpus(self.path, scratch)

    def article_id(self, path: str) -> str:
        """What the data set calls the article that the index of its corpus has at ``path``."""
        return path.removeprefix(f"{beir.CORPUS}#") if self.form is Form.BEIR else path

    def article_path(self, article: str) -> str:
        """The inverse of :meth:`article_id`."""
        return f"{beir.CORPUS}#{article}" if self.form is Form.BEIR else article


def lacks_articles(path: Path) -> bool:
    """Whether a data set has questions about articles that lie elsewhere."""
    return (path / folder.QUESTIONS).is_file() and not (path / folder.CORPUS).is_dir()


def read_dataset(path: Path, articles: Path | None = None) -> Dataset:
    """Read a data set in either form.

    Args:
        articles: the folder of the articles that it asks about, if not its own ``corpus/``.

    Raises:
        DatasetError: it is in neither form, has no articles, or some in BEIR form and is given
            others; or a line is malformed, names an article that is not there, or marks a text
            that the article does not print at that place.
    """
    if (path / folder.QUESTIONS).is_file():
        articles = articles or folder.corpus_folder(path)
        questions = folder.read_questions(path, articles)
    elif (path / beir.QUERIES).is_file():
        if articles:
            raise DatasetError(f"{path} has articles of its own, corpus.jsonl; omit --articles")
        questions = beir.read_questions(path)
    else:
        raise DatasetError(
            f"{path} is no data set; it needs corpus/ and questions.jsonl, or BEIR's "
            "corpus.jsonl, queries.jsonl and qrels/test.tsv"
        )
    if not questions:
        raise DatasetError(f"{path} has no question to ask; add one")
    return Dataset(path.resolve().name, path, articles, tuple(questions))
