"""Coefficients that a test can be read with, so that a new fit of the package's breaks none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

RANKING = ("passage", "sentence", "coverage", "context", "kind", "question")
RANKING_READ = (*RANKING, "reader", "marginal", "unread", "repeats", "said")
CONFIDENCE = ("bias", "passage", "sentence", "coverage", "context", "seen", "kind", "lead", "leans")
CONFIDENCE_READ = (
    *CONFIDENCE,
    *("reader", "marginal", "agreement", "repeats", "said", "fits", "together", "alike"),
)
DIFFERING = ("bias", "apart", "cosine", "lead", "reader", "beside")


def write_coefficients(
    path: Path,
    ranking: Mapping[str, float] | None = None,
    confidence: Mapping[str, float] | None = None,
) -> str:
    """Write a file with these weights for both sections; what is not named weighs nothing.

    Ranking by passage, sentence and coverage alike, which is the order of retrieval, unless
    weights are given; the same for confidence. Answers that differ are of one thing if half of
    the words beside them are the same.

    Returns:
        The value of ``Settings.reading.coefficients``.
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
    beside = {"bias": -9.0, "beside": 20.0}
    differing = {"same thing": {name: beside.get(name, 0.0) for name in DIFFERING}}
    values = {"made by": "a test", **sections, "differing answers": differing}
    path.write_text(json.dumps(values), encoding="utf-8")
    return str(path)
