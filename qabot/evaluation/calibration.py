"""Fits ranking and confidence: ``python -m qabot.evaluation.calibration DATASET...``.

A case is a question with the sentences found for it and which of them overlap a gold answer. Each
answerable question is a second case with its gold articles hidden, so that about half of the cases
have no answer to find. Ranking is fitted on the cases with a right sentence, confidence on the
first sentence of every case: each data set counts the same there, and in it the cases with an
answer as much as those without, the hidden and the unanswerable ones half of that each.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import click
import numpy as np

from qabot.asking import Asking
from qabot.errors import QabotError
from qabot.evaluation.datasets import Dataset, GoldQuestion, read_dataset
from qabot.evaluation.fitting import Array, Choice, fit_ranking
from qabot.evaluation.logistic import Cases, fit, predict
from qabot.evaluation.metrics import auroc, expected_calibration_error, mean
from qabot.evaluation.removal import RemainingIndex
from qabot.evaluation.run import index_dataset, sample
from qabot.index import Index
from qabot.protocols import Reader
from qabot.questions.followups import Turn
from qabot.questions.kinds import Kind
from qabot.questions.question import Question
from qabot.questions.understanding import understand
from qabot.readers.trained import TrainedReader
from qabot.reading.coefficients import COEFFICIENTS, DIFFERING, Linear
from qabot.reading.finding import scored_sentences
from qabot.reading.ranking import rank, sentence_features
from qabot.reading.term_weights import TermWeights
from qabot.reading.verdict import answer_features
from qabot.types.explanations import ScoredSentence

_SECTIONS = {True: "with reader", False: "without reader"}


class Group(Enum):
    """Whether the articles hold the answer, and why not."""

    ANSWERABLE = "answerable"
    HIDDEN = "hidden"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The sentences found for a question, as retrieval ranks them, and which of them are right."""

    kind: Kind
    sentences: list[ScoredSentence]
    right: list[bool]
    group: Group


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Both models, as :mod:`qabot.reading.coefficients` holds them."""

    ranking: Linear
    confidence: Linear


def collect(
    index: Index, dataset: Dataset, questions: Sequence[GoldQuestion], reader: Reader | None
) -> list[Case]:
    """The cases of a data set; a question that no sentence is found for makes none."""
    return [
        case
        for question in questions
        for case in _cases(index, dataset, question, reader)
        if case.sentences
    ]


def _cases(
    index: Index, dataset: Dataset, question: GoldQuestion, reader: Reader | None
) -> Iterator[Case]:
    if question.answerable and not question.places:
        return  # which sentence is right is not known
    longest = index.settings.retrieval.question_characters
    history = [Turn(turn) for turn in question.history]
    asked = understand(question.text[:longest], history, settings=index.settings)
    if reader is not None and asked.wanted.speaker is not None:
        return  # attribution tells who says something, whatever a reader makes of it
    kind = asked.wanted.kind
    found = _sentences(index, asked, reader)
    right = [question.answerable and _overlaps(dataset, one, question) for one in found]
    group = Group.ANSWERABLE if question.answerable else Group.UNANSWERABLE
    yield Case(kind, found, right, group)
    if question.answerable:
        removed = {dataset.article_path(article) for article in question.articles}
        found = _sentences(RemainingIndex(index, removed), asked, reader)
        yield Case(kind, found, [False] * len(found), Group.HIDDEN)


def _sentences(index: Index, asked: Question, reader: Reader | None) -> list[ScoredSentence]:
    """What :func:`qabot.reading.finding.find` ranks."""
    with index.snapshot() as snapshot:
        task = Asking(snapshot, index.encoder, reader, index.settings).prepare(asked)
        return scored_sentences(task, TermWeights.of(snapshot, asked.wanted.looked_for))


def _overlaps(dataset: Dataset, sentence: ScoredSentence, question: GoldQuestion) -> bool:
    article = dataset.article_id(sentence.stored.article.path)
    return any(
        gold.article == article and gold.span.overlaps(sentence.span) for gold in question.places
    )


def fit_cases(datasets: Sequence[Sequence[Case]], *, read: bool) -> Fit:
    """Ranking first, then confidence in what that ranking puts first."""
    cases = [case for own in datasets for case in own]
    tables = [
        [sentence_features(one, case.kind, read=read) for one in case.sentences] for case in cases
    ]
    names = list(tables[0][0])
    choices = [
        Choice(_table(table, names), np.array(case.right, dtype=float))
        for table, case in zip(tables, cases, strict=True)
    ]
    ranking = Linear(dict(zip(names, fit_ranking(choices).tolist(), strict=True)))
    confident, features = confidence_cases(cases, ranking, read=read)
    confident = replace(confident, weights=np.concatenate([case_weights(own) for own in datasets]))
    weights = dict(zip(["bias", *features], fit(confident).tolist(), strict=True))
    return Fit(ranking, Linear(weights))


def case_weights(cases: Sequence[Case]) -> Array:
    """How much each case of a data set counts for confidence, shape ``(n,)``; 1000 in all.

    A half goes to the answerable ones, the rest in equal parts to the other groups there are.
    """
    sizes = Counter(case.group for case in cases)
    shares: dict[Group, float] = {group: 0.5 / max(1, len(sizes) - 1) for group in sizes}
    shares[Group.ANSWERABLE] = 0.5
    weights = np.array([shares[case.group] / sizes[case.group] for case in cases])
    return np.asarray(1000.0 * weights / weights.sum())


def confidence_cases(
    cases: Sequence[Case], ranking: Linear, *, read: bool
) -> tuple[Cases, list[str]]:
    """Features of each case's first sentence and whether it is right; the features' names."""
    rows, labels = [], []
    for case in cases:
        ranked = rank(case.sentences, case.kind, ranking, read=read)
        rows.append(answer_features(ranked, case.sentences[0], case.kind, read=read))
        labels.append(_is_right(case, ranked[0]))
    names = list(rows[0])
    return Cases(_table(rows, names), np.array(labels, dtype=float)), names


def _is_right(case: Case, first: ScoredSentence) -> bool:
    return any(
        right and sentence.stored.article_id == first.stored.article_id
        and sentence.span == first.span
        for sentence, right in zip(case.sentences, case.right, strict=True)
    )  # fmt: skip


def _table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Array:
    return np.array([[row[name] for name in names] for row in rows], dtype=float)


def report_lines(cases: Mapping[str, list[Case]], *, read: bool) -> Iterator[str]:
    """How the fit does on each data set when it is made on the others."""
    held_out = len(cases) > 1
    yield f"{'data set':12} {'cases':>6} {'cited@1':>8} {'calibration error':>18} {'AUROC':>6}"
    for name, own in cases.items():
        others = [cases[other] for other in cases if other != name or not held_out]
        yield _measured(name, own, fit_cases(others, read=read), read=read)
    yield "(fitted on the others)" if held_out else "(fitted on the same: name more data sets)"


def _measured(name: str, cases: list[Case], fitted: Fit, *, read: bool) -> str:
    confident, _ = confidence_cases(cases, fitted.ranking, read=read)
    chances = predict(np.array(list(fitted.confidence.weights.values())), confident)
    right = confident.labels > 0
    possible = [any(case.right) for case in cases]
    cited = mean(right[possible].astype(float).tolist()) if any(possible) else 0.0
    error = expected_calibration_error(chances.tolist(), right.tolist())
    both = right.any() and not right.all()
    ranked = f"{auroc(chances[right].tolist(), chances[~right].tolist()):.3f}" if both else "-"
    return f"{name:12} {len(right):6} {cited:8.3f} {error:18.3f} {ranked:>6}"


def _collect_all(
    paths: Collection[Path], folder: Path, limit: int | None, seed: int, reader: Reader | None
) -> dict[str, list[Case]]:
    found = {}
    for dataset in map(read_dataset, paths):
        if not any(question.answerable and question.places for question in dataset.questions):
            click.echo(f"{dataset.name} left out: no gold spans", err=True)
            continue
        click.echo(f"{dataset.name} ...", err=True)
        index = index_dataset(dataset, folder / dataset.name)
        cases = collect(index, dataset, sample(dataset.questions, limit, seed), reader)
        if cases:
            found[dataset.name] = cases
    return found


def _section(fitted: Fit) -> dict[str, dict[str, float]]:
    return {
        "ranking": {name: round(value, 3) for name, value in fitted.ranking.weights.items()},
        "confidence": {name: round(value, 3) for name, value in fitted.confidence.weights.items()},
    }


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
@click.option("--write", is_flag=True, help="Write the fits to the package's coefficients.json.")
def main(
    datasets: tuple[Path, ...], limit: int | None, seed: int, index: Path | None, write: bool
) -> None:
    """Fit ranking and confidence on DATASETS, with the trained reader and without one."""
    values: dict[str, Any] = {
        "made by": "python -m qabot.evaluation.calibration --write, with the data sets below",
        "data sets": [path.name for path in datasets],
        "questions of each at most": limit,
    }
    try:
        with tempfile.TemporaryDirectory(prefix="qabot-calibration-") as scratch:
            for read, section in _SECTIONS.items():
                reader = TrainedReader.load() if read else None
                cases = _collect_all(datasets, index or Path(scratch), limit, seed, reader)
                if not cases:
                    raise click.ClickException("no question has a gold span")
                click.echo(section)
                for line in report_lines(cases, read=read):
                    click.echo(line)
                values[section] = _section(fit_cases(list(cases.values()), read=read))
    except QabotError as error:
        raise click.ClickException(str(error)) from error
    values[DIFFERING] = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))[DIFFERING]
    text = json.dumps(values, indent=2) + "\n"
    click.echo(text)
    if write:
        COEFFICIENTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
