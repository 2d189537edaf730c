"""Fits ranking and confidence: ``python -m qabot.evaluation.calibration DATASET...``.

A case is a question with the sentences found for it and which of them overlap a gold answer. Each
answerable question is a second case with its gold articles hidden, so that about half of the cases
have no answer to find. Ranking is fitted on the cases with a right sentence, confidence on the
first sentence of every case: each data set counts the same there. How much of that its cases with
an answer count is an option; the hidden and the unanswerable ones have half of the rest each.
One run fits for one reader, or for ``none``; what the file has for the other stays.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from qabot.config import TRAINED_READER
from qabot.errors import QabotError
from qabot.evaluation.datasets import read_dataset
from qabot.evaluation.fitted_models import Fit, confidence_cases, fit_cases
from qabot.evaluation.fitting import Array
from qabot.evaluation.fitting_cases import FittingCase, Group, collect
from qabot.evaluation.logistic import predict
from qabot.evaluation.metrics import auroc, expected_calibration_error, mean
from qabot.evaluation.run import index_dataset, sample
from qabot.protocols import Reader
from qabot.readers.choice import load_reader
from qabot.reading.coefficients import COEFFICIENTS

_FOLDS = 5
_SECTIONS = {True: "with reader", False: "without reader"}


def report_lines(
    cases: Mapping[str, list[FittingCase]], *, read: bool, answerable: float = 0.5
) -> Iterator[str]:
    """How the fit does on each data set when it is made on the others, and on other articles."""
    held_out = len(cases) > 1
    yield f"{'data set':20} {'cases':>6} {'cited@1':>8} {'calibration error':>18} {'AUROC':>6}"
    for name, own in cases.items():
        others = [cases[other] for other in cases if other != name or not held_out]
        fitted = fit_cases(others, read=read, answerable=answerable)
        yield _measured(name, own, *_judged(own, fitted, read=read))
    yield "(fitted on the others)" if held_out else "(fitted on the same: name more data sets)"
    if not held_out:
        return
    for name, (own, chances, right) in _crossed(cases, answerable, read=read).items():
        yield _measured(name, own, chances, right)
    yield f"(fitted on the other articles of all of them, in {_FOLDS} folds)"


Judged = tuple[list[FittingCase], Array, Array]
"""Cases, the chance given to the first sentence of each, and whether it is right (0 or 1)."""


def _crossed(
    cases: Mapping[str, list[FittingCase]], answerable: float, *, read: bool
) -> dict[str, Judged]:
    """What fits on the other articles say of each case that an answer could be found for.

    Cases with their article hidden are left out: no one who reads the articles would ask them.
    """
    found: dict[str, list[Judged]] = {name: [] for name in cases}
    for fold in range(_FOLDS):
        parts = [[case for case in own if _fold(case) != fold] for own in cases.values()]
        fitted = fit_cases(parts, read=read, answerable=answerable)
        for name, own in cases.items():
            kept = [case for case in own if _fold(case) == fold and case.group is not Group.HIDDEN]
            if kept:
                found[name].append((kept, *_judged(kept, fitted, read=read)))
    return {
        name: (
            [case for own, _, _ in parts for case in own],
            np.concatenate([chances for _, chances, _ in parts]),
            np.concatenate([right for _, _, right in parts]),
        )
        for name, parts in found.items()
        if parts
    }


def _fold(case: FittingCase) -> int:
    return zlib.crc32(case.article.encode()) % _FOLDS


def _judged(cases: list[FittingCase], fitted: Fit, *, read: bool) -> tuple[Array, Array]:
    confident, _ = confidence_cases(cases, fitted.ranking, read=read)
    chances = predict(np.array(list(fitted.confidence.weights.values())), confident)
    return chances, confident.labels


def _measured(name: str, cases: list[FittingCase], chances: Array, labels: Array) -> str:
    right = labels > 0
    possible = [any(case.right) for case in cases]
    cited = mean(right[possible].astype(float).tolist()) if any(possible) else 0.0
    error = expected_calibration_error(chances.tolist(), right.tolist())
    both = right.any() and not right.all()
    ranked = f"{auroc(chances[right].tolist(), chances[~right].tolist()):.3f}" if both else "-"
    return f"{name:20} {len(right):6} {cited:8.3f} {error:18.3f} {ranked:>6}"


def _collect_all(
    paths: Collection[Path], folder: Path, limits: Limits, seed: int, reader: Reader | None
) -> dict[str, list[FittingCase]]:
    found = {}
    for dataset in map(read_dataset, paths):
        if not any(question.answerable and question.places for question in dataset.questions):
            click.echo(f"{dataset.name} left out: no gold spans", err=True)
            continue
        click.echo(f"{dataset.name} ...", err=True)
        index = index_dataset(dataset, folder / dataset.name)
        chosen = sample(dataset.questions, limits.of(dataset.name), seed)
        cases = collect(index, dataset, chosen, reader)
        if cases:
            found[dataset.name] = cases
    return found


def _section(fitted: Fit) -> dict[str, dict[str, float]]:
    return {
        "ranking": {name: round(value, 3) for name, value in fitted.ranking.weights.items()},
        "confidence": {name: round(value, 3) for name, value in fitted.confidence.weights.items()},
    }


@dataclass(frozen=True, slots=True)
class Limits:
    """How many questions of each data set are asked: those named, and ``others``; None is all."""

    others: int | None
    named: Mapping[str, int]

    def of(self, name: str) -> int | None:
        """Of a data set with this name."""
        return self.named.get(name, self.others)

    @classmethod
    def parse(cls, values: Sequence[str]) -> Limits:
        """Out of ``N`` and ``NAME=N``.

        Raises:
            BadParameter: a value is neither.
        """
        others, named = None, {}
        for value in values:
            name, _, number = value.rpartition("=")
            if not (number.isascii() and number.isdigit() and int(number)):
                raise click.BadParameter(f"{value!r} is neither N nor NAME=N")
            if name:
                named[name] = int(number)
            else:
                others = int(number)
        return cls(others, named)


@click.command()
@click.argument("datasets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--limit",
    "limit",
    multiple=True,
    metavar="[NAME=]N",
    help="Questions of each data set, or of the one of that name.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Which N are asked.")
@click.option(
    "--index",
    "index",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the indexes there, one folder for each data set.",
)
@click.option(
    "--answerable",
    type=click.FloatRange(0.1, 0.9),
    default=0.5,
    show_default=True,
    metavar="SHARE",
    help="How much the cases with an answer count for confidence.",
)
@click.option(
    "--reader",
    "name",
    default=TRAINED_READER,
    show_default=True,
    metavar="NAME",
    help="Whose scores are fitted to: trained, none, or a file of weights.",
)
@click.option("--write", is_flag=True, help="Write the fits to the package's coefficients.json.")
def main(
    datasets: tuple[Path, ...],
    limit: tuple[str, ...],
    seed: int,
    index: Path | None,
    answerable: float,
    name: str,
    write: bool,
) -> None:
    """Fit ranking and confidence on DATASETS, with a reader or without one."""
    limits = Limits.parse(limit)
    values: dict[str, Any] = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))
    values |= {
        "made by": "python -m qabot.evaluation.calibration --write, with the data sets below",
        "data sets": [path.name for path in datasets],
        "questions of each at most": {
            path.name: limits.of(path.name) or "all" for path in datasets
        },
        "weight of those with an answer": answerable,
    }
    try:
        with tempfile.TemporaryDirectory(prefix="qabot-calibration-") as scratch:
            reader = load_reader(name)
            section = _SECTIONS[reader is not None]
            cases = _collect_all(datasets, index or Path(scratch), limits, seed, reader)
            if not cases:
                raise click.ClickException("no question has a gold span")
            click.echo(section)
            for line in report_lines(cases, read=reader is not None, answerable=answerable):
                click.echo(line)
            fitted = fit_cases(list(cases.values()), read=reader is not None, answerable=answerable)
            values[section] = _section(fitted)
    except QabotError as error:
        raise click.ClickException(str(error)) from error
    text = json.dumps(values, indent=2) + "\n"
    click.echo(text)
    if write:
        COEFFICIENTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
