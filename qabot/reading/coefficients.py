"""The weights of ranking and confidence, from a readable file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qabot.errors import SettingsError

COEFFICIENTS = Path(__file__).with_name("coefficients.json")
"""Written by ``python -m qabot.evaluation.calibration``; it says from which data."""

DIFFERING = "differing answers"
"""The section of the file that ``python -m qabot.evaluation.differing`` writes."""

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model over named features: all of them, and no others, have a weight."""

    weights: Mapping[str, float]

    def logit(self, features: Features) -> float:
        """Sum of the features with their weights, and the bias if there is one.

        Raises:
            SettingsError: there are not the same features in both.
        """
        if features.keys() != self.weights.keys() - {"bias"}:
            odd = ", ".join(sorted(features.keys() ^ (self.weights.keys() - {"bias"})))
            raise SettingsError(
                f"the coefficients are of another version of qabot ({odd}); fit them again with: "
                "python -m qabot.evaluation.calibration"
            )
        return self.weights.get("bias", 0.0) + sum(self.parts(features).values())

    def parts(self, features: Features) -> dict[str, float]:
        """What each feature adds to the logit."""
        return {name: self.weights[name] * value for name, value in features.items()}

    def probability(self, features: Features) -> float:
        """The logit on the scale of probabilities."""
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, self.logit(features)))))


@dataclass(frozen=True, slots=True)
class Coefficients:
    """``ranking`` orders sentences; ``confidence`` says how likely the first one answers."""

    ranking: Linear
    confidence: Linear


@cache
def coefficients(file: str = "", *, with_reader: bool) -> Coefficients:
    """What was fitted with the trained reader, or without any.

    Args:
        file: a file of them; the package's own if it is empty.

    Raises:
        SettingsError: the file is not one of coefficients.
    """
    section = "with reader" if with_reader else "without reader"
    return Coefficients(*_read(file, section, "ranking", "confidence"))


@cache
def differing_model(file: str = "") -> Linear:
    """How likely an answer that differs is one to the same question, as judged pairs show.

    A file that says nothing of that leaves it to the package's own.

    Raises:
        SettingsError: the file is not one of coefficients.
    """
    (model,) = _read(file, DIFFERING, "same thing", instead=COEFFICIENTS)
    return model


def _read(file: str, section: str, *names: str, instead: Path | None = None) -> list[Linear]:
    """The models of a section; of the file ``instead`` where this one has no such section."""
    path = Path(file) if file else COEFFICIENTS
    try:
        sections = json.loads(path.read_text(encoding="utf-8"))
        if instead and section not in sections:
            sections = json.loads(instead.read_text(encoding="utf-8"))
        return [Linear(_numbers(sections[section][name])) for name in names]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path} holds no coefficients {section} ({error}); write it again with: "
            "python -m qabot.evaluation.calibration"
        ) from error


def _numbers(values: Mapping[str, float]) -> dict[str, float]:
    return {str(name): float(value) for name, value in values.items()}
