"""Coefficients that a test can be read with, so that a new fit of the package's breaks none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

RANKING = ("passage", "sentence", "coverage", "context", "kind", "question")
RANKING_READ = (*RANKING, "reader", "unread")
CONFIDENCE = ("bias", "passage", "sentence", "coverage", "context", "seen", "kind", "lead")
CONFIDENCE_READ = (*CONFIDENCE, "reader", "agreement")


def write_coefficients(
    path: Path,
    ranking: Mapping[str, float] | None = None,
    confidence: Mapping[str, float] | None = None,
) -> str:
    """Write a file with these weights for both sections; what is not named weighs nothing.

    Ranking by passage, sentence and coverage alike, which is the order of retrieval, unless
    weights are given; the same for confidence.

    Returns:
        The value of ``Settings.coefficients``.
    """
    ranking = ranking or {"passage": 3.0, "sentence": 3.0, "coverage": 3.0, "reader": 5.0}
    confidence = confidence or {"bias": -6.0, "passage": -2.0, "sentence": 8.0, "coverage": 4.0}
    sections = {
        section: {
            "ranking": {name: ranking.get(name, 0.0) for name in ranked},
            "confidence": {name: confidence.get(name, 0.0) for name in confident},
        }
        for section, ranked, confident in (
            ("with reader", RANKING_READ, CONFIDENCE_READ),
            ("without reader", RANKING, CONFIDENCE),
        )
    }
    path.write_text(json.dumps({"made by": "a test", **sections}), encoding="utf-8")
    return str(path)
