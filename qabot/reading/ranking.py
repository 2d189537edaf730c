"""Which sentence answers: reader, retrieval and sentence scores in one linear model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.questions.kinds import Kind, has_kind
from qabot.reading.coefficients import Linear
from qabot.types.explanations import ScoredSentence

_READER_SCALE = 10.0
_READER_LIMIT = 2.0


def rank(
    sentences: Sequence[ScoredSentence], kind: Kind, model: Linear, *, read: bool
) -> list[ScoredSentence]:
    """The sentences by the model's score, best first; ``score`` becomes its logit.

    Args:
        kind: what the question asks for.
        read: whether a reader looked at them; the model has its features then.
    """
    scored = [
        replace(sentence, score=model.logit(sentence_features(sentence, kind, read=read)))
        for sentence in sentences
    ]
    return sorted(scored, key=lambda sentence: -sentence.score)


def sentence_features(sentence: ScoredSentence, kind: Kind, *, read: bool) -> dict[str, float]:
    """What speaks for a sentence, most of it between 0 and 1."""
    features = {
        "passage": sentence.passage.score,
        "sentence": max(sentence.cosine, 0.0),
        "coverage": sentence.coverage,
        "context": sentence.context,
        "kind": float(has_kind(sentence.text, kind)),
        "question": float(sentence.text.rstrip("\"'”’ ").endswith("?")),
    }
    if read:
        features |= {
            "reader": reader_feature(sentence),
            "marginal": marginal_feature(sentence),
            "unread": float(sentence.reading is None),
            "repeats": float(sentence.repeats),
            "said": float(sentence.quote is not None),
        }
    return features


def reader_feature(sentence: ScoredSentence) -> float:
    """The reader's log-odds over 10, between -2 and 2; 0 for a sentence that was not read."""
    return _scaled(sentence.reading.score) if sentence.reading else 0.0


def marginal_feature(sentence: ScoredSentence) -> float:
    """The same of the log-odds that an answer stands anywhere in the sentence."""
    reading = sentence.reading
    if reading is None:
        return 0.0
    return _scaled(reading.score if reading.marginal is None else reading.marginal)


def _scaled(log_odds: float) -> float:
    return max(-_READER_LIMIT, min(_READER_LIMIT, log_odds / _READER_SCALE))
