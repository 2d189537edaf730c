"""How far an evaluation's confidence can be trusted, as a plot."""

from __future__ import annotations

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qabot.evaluation.report import EvaluationReport


def draw(report: EvaluationReport, path: Path) -> None:
    """Write two panels: risk by coverage, and accuracy by confidence (a reliability diagram).

    Args:
        path: its suffix decides the format.
    """
    figure = Figure(figsize=(9.0, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    _risk(left, report)
    _reliability(right, report)
    figure.suptitle(f"{report.dataset}: {report.questions:,} questions")
    figure.savefig(path)


def _risk(axes: Axes, report: EvaluationReport) -> None:
    coverages, risks = zip(*report.risk_coverage, strict=True) if report.risk_coverage else ((), ())
    axes.plot(coverages, risks, marker="o")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="coverage (share answered)")
    axes.set(ylabel="risk (share of these that is wrong)", title="Risk by coverage")
    axes.grid(alpha=0.3)


def _reliability(axes: Axes, report: EvaluationReport) -> None:
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey", label="perfectly calibrated")
    largest = max((size for _, _, size in report.reliability), default=1)
    for confidence, accuracy, size in report.reliability:
        axes.scatter(confidence, accuracy, s=20 + 180 * size / largest, color="tab:blue", alpha=0.8)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share right")
    axes.set(title="Accuracy by confidence (size: questions)")
    axes.legend(loc="upper left")
    axes.grid(alpha=0.3)
