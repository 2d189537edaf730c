"""Putting a data set's questions to a bot."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import DatasetError, IndexMissing
from qabot.evaluation.datasets import Dataset, GoldQuestion, lacks_articles, read_dataset
from qabot.evaluation.figures import Asked
from qabot.evaluation.folder import article_text
from qabot.evaluation.report import EvaluationReport, summarise
from qabot.index import Index
from qabot.protocols import Encoder, Reader
from qabot.types import Answer, Citation, Filters, SyncProgress

Progress = Callable[[str, int, int], None]
"""Called with what is being done ("indexing", "asking"), how far it is, and the whole: per cent
of the index made, of 100; questions to ask."""

_RANKED_ARTICLES = 100
"""Articles that recall@100 looks at."""
_RANKED_PASSAGES = 256
"""Passages fetched at first to rank articles by; doubled until they come from enough articles."""


def evaluate_path(
    path: Path,
    *,
    articles: Path | None = None,
    index: Path | None = None,
    limit: int | None = None,
    seed: int = 0,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    reader: Reader | None = None,
    without_answers: bool = False,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Read a data set, index its corpus and evaluate a bot over it.

    Args:
        articles: the folder of the articles that it asks about, if not its own.
        index: where to keep the index for the next time; else it goes to a temporary folder. The
            copy that a BEIR corpus needs is kept beside it, as ``<index>-corpus``. A data set
            without articles is asked over the index that is there, as it is.

    Raises:
        DatasetError: the data set cannot be read, or ``index`` holds something else.
        QabotError: whatever indexing or asking may raise.
    """
    # What a busy machine leaves unread is no matter of how good answers are.
    settings = (settings or Settings()).changed({"answer_seconds": 0.0})
    with tempfile.TemporaryDirectory(prefix="qabot-eval-") as scratch:
        if index and not articles and lacks_articles(path):
            opened = Index.open(index, settings, encoder=encoder)
            dataset = read_dataset(path, _indexed_folder(opened))
        else:
            dataset = read_dataset(path, articles)
            kept = index or Path(scratch, "index")
            opened = index_dataset(dataset, kept, settings, encoder, progress)
        return evaluate(
            QABot(opened, reader),
            dataset,
            limit=limit,
            seed=seed,
            without_answers=without_answers,
            progress=progress,
        )


def _indexed_folder(index: Index) -> Path:
    """The folder that an index is of.

    Raises:
        DatasetError: there are several, where a data set is about one.
    """
    folders = index.folders()
    if len(folders) != 1:
        raise DatasetError(
            f"the index at {index.folder} is of {', '.join(folders)}; "
            "name the folder that the data set asks about with --articles, and another --index"
        )
    return Path(folders[0])


def index_dataset(
    dataset: Dataset,
    folder: Path,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Index:
    """The index of a data set's corpus in ``folder``, brought in step.

    Raises:
        DatasetError: the folder has an index of something else, which is left alone.
    """
    corpus = dataset.corpus_folder(folder.with_name(f"{folder.name}-corpus")).resolve()
    index = Index.create(folder, settings, encoder=encoder)
    try:
        folders = index.status().folders
    except IndexMissing:
        folders = ()
    if folders and folders != (str(corpus),):
        raise DatasetError(
            f"the index at {folder} is of {', '.join(folders)}, not of {corpus}; "
            "name another folder with --index"
        )

    def show(synced: SyncProgress) -> None:
        if progress:
            progress("indexing", round(100 * synced.share), 100)

    index.sync([corpus], progress=show)
    return index


def sample(questions: Sequence[GoldQuestion], limit: int | None, seed: int) -> list[GoldQuestion]:
    """``limit`` of the questions, in their order; the same ones for the same seed."""
    if limit is None or limit >= len(questions):
        return list(questions)
    chosen = random.Random(seed).sample(range(len(questions)), limit)
    return [questions[number] for number in sorted(chosen)]


def evaluate(
    bot: QABot,
    dataset: Dataset,
    *,
    limit: int | None = None,
    seed: int = 0,
    without_answers: bool = False,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Ask a bot over the data set's corpus its questions, and measure what comes back.

    Args:
        limit: how many questions, at least 1; all by default.
        without_answers: ask each answerable question a second time with its gold articles hidden.

    Raises:
        DatasetError: ``limit`` leaves no question.
        QabotError: whatever asking may raise.
    """
    questions = sample(dataset.questions, limit, seed)
    if not questions:
        raise DatasetError(f"no question of {dataset.name} to ask; raise --limit")
    bot.search(questions[0].text, 1)  # loads model and views: not part of answering
    asker = _Asker.over(bot, dataset, without_answers)
    asked = []
    for number, question in enumerate(questions, start=1):
        asked.append(asker.ask(question))
        if progress:
            progress("asking", number, len(questions))
    return summarise(asked, dataset=dataset.name, model=bot.index.encoder.name, seed=seed)


@dataclass(frozen=True, slots=True)
class _Asker:
    """Asks one question in all the ways that its measures need.

    ``text_of`` reads an article's file; None where articles are no files of their own.
    """

    bot: QABot
    dataset: Dataset
    without_answers: bool
    text_of: Callable[[str], str] | None

    @classmethod
    def over(cls, bot: QABot, dataset: Dataset, without_answers: bool) -> _Asker:
        if dataset.articles is None:
            return cls(bot, dataset, without_answers, None)
        read = lru_cache(maxsize=None)(partial(article_text, dataset.articles))
        return cls(bot, dataset, without_answers, read)

    def ask(self, question: GoldQuestion) -> Asked:
        answer = self.bot.ask(question.text, history=question.history, id=question.id)
        article_id = self.dataset.article_id
        return Asked(
            question=question,
            answer=replace(
                answer, considered=(), trace=None
            ),  # 0.1 MB each, and there may be thousands
            cited=tuple((article_id(one.article.path), one.span) for one in answer.citations),
            first_article=tuple(
                article_id(scored.passage.article.path) for scored in answer.considered[:1]
            ),
            verbatim=sum(map(self._is_verbatim, answer.citations)) if self.text_of else None,
            ranking=self._ranking(question) if question.relevant else (),
            removed=self._without_answers(question) if self.without_answers else None,
        )

    def _is_verbatim(self, citation: Citation) -> bool:
        """Whether the file has the cited text at that span, whatever the index says."""
        assert self.text_of is not None
        return citation.span.of(self.text_of(citation.article.path)) == citation.text

    def _without_answers(self, question: GoldQuestion) -> Answer | None:
        if not question.answerable or not question.articles:
            return None
        removed = sorted({self.dataset.article_path(article) for article in question.articles})
        hidden = Filters(hidden=tuple(removed))
        answer = self.bot.ask(question.text, history=question.history, filters=hidden)
        return replace(answer, considered=(), trace=None)

    def _ranking(self, question: GoldQuestion) -> tuple[str, ...]:
        """Articles by their best passage."""
        query = question.text[: self.bot.index.settings.retrieval.question_characters]
        top_k = _RANKED_PASSAGES
        while True:
            found = self.bot.search(query, top_k, history=question.history)
            paths = dict.fromkeys(scored.passage.article.path for scored in found)
            if len(paths) >= _RANKED_ARTICLES or len(found) < top_k:
                return tuple(map(self.dataset.article_id, paths))
            top_k *= 2
