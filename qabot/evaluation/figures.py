"""The figures of an evaluation, each over the questions that it applies to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qabot.evaluation import metrics
from qabot.evaluation.gold_questions import GoldQuestion
from qabot.types import Answer, Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with what the bot made of it; articles by the data set's ids.

    ``cited`` are the citations' places and ``first_article`` that of the best passage.
    ``verbatim`` counts the citations whose text is in the article's file at that span, None where
    the data set has no such file. ``ranking`` are the articles found, best first, for a question
    with relevant articles. ``removed`` is the answer once the gold articles are gone.
    """

    question: GoldQuestion
    answer: Answer
    cited: tuple[metrics.Place, ...]
    first_article: tuple[str, ...]
    verbatim: int | None = None
    ranking: tuple[str, ...] = ()
    removed: Answer | None = None

    @property
    def refused(self) -> bool:
        """Whether the bot did not claim to answer."""
        return self.answer.verdict is not Verdict.ANSWERED

    def cited_at(self, k: int) -> float:
        """Whether one of the first ``k`` citations is right: 1 or 0."""
        golds = [(gold.article, gold.span) for gold in self.question.places]
        return metrics.cited_at(k, self.cited, golds)

    @property
    def right(self) -> bool:
        """Whether the first citation answers the question."""
        return self.question.answerable and bool(self.cited_at(1))


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value, and how many questions (citations for "verbatim") it is of."""

    value: float
    of: int


def all_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    """Every figure by its name; one that applies to no question is absent."""
    return (
        citation_figures(asked)
        | _answer_figures(asked)
        | _ranking_figures(asked)
        | _refusal_figures(asked)
        | _removal_figures(asked)
        | calibration_figures(asked)
        | _verbatim_figures(asked)
    )


def checkable(asked: Sequence[Asked]) -> list[Asked]:
    """Those where it is known whether the first citation is right; none without gold spans.

    In an unanswerable question no citation is right.
    """
    if not any(one.question.answerable and one.question.places for one in asked):
        return []
    return [one for one in asked if one.question.places or not one.question.answerable]


def means(values: Mapping[str, Sequence[float]]) -> dict[str, Figure]:
    """Means under their names, where there is anything to take the mean of."""
    return {
        name: Figure(metrics.mean(series), len(series)) for name, series in values.items() if series
    }


def citation_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    """How often the right article is found, and a right sentence cited."""
    answerable = [one for one in asked if one.question.answerable]
    marked = [one for one in answerable if one.question.places]
    return means(
        {
            "article@1": [
                metrics.article_at_1(one.first_article, one.question.articles)
                for one in answerable
                if one.question.articles
            ],
            "cited@1": [one.cited_at(1) for one in marked],
            "cited@3": [one.cited_at(3) for one in marked],
        }
    )


def _answer_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    """EM and F1 over the answerable questions, one not answered counting 0; and the speakers."""
    texts = {
        number: [gold.text for gold in one.question.answers]
        for number, one in enumerate(asked)
        if one.question.answerable and one.question.answers
    }
    spoken = {number: texts[number] for number in texts if asked[number].question.evidence}
    return means(
        {
            "EM": [metrics.exact_match(asked[n].answer.text, golds) for n, golds in texts.items()],
            "F1": [metrics.f1(asked[n].answer.text, golds) for n, golds in texts.items()],
            "speaker": [_speaker_score(asked[n].answer, golds) for n, golds in spoken.items()],
        }
    )


def _speaker_score(answer: Answer, golds: Sequence[str]) -> float:
    if answer.speaker is None:
        return 0.0
    return metrics.speaker_match(answer.speaker.mention, answer.speaker.name, golds)


def _ranking_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    judged = [one for one in asked if any(one.question.relevant.values())]
    if not judged:
        return {}
    values = metrics.ranking_measures(
        {one.question.id: one.question.relevant for one in judged},
        {one.question.id: one.ranking for one in judged},
    )
    return {name: Figure(value, len(judged)) for name, value in values.items()}


def _refusal_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    """Refusing as a classifier of unanswerable questions."""
    unanswerable = [not one.question.answerable for one in asked]
    if not any(unanswerable):
        return {}
    precision, recall = metrics.precision_and_recall([one.refused for one in asked], unanswerable)
    values = {"refusal precision": precision, "refusal recall": recall}
    if not all(unanswerable):
        values["refusal AUROC"] = metrics.auroc(
            [one.answer.confidence for one in asked if one.question.answerable],
            [one.answer.confidence for one in asked if not one.question.answerable],
        )
    return {name: Figure(value, len(asked)) for name, value in values.items() if value is not None}


def _removal_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    """Questions asked again without their gold articles: how many are refused, and told apart."""
    pairs = [(one.answer, one.removed) for one in asked if one.removed is not None]
    if not pairs:
        return {}
    refused = [float(removed.verdict is not Verdict.ANSWERED) for _, removed in pairs]
    told_apart = metrics.auroc(
        [answer.confidence for answer, _ in pairs], [removed.confidence for _, removed in pairs]
    )
    return {
        "removed: refused": Figure(metrics.mean(refused), len(pairs)),
        "removed: AUROC": Figure(told_apart, len(pairs)),
    }


def calibration_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    """How far confidence is from the share of first citations that are right."""
    known = checkable(asked)
    if not known:
        return {}
    error = metrics.expected_calibration_error(
        [one.answer.confidence for one in known], [one.right for one in known]
    )
    return {"calibration error": Figure(error, len(known))}


def _verbatim_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    checked = [one for one in asked if one.verbatim is not None]
    citations = sum(len(one.cited) for one in checked)
    if not citations:
        return {}
    return {"verbatim": Figure(sum(one.verbatim or 0 for one in checked) / citations, citations)}
