from __future__ import annotations

import math

import numpy as np
import pytest

from qabot.config import Settings
from qabot.reading.selection import ScoredSentence
from qabot.reading.verdict import confidence, leaves_out_negation, verdict
from qabot.types import ArticleRef, ScoredPassage, Span, StoredPassage, Verdict

SETTINGS = Settings(
    confidence_bias=-3.0,
    confidence_passage=1.0,
    confidence_sentence=2.0,
    confidence_coverage=4.0,
    answered_from=0.6,
    related_from=0.1,
)


def sentence(passage: float, cosine: float, coverage: float) -> ScoredSentence:
    stored = StoredPassage(
        id=1,
        article_id=1,
        article=ArticleRef("a.txt", "", None, None, None),
        sentences=(Span(0, 4),),
        text="Yes.",
        sentence_vectors=np.zeros((1, 2), dtype=np.float32),
    )
    scored = ScoredPassage(stored, 1.0, 1.0, 1.0, cosine=passage, bm25=0.0)
    return ScoredSentence(scored, Span(0, 4), "Yes.", 1.0, cosine, coverage)


def test_confidence_is_logistic_in_its_features() -> None:
    found = confidence(sentence(0.5, 0.25, 0.5), SETTINGS)
    assert found == pytest.approx(1 / (1 + math.exp(-(-3.0 + 0.5 + 0.5 + 2.0))))
    assert found == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("question", "text", "doubtful"),
    [
        ("Russia has no right to self-defence", "“It is its right,” Mr Kim said.", True),
        ("the wall will not fall", "“It won’t fall,” he said.", False),
        ("the wall will not fall", "He denied that the wall would fall.", False),
        ("the wall will fall", "“It will not fall,” he said.", False),
        ("Norway has a notable wall under the United Nations", "It has.", False),
        ("who voted against it", "Five countries voted for it.", False),
    ],
)
def test_a_denial_is_not_answered_by_its_opposite(question: str, text: str, doubtful: bool) -> None:
    assert leaves_out_negation(question, text) is doubtful


def test_what_is_doubtful_is_at_most_related() -> None:
    assert verdict(0.99, SETTINGS, doubtful=True) is Verdict.RELATED
    assert verdict(0.01, SETTINGS, doubtful=True) is Verdict.NOTHING


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, Verdict.NOTHING),
        (0.0999, Verdict.NOTHING),
        (0.1, Verdict.RELATED),
        (0.5999, Verdict.RELATED),
        (0.6, Verdict.ANSWERED),
        (1.0, Verdict.ANSWERED),
    ],
)
def test_verdicts_by_threshold(probability: float, expected: Verdict) -> None:
    assert verdict(probability, SETTINGS) is expected
