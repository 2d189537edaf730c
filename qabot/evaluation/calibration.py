"""Fits the model of confidence: ``python -m qabot.evaluation.calibration DATASET...``.

A case is a question with the best sentence found for it; its label is whether that sentence
overlaps a gold answer. Each answerable question is a second case, labelled 0, with its gold
articles hidden, so that about half of the cases have no answer to find.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import click
import numpy as np

from qabot.errors import QabotError
from qabot.evaluation.datasets import Dataset, Question, read_dataset
from qabot.evaluation.logistic import Array, Cases, fit, predict
from qabot.evaluation.metrics import auroc, expected_calibration_error
from qabot.evaluation.removal import RemainingIndex
from qabot.evaluation.run import index_dataset, sample
from qabot.indexing.index import Index
from qabot.reading.selection import ScoredSentence, score_sentences
from qabot.retrieval.hybrid import search
from qabot.speech.questions import asks_for_speaker, statement_asked_for
from qabot.types import Filters

FIELDS = (
    "confidence_bias",
    "confidence_passage",
    "confidence_sentence",
    "confidence_coverage",
)
"""The settings that are fitted: the intercept, and the weight of each feature."""


def collect(index: Index, dataset: Dataset, questions: Sequence[Question]) -> Cases:
    """The cases of a data set; a question that no sentence is found for makes none."""
    rows = [
        (best.passage.cosine, best.cosine, best.coverage, label)
        for question in questions
        for best, label in _cases(index, dataset, question)
    ]
    table = np.array(rows, dtype=np.float64).reshape(-1, len(FIELDS))
    return Cases(table[:, :-1], table[:, -1])


def _cases(
    index: Index, dataset: Dataset, question: Question
) -> Iterator[tuple[ScoredSentence, bool]]:
    if question.answerable and not question.places:
        return  # which sentence is right is not known
    best = best_sentence(index, question)
    if best is not None:
        yield best, question.answerable and _overlaps(dataset, best, question)
    if question.answerable:
        removed = {dataset.article_path(article) for article in question.articles}
        best = best_sentence(RemainingIndex(index, removed), question)
        if best is not None:
            yield best, False


def best_sentence(index: Index, question: Question) -> ScoredSentence | None:
    """The sentence whose features decide, found as :mod:`qabot.reading.answering` finds it."""
    settings = index.settings
    searched = question.searched[: settings.question_characters]
    vector = index.encoder.encode_question(searched)
    asked = question.text
    wanted = statement_asked_for(asked) if asks_for_speaker(asked) else asked
    with index.snapshot() as snapshot:
        passages = search(snapshot, searched, vector, settings.passages_read, Filters(), settings)
        return next(iter(score_sentences(snapshot, wanted, vector, passages)), None)


def _overlaps(dataset: Dataset, best: ScoredSentence, question: Question) -> bool:
    article = dataset.article_id(best.stored.article.path)
    return any(
        gold.article == article and gold.span.overlaps(best.span) for gold in question.places
    )


def report_lines(cases: Mapping[str, Cases]) -> Iterator[str]:
    """The fit on all data sets, and how it does on each when it is fitted on the others."""
    held_out = len(cases) > 1
    yield f"{'data set':20} {'cases':>6} {'right':>6} {'calibration error':>18} {'AUROC':>6}"
    for name, own in cases.items():
        others = [part for other, part in cases.items() if other != name or not held_out]
        yield _measured(name, own, fit(Cases.joined(others)))
    yield "(fitted on the others)" if held_out else "(fitted on the same: name more data sets)"
    coefficients = fit(Cases.joined(cases.values()))
    for field, value in zip(FIELDS, coefficients.tolist(), strict=True):
        yield f"{field}: float = {value:.2f}"


def _measured(name: str, cases: Cases, coefficients: Array) -> str:
    chances, right = predict(coefficients, cases), cases.labels > 0
    error = expected_calibration_error(chances.tolist(), right.tolist())
    both = right.any() and not right.all()
    ranked = f"{auroc(chances[right].tolist(), chances[~right].tolist()):.3f}" if both else "-"
    return f"{name:20} {len(right):6} {int(right.sum()):6} {error:18.3f} {ranked:>6}"


def _collect_all(
    paths: Collection[Path], folder: Path, limit: int | None, seed: int
) -> dict[str, Cases]:
    found = {}
    for dataset in map(read_dataset, paths):
        if not any(question.answerable and question.places for question in dataset.questions):
            click.echo(f"{dataset.name} left out: no gold spans", err=True)
            continue
        click.echo(f"{dataset.name} ...", err=True)
        index = index_dataset(dataset, folder / dataset.name)
        cases = collect(index, dataset, sample(dataset.questions, limit, seed))
        if len(cases.labels):
            found[dataset.name] = cases
    return found


@click.command()
@click.argument("datasets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Questions of each data set.")
@click.option("--seed", type=int, default=0, show_default=True, help="Which N are asked.")
@click.option(
    "--index",
    "index",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the indexes there, one folder for each data set.",
)
def main(datasets: tuple[Path, ...], limit: int | None, seed: int, index: Path | None) -> None:
    """Fit the model of confidence on DATASETS, and print it as values of Settings."""
    try:
        with tempfile.TemporaryDirectory(prefix="qabot-calibration-") as scratch:
            cases = _collect_all(datasets, index or Path(scratch), limit, seed)
    except QabotError as error:
        raise click.ClickException(str(error)) from error
    if not cases:
        raise click.ClickException("no question has a gold span; name another data set")
    for line in report_lines(cases):
        click.echo(line)


if __name__ == "__main__":
    sys.exit(main())
