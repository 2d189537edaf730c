"""What an evaluation found: figures over the questions that each applies to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qabot.evaluation import metrics
from qabot.evaluation.datasets import Question
from qabot.types import Answer, Verdict

_COVERAGES = tuple(step / 10 for step in range(1, 11))


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with what the bot made of it; articles by the data set's ids.

    ``cited`` are the citations' places and ``first_article`` that of the best passage.
    ``verbatim`` counts the citations whose text is in the article's file at that span, None where
    the data set has no such file. ``ranking`` are the articles found, best first, for a question
    with relevant articles. ``removed`` is the answer once the gold articles are gone.
    """

    question: Question
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
    def checkable(self) -> bool:
        """Whether it is known if the first citation is right; in an unanswerable one it is not."""
        return bool(self.question.places) or not self.question.answerable

    @property
    def right(self) -> bool:
        """Whether the first citation answers the question."""
        return self.question.answerable and bool(self.cited_at(1))


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value, and how many questions (citations for "verbatim") it is of."""

    value: float
    of: int


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """The figures of one run over a data set; one that does not apply is absent.

    ``risk_coverage`` has the risk at each tenth of coverage. ``milliseconds`` has p50 and p95 of
    each part of answering.
    """

    dataset: str
    model: str
    seed: int
    questions: int
    answerable: int
    figures: Mapping[str, Figure]
    verdicts: Mapping[str, int]
    risk_coverage: tuple[tuple[float, float], ...]
    milliseconds: Mapping[str, Mapping[str, float]]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values; ``of`` has how many questions each figure is of."""
        return {
            "dataset": self.dataset,
            "model": self.model,
            "seed": self.seed,
            "questions": self.questions,
            "answerable": self.answerable,
            "figures": {name: round(figure.value, 4) for name, figure in self.figures.items()},
            "of": {name: figure.of for name, figure in self.figures.items()},
            "verdicts": dict(self.verdicts),
            "risk_coverage": [
                {"coverage": round(coverage, 4), "risk": round(risk, 4)}
                for coverage, risk in self.risk_coverage
            ],
            "milliseconds": {
                part: {name: round(value, 2) for name, value in values.items()}
                for part, values in self.milliseconds.items()
            },
        }

    def rows(self) -> list[tuple[str, str]]:
        """The report as names and values to print."""
        verdicts = ", ".join(f"{count:,} {verdict}" for verdict, count in self.verdicts.items())
        return [
            ("data set", self.dataset),
            ("model", self.model),
            ("questions", f"{self.questions:,}, {self.answerable:,} of them answerable"),
            *(
                (name, f"{figure.value:.3f}  of {figure.of:,}")
                for name, figure in self.figures.items()
            ),
            ("verdicts", verdicts),
            *(
                (f"{part} ms", f"p50 {values['p50']:.1f}  p95 {values['p95']:.1f}")
                for part, values in self.milliseconds.items()
            ),
        ]


def summarise(asked: Sequence[Asked], *, dataset: str, model: str, seed: int) -> EvaluationReport:
    """The report on a run of at least one question."""
    checkable = [one for one in asked if one.checkable]
    points = metrics.risk_coverage(
        [one.answer.confidence for one in checkable], [one.right for one in checkable]
    )
    verdicts = Counter(one.answer.verdict for one in asked)
    return EvaluationReport(
        dataset=dataset,
        model=model,
        seed=seed,
        questions=len(asked),
        answerable=sum(one.question.answerable for one in asked),
        figures=(
            _citation_figures(asked)
            | _answer_figures(asked)
            | _ranking_figures(asked)
            | _refusal_figures(asked)
            | _removal_figures(asked)
            | _calibration_figures(checkable)
            | _verbatim_figures(asked)
        ),
        verdicts={verdict.value: verdicts[verdict] for verdict in Verdict},
        risk_coverage=_at_each_tenth(points),
        milliseconds={
            part: {
                f"p{percent}": metrics.percentile(
                    [one.answer.milliseconds[part] for one in asked], percent
                )
                for percent in (50, 95)
            }
            for part in asked[0].answer.milliseconds
        },
    )


def _means(values: Mapping[str, Sequence[float]]) -> dict[str, Figure]:
    """Means under their names, where there is anything to take the mean of."""
    return {
        name: Figure(metrics.mean(series), len(series)) for name, series in values.items() if series
    }


def _citation_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    answerable = [one for one in asked if one.question.answerable]
    marked = [one for one in answerable if one.question.places]
    return _means(
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
    return _means(
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
    return {
        name: Figure(value, len(asked)) for name, value in values.items() if value is not None
    }


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


def _calibration_figures(checkable: Sequence[Asked]) -> dict[str, Figure]:
    if not checkable:
        return {}
    error = metrics.expected_calibration_error(
        [one.answer.confidence for one in checkable], [one.right for one in checkable]
    )
    return {"calibration error": Figure(error, len(checkable))}


def _verbatim_figures(asked: Sequence[Asked]) -> dict[str, Figure]:
    checked = [one for one in asked if one.verbatim is not None]
    citations = sum(len(one.cited) for one in checked)
    if not citations:
        return {}
    return {"verbatim": Figure(sum(one.verbatim or 0 for one in checked) / citations, citations)}


def _at_each_tenth(
    points: Sequence[tuple[float, float]],
) -> tuple[tuple[float, float], ...]:
    """The first point at or beyond each tenth of coverage."""
    chosen = (
        next(point for point in points if point[0] >= least - 1e-9)
        for least in (_COVERAGES if points else ())
    )
    return tuple(dict.fromkeys(chosen))
