"""Cases that the models of reading are fitted on: a question with the sentences found for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from qabot.bot import QABot
from qabot.evaluation.datasets import Dataset, Question
from qabot.evaluation.removal import RemainingIndex
from qabot.indexing.index import Index
from qabot.protocols import Reader
from qabot.reading.finding import scored_sentences
from qabot.reading.followups import Turn
from qabot.reading.questions import Kind, kind_of
from qabot.reading.selection import ScoredSentence
from qabot.retrieval.context import vector_in_context, weighted_terms
from qabot.retrieval.hybrid import search
from qabot.types import Filters


class Group(Enum):
    """Whether the articles hold the answer, and why not."""

    ANSWERABLE = "answerable"
    HIDDEN = "hidden"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The sentences found for a question, as retrieval ranks them, and which of them are right.

    ``article`` is one that answers, or what else tells questions of one article from others.
    """

    kind: Kind
    sentences: list[ScoredSentence]
    right: list[bool]
    group: Group
    article: str = ""


def collect(
    index: Index, dataset: Dataset, questions: Sequence[Question], reader: Reader | None
) -> list[Case]:
    """The cases of a data set; a question that no sentence is found for makes none."""
    return [
        case
        for question in questions
        for case in _cases(index, dataset, question, reader)
        if case.sentences
    ]


def _cases(
    index: Index, dataset: Dataset, question: Question, reader: Reader | None
) -> Iterator[Case]:
    if question.answerable and not question.places:
        return  # which sentence is right is not known
    found = _sentences(index, question, reader)
    right = [question.answerable and _overlaps(dataset, one, question) for one in found]
    kind = kind_of(question.text)
    group = Group.ANSWERABLE if question.answerable else Group.UNANSWERABLE
    article = min(question.articles, default=question.id)
    yield Case(kind, found, right, group, article)
    if question.answerable:
        removed = {dataset.article_path(article) for article in question.articles}
        found = _sentences(RemainingIndex(index, removed), question, reader)
        yield Case(kind, found, [False] * len(found), Group.HIDDEN, article)


def _sentences(index: Index, question: Question, reader: Reader | None) -> list[ScoredSentence]:
    """What :func:`qabot.reading.finding.find` ranks."""
    settings = index.settings
    bot = QABot(index)
    understood = bot.interpret(
        question.text[: settings.question_characters], [Turn(turn) for turn in question.history]
    )
    vector = vector_in_context(index.encoder, understood.query, understood.earlier, settings)
    earlier = weighted_terms(understood.earlier, settings)
    with index.snapshot() as snapshot:
        passages = search(
            snapshot, understood.query, vector, settings.passages_read, Filters(), settings, earlier
        )
        return scored_sentences(snapshot, understood.question, vector, passages, settings, reader)


def _overlaps(dataset: Dataset, sentence: ScoredSentence, question: Question) -> bool:
    article = dataset.article_id(sentence.stored.article.path)
    return any(
        gold.article == article and gold.span.overlaps(sentence.span) for gold in question.places
    )
