"""Cases that the models of reading are fitted on: a question with the sentences found for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from qabot.asking import Asking
from qabot.bot import QABot
from qabot.conversation import replayed
from qabot.evaluation.datasets import Dataset, GoldQuestion
from qabot.index import Index
from qabot.protocols import Reader
from qabot.questions.followups import Turn
from qabot.questions.kinds import Kind
from qabot.questions.question import Question
from qabot.questions.understanding import understand
from qabot.reading.finding import scored_sentences
from qabot.reading.term_weights import TermWeights
from qabot.types import Filters
from qabot.types.explanations import ScoredSentence


class Group(Enum):
    """Whether the articles hold the answer, and why not."""

    ANSWERABLE = "answerable"
    HIDDEN = "hidden"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True, eq=False)
class FittingCase:
    """The sentences found for a question, as retrieval ranks them, and which of them are right.

    ``article`` is one that answers, or what else tells questions of one article from others.
    A question that ``leans`` on earlier ones is a follow-up.
    """

    kind: Kind
    sentences: list[ScoredSentence]
    right: list[bool]
    group: Group
    article: str = ""
    leans: bool = False


def collect(
    index: Index, dataset: Dataset, questions: Sequence[GoldQuestion], reader: Reader | None
) -> list[FittingCase]:
    """The cases of a data set; a question that no sentence is found for makes none."""
    bot = QABot(index, reader)
    return [
        case
        for question in questions
        for case in _cases(bot, dataset, question, reader)
        if case.sentences
    ]


def _cases(
    bot: QABot, dataset: Dataset, question: GoldQuestion, reader: Reader | None
) -> Iterator[FittingCase]:
    if question.answerable and not question.places:
        return  # which sentence is right is not known
    asked, cited = _after(bot, question)
    if reader is not None and asked.wanted.speaker is not None:
        return  # attribution tells who says something, whatever a reader makes of it
    kind = asked.wanted.kind
    found = _sentences(bot.index, asked, cited, reader, Filters())
    right = [question.answerable and _overlaps(dataset, one, question) for one in found]
    told = min(question.articles, default=question.id)
    group = Group.ANSWERABLE if question.answerable else Group.UNANSWERABLE
    yield FittingCase(kind, found, right, group, told, asked.leans)
    if question.answerable:
        removed = sorted({dataset.article_path(article) for article in question.articles})
        hidden = Filters(hidden=tuple(removed))
        found = _sentences(bot.index, asked, cited, reader, hidden)
        yield FittingCase(kind, found, [False] * len(found), Group.HIDDEN, told, asked.leans)


def _after(bot: QABot, question: GoldQuestion) -> tuple[Question, dict[str, float]]:
    """The question after those before it, and the articles that these are answered from."""
    settings = bot.index.settings
    text = question.text[: settings.retrieval.question_characters]
    asked = understand(text, [Turn(turn) for turn in question.history], settings=settings)
    if not asked.leans:
        return asked, {}
    turns, cited = replayed(bot, question.history, Filters(), dates=False, today=None)
    return understand(text, turns, settings=settings), cited


def _sentences(
    index: Index,
    asked: Question,
    cited: Mapping[str, float],
    reader: Reader | None,
    filters: Filters,
) -> list[ScoredSentence]:
    """What :func:`qabot.reading.finding.find` ranks."""
    with index.snapshot() as snapshot:
        asking = Asking(snapshot, index.encoder, reader, index.settings, filters, cited)
        task = asking.prepare(asked)
        return scored_sentences(task, TermWeights.of(snapshot, asked.wanted.looked_for))


def _overlaps(dataset: Dataset, sentence: ScoredSentence, question: GoldQuestion) -> bool:
    article = dataset.article_id(sentence.stored.article.path)
    return any(
        gold.article == article and gold.span.overlaps(sentence.span) for gold in question.places
    )
