"""Measures, by the names they have in the literature; pure functions.

Ranking measures (nDCG@10, reciprocal rank, recall@k) come from ir-measures.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from qabot.types import Span

Place = tuple[str, Span]
"""An article and a span of its text."""

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_CALIBRATION_BINS = 10
_SPEAKER_F1 = 0.5


# -- short answers ---------------------------------------------------------------------------------


def normalise_answer(text: str) -> str:
    """Lower case, no ASCII punctuation, no English article, single spaces.

    Rajpurkar et al. 2016, "SQuAD", section 6.1, as the official evaluation script does it.
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def token_f1(prediction: str, gold: str) -> float:
    """F1 between two bags of normalised tokens; two empty ones are equal (SQuAD 2.0's script)."""
    return bag_f1(normalise_answer(prediction).split(), normalise_answer(gold).split())


def bag_f1(predicted: Sequence[str], wanted: Sequence[str]) -> float:
    """F1 between two bags of words; two empty ones are equal."""
    if not predicted or not wanted:
        return float(predicted == wanted)
    shared = sum((Counter(predicted) & Counter(wanted)).values())
    return 2.0 * shared / (len(predicted) + len(wanted))


def exact_match(prediction: str, golds: Collection[str]) -> float:
    """1 if the prediction equals any gold answer once both are normalised (SQuAD, 6.1), else 0."""
    return float(normalise_answer(prediction) in {normalise_answer(gold) for gold in golds})


def f1(prediction: str, golds: Collection[str]) -> float:
    """Token F1 with the gold answer that fits best (SQuAD, 6.1)."""
    return max((token_f1(prediction, gold) for gold in golds), default=0.0)


def speaker_match(mention: str, name: str, golds: Collection[str]) -> float:
    """1 if the speaker is a gold one, else 0.

    Gold speakers are mentions as printed ("Mr Kim", "the minister"). Right is a mention with
    token F1 of at least a half, or a full name that ends in the gold mention's last word.
    """
    surname = normalise_answer(name).split()[-1:]
    same_end = any(surname and surname == normalise_answer(gold).split()[-1:] for gold in golds)
    return float(same_end or f1(mention, golds) >= _SPEAKER_F1)


# -- places ----------------------------------------------------------------------------------------


def cited_at(k: int, citations: Sequence[Place], golds: Collection[Place]) -> float:
    """1 if one of the first ``k`` citations shares a code point with a gold span, else 0.

    The same as recall@k of attributed passages in ALCE (Gao et al. 2023), with the overlap of
    spans in the place of a judge.
    """
    return float(
        any(
            article == gold_article and span.overlaps(gold)
            for article, span in citations[:k]
            for gold_article, gold in golds
        )
    )


def article_at_1(ranked: Sequence[str], golds: Collection[str]) -> float:
    """1 if the article ranked first is a gold one, else 0 (precision@1 over articles)."""
    return float(bool(ranked) and ranked[0] in golds)


def ranking_measures(
    relevant: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """nDCG@10, MRR, recall@10 and recall@100, means over the queries of ``relevant``.

    nDCG with linear gain (Järvelin & Kekäläinen 2002, as trec_eval computes it); a query without
    a ranking counts 0. ir-measures calls trec_eval's code.

    Args:
        relevant: grades by query and document.
        rankings: documents by query, best first.
    """
    import ir_measures  # pulls in scipy, .1 s
    from ir_measures import RR, R, nDCG

    run = {
        query: {document: -float(rank) for rank, document in enumerate(ranked)}
        for query, ranked in rankings.items()
    }
    names = {nDCG @ 10: "nDCG@10", RR: "MRR", R @ 10: "recall@10", R @ 100: "recall@100"}
    found = ir_measures.calc_aggregate(list(names), relevant, run)
    return {name: float(found[measure]) for measure, name in names.items()}


# -- knowing when not to answer --------------------------------------------------------------------


def precision_and_recall(
    predicted: Sequence[bool], actual: Sequence[bool]
) -> tuple[float | None, float | None]:
    """Precision and recall of the positive class; None where nothing is predicted, or positive."""
    both = sum(a and b for a, b in zip(predicted, actual, strict=True))
    precision = both / sum(predicted) if any(predicted) else None
    return precision, both / sum(actual) if any(actual) else None


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Probability that a positive case scores above a negative one, ties counting half.

    Hanley & McNeil 1982: the Mann-Whitney statistic over the number of pairs.

    Raises:
        ValueError: one of the two is empty.
    """
    if not positive or not negative:
        raise ValueError("AUROC needs positive and negative cases")
    ordered = np.sort(np.asarray(negative))
    below = np.searchsorted(ordered, positive, side="left")
    up_to = np.searchsorted(ordered, positive, side="right")
    return float((below + up_to).sum()) / (2.0 * len(positive) * len(negative))


def risk_coverage(
    confidences: Sequence[float], correct: Sequence[bool]
) -> list[tuple[float, float]]:
    """Points (coverage, risk) of answering only the most confident questions.

    El-Yaniv & Wiener 2010: coverage is the share answered, risk the share of these that is wrong.
    One point for each distinct confidence, coverage ascending; equal confidences go together.
    """
    pairs = sorted(zip(confidences, correct, strict=True), key=lambda pair: -pair[0])
    points: list[tuple[float, float]] = []
    wrong = 0
    for answered, (confidence, right) in enumerate(pairs, start=1):
        wrong += not right
        if answered == len(pairs) or pairs[answered][0] != confidence:
            points.append((answered / len(pairs), wrong / answered))
    return points


def reliability(
    confidences: Sequence[float], correct: Sequence[bool]
) -> list[tuple[float, float, int]]:
    """Mean confidence, accuracy and number of cases of each of 10 bins of equal width.

    Guo et al. 2017, section 2. Confidences are in [0, 1]; a bin holds its lower edge, the last one
    also 1; empty bins are left out.
    """
    sure, right = np.asarray(confidences, dtype=float), np.asarray(correct, dtype=float)
    if len(sure) != len(right):
        raise ValueError("one confidence for each case")
    bins = np.minimum((sure * _CALIBRATION_BINS).astype(int), _CALIBRATION_BINS - 1)
    members = (bins == number for number in range(_CALIBRATION_BINS))
    return [
        (float(sure[inside].mean()), float(right[inside].mean()), int(inside.sum()))
        for inside in members
        if inside.any()
    ]


def expected_calibration_error(confidences: Sequence[float], correct: Sequence[bool]) -> float:
    """Mean gap between confidence and accuracy over the bins of :func:`reliability`, by size.

    Naeini et al. 2015; Guo et al. 2017, equation 3.

    Raises:
        ValueError: there is no case.
    """
    if not confidences:
        raise ValueError("calibration error needs at least one case")
    gaps = (abs(sure - right) * size for sure, right, size in reliability(confidences, correct))
    return float(sum(gaps)) / len(confidences)


# -- means and times -------------------------------------------------------------------------------


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean.

    Raises:
        ValueError: there is none.
    """
    if not values:
        raise ValueError("no value to take the mean of")
    return sum(values) / len(values)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that ``percent`` of the values do not exceed, interpolated linearly.

    Raises:
        ValueError: there is none.
    """
    if not values:
        raise ValueError("no value to take a percentile of")
    return float(np.percentile(np.asarray(values, dtype=float), percent))
