"""Whether the best sentence answers the question, and how sure that is."""

from __future__ import annotations

import math
import re

from qabot.config import Settings
from qabot.reading.selection import ScoredSentence
from qabot.types import Verdict

_PLAIN = r"no|not|never|none|nobody|nothing|neither|nor|cannot"
_NEGATED = re.compile(rf"\b(?:{_PLAIN})\b|n['’]t\b", re.IGNORECASE)
_DENYING = re.compile(
    rf"\b(?:{_PLAIN}|without|hardly|unable|unlikely|unwilling|lack\w*|fail\w*|refus\w*|reject\w*"
    r"|den(?:y|ies|ied|ying|ial)|against|oppos\w*|invalid|impossib\w*|false)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What a sentence may deny with; a question has to do it plainly to count."""


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


def leaves_out_negation(question: str, sentence: str) -> bool:
    """Whether the question denies something and the sentence denies nothing.

    Such a sentence says the opposite of what was asked as often as not, and neither embeddings
    nor terms tell the two apart.
    """
    return bool(_NEGATED.search(question)) and not _DENYING.search(sentence)


def verdict(probability: float, settings: Settings, *, doubtful: bool = False) -> Verdict:
    """The verdict for a confidence; what is doubtful is at most related."""
    if probability >= settings.answered_from and not doubtful:
        return Verdict.ANSWERED
    return Verdict.RELATED if probability >= settings.related_from else Verdict.NOTHING
