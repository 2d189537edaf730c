"""Both models of reading, fitted on cases: ranking first, then confidence in what it puts first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qabot.evaluation.fitting import Array, Choice, fit_ranking
from qabot.evaluation.fitting_cases import FittingCase, Group
from qabot.evaluation.logistic import Cases, fit
from qabot.reading.coefficients import Linear
from qabot.reading.ranking import rank, sentence_features
from qabot.reading.verdict import answer_features
from qabot.types.explanations import ScoredSentence


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Both models, as :mod:`qabot.reading.coefficients` holds them."""

    ranking: Linear
    confidence: Linear


def fit_cases(
    datasets: Sequence[Sequence[FittingCase]], *, read: bool, answerable: float = 0.5
) -> Fit:
    """Ranking first, then confidence in what that ranking puts first.

    Args:
        answerable: how much of a data set its cases with an answer count.
    """
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
    counted = np.concatenate([case_weights(own, answerable) for own in datasets])
    confident = replace(confident, weights=counted)
    weights = dict(zip(["bias", *features], fit(confident).tolist(), strict=True))
    return Fit(ranking, Linear(weights))


def case_weights(cases: Sequence[FittingCase], answerable: float = 0.5) -> Array:
    """How much each case of a data set counts for confidence, shape ``(n,)``; 1000 in all.

    That share goes to the answerable ones, the rest in equal parts to the other groups there are.
    """
    sizes = Counter(case.group for case in cases)
    shares: dict[Group, float] = {
        group: (1 - answerable) / max(1, len(sizes) - 1) for group in sizes
    }
    shares[Group.ANSWERABLE] = answerable
    weights = np.array([shares[case.group] / sizes[case.group] for case in cases])
    return np.asarray(1000.0 * weights / weights.sum())


def confidence_cases(
    cases: Sequence[FittingCase], ranking: Linear, *, read: bool
) -> tuple[Cases, list[str]]:
    """Features of each case's first sentence and whether it is right; the features' names."""
    rows, labels = [], []
    for case in cases:
        ranked = rank(case.sentences, case.kind, ranking, read=read)
        rows.append(
            answer_features(ranked, case.sentences[0], case.kind, read=read, leans=case.leans)
        )
        labels.append(_is_right(case, ranked[0]))
    names = list(rows[0])
    return Cases(_table(rows, names), np.array(labels, dtype=float)), names


def _is_right(case: FittingCase, first: ScoredSentence) -> bool:
    return any(
        right and sentence.stored.article_id == first.stored.article_id
        and sentence.span == first.span
        for sentence, right in zip(case.sentences, case.right, strict=True)
    )  # fmt: skip


def _table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Array:
    return np.array([[row[name] for name in names] for row in rows], dtype=float)
