"""Whether the best sentence answers the question, and how sure that is."""

from __future__ import annotations

import math

from qabot.config import Settings
from qabot.reading.selection import ScoredSentence
from qabot.types import Verdict


def confidence(best: ScoredSentence, settings: Settings) -> float:
    """Probability that the sentence answers the question: a logistic model of three features.

    The features are absolute, unlike the ranking's scores, which are relative to the best
    candidate: cosines of passage and sentence with the question, and coverage. The coefficients
    come from ``python -m qabot.evaluation.calibration``.
    """
    logit = (
        settings.confidence_bias
        + settings.confidence_passage * best.passage.cosine
        + settings.confidence_sentence * best.cosine
        + settings.confidence_coverage * best.coverage
    )
    return 1.0 / (1.0 + math.exp(-logit))


def verdict(probability: float, settings: Settings) -> Verdict:
    """The verdict for a confidence."""
    if probability >= settings.answered_from:
        return Verdict.ANSWERED
    return Verdict.RELATED if probability >= settings.related_from else Verdict.NOTHING
