"""What an evaluation found, to print or to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qabot.evaluation import metrics
from qabot.evaluation.figures import Asked, Figure, all_figures, checkable
from qabot.evaluation.judging import Miss, figures_by_kind, judged, misses, usefulness_figures
from qabot.types import Verdict

_COVERAGES = tuple(step / 10 for step in range(1, 11))
_PRINTED_BY_KIND = ("useful", "misleading", "left unanswered", "cited@1")


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """The figures of one run over a data set; one that does not apply is absent.

    ``risk_coverage`` has the risk at each tenth of coverage; ``reliability`` the mean confidence,
    the accuracy and the number of questions of each tenth of confidence. ``milliseconds`` has p50
    and p95 of each part of answering. ``kinds`` are the figures by kind of question, where the
    data set tells what a person would take for an answer. ``misses`` are the questions answered
    badly.
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
    kinds: Mapping[str, Mapping[str, Figure]]
    misses: tuple[Miss, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values; ``of`` has how many questions each figure is of.

        ``kinds`` is left out where there is none, ``misses`` always: they are a file of their own.
        """
        kinds = {kind: _figures_as_json(figures) for kind, figures in self.kinds.items()}
        return {
            "dataset": self.dataset,
            "model": self.model,
            "seed": self.seed,
            "questions": self.questions,
            "answerable": self.answerable,
            **_figures_as_json(self.figures),
            **({"kinds": kinds} if kinds else {}),
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
            *((f"  {kind}", _kind_line(figures)) for kind, figures in self.kinds.items()),
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
    as_a_person = judged(asked)
    return EvaluationReport(
        dataset=dataset,
        model=model,
        seed=seed,
        questions=len(asked),
        answerable=sum(one.question.answerable for one in asked),
        figures=all_figures(asked) | usefulness_figures(as_a_person),
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
        kinds=figures_by_kind(as_a_person),
        misses=misses(asked),
    )


def _figures_as_json(figures: Mapping[str, Figure]) -> dict[str, dict[str, float]]:
    return {
        "figures": {name: round(figure.value, 4) for name, figure in figures.items()},
        "of": {name: figure.of for name, figure in figures.items()},
    }


def _kind_line(figures: Mapping[str, Figure]) -> str:
    """The figures of a kind that are worth a line."""
    shown = ((name, figures[name]) for name in _PRINTED_BY_KIND if name in figures)
    return ", ".join(f"{name} {figure.value:.3f} of {figure.of:,}" for name, figure in shown)


def _at_each_tenth(
    points: Sequence[tuple[float, float]],
) -> tuple[tuple[float, float], ...]:
    """The first point at or beyond each tenth of coverage."""
    chosen = (
        next(point for point in points if point[0] >= least - 1e-9)
        for least in (_COVERAGES if points else ())
    )
    return tuple(dict.fromkeys(chosen))
