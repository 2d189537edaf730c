"""What an evaluation found, to print or to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qabot.evaluation import metrics
from qabot.evaluation.figures import Asked, Figure, all_figures, checkable
from qabot.types import Verdict

_COVERAGES = tuple(step / 10 for step in range(1, 11))


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """The figures of one run over a data set; one that does not apply is absent.

    ``risk_coverage`` has the risk at each tenth of coverage; ``reliability`` the mean confidence,
    the accuracy and the number of questions of each tenth of confidence. ``milliseconds`` has p50
    and p95 of each part of answering.
    """

    dataset: str
    model: str
    seed: int
    questions: int
    answerable: int
    figures: Mapping[str, Figure]
    verdicts: Mapping[str, int]
    risk_coverage: tuple[tuple[float, float], ...]
    reliability: tuple[tuple[float, float, int], ...]
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
            "reliability": [
                {"confidence": round(confidence, 4), "accuracy": round(accuracy, 4), "of": count}
                for confidence, accuracy, count in self.reliability
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
            *self._curves(),
            *(
                (f"{part} ms", f"p50 {values['p50']:.1f}  p95 {values['p95']:.1f}")
                for part, values in self.milliseconds.items()
            ),
        ]

    def _curves(self) -> list[tuple[str, str]]:
        """Risk by coverage, and accuracy by confidence, in one line each."""
        risks = (f"{risk:.2f} at {coverage:.0%}" for coverage, risk in self.risk_coverage)
        bins = (f"{right:.2f} at {sure:.2f}" for sure, right, _ in self.reliability)
        lines = {"risk at coverage": ", ".join(risks), "accuracy at confidence": ", ".join(bins)}
        return [(name, line) for name, line in lines.items() if line]


def summarise(asked: Sequence[Asked], *, dataset: str, model: str, seed: int) -> EvaluationReport:
    """The report on a run of at least one question."""
    known = checkable(asked)
    confidences = [one.answer.confidence for one in known]
    right = [one.right for one in known]
    points = metrics.risk_coverage(confidences, right)
    verdicts = Counter(one.answer.verdict for one in asked)
    return EvaluationReport(
        dataset=dataset,
        model=model,
        seed=seed,
        questions=len(asked),
        answerable=sum(one.question.answerable for one in asked),
        figures=all_figures(asked),
        verdicts={verdict.value: verdicts[verdict] for verdict in Verdict},
        risk_coverage=_at_each_tenth(points),
        reliability=tuple(metrics.reliability(confidences, right)),
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


def _at_each_tenth(
    points: Sequence[tuple[float, float]],
) -> tuple[tuple[float, float], ...]:
    """The first point at or beyond each tenth of coverage."""
    chosen = (
        next(point for point in points if point[0] >= least - 1e-9)
        for least in (_COVERAGES if points else ())
    )
    return tuple(dict.fromkeys(chosen))
