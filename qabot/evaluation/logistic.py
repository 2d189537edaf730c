"""Logistic regression, as the model of confidence needs it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_PENALTY = 1e-2
"""L2 penalty on the coefficients, so that cases that can be told apart wholly have a finite fit."""
_STEPS = 100

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Features, shape ``(n, features)``, and labels 0 or 1, shape ``(n,)``.

    ``weights``, shape ``(n,)``, say how much each case counts; all the same if it is None.
    """

    features: Array
    labels: Array
    weights: Array | None = None


def fit(cases: Cases) -> Array:
    """Intercept and weights, shape ``(features + 1,)``: logistic regression by Newton's method.

    Iteratively reweighted least squares (Hastie et al. 2009, "The Elements of Statistical
    Learning", 4.4.1).
    """
    design = np.column_stack([np.ones(len(cases.labels)), cases.features])
    penalty = _PENALTY * np.eye(design.shape[1])
    counted = np.ones(len(cases.labels)) if cases.weights is None else cases.weights
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chances = _logistic(design @ weights)
        gradient = design.T @ (counted * (chances - cases.labels)) + penalty @ weights
        curvature = (design.T * (counted * chances * (1.0 - chances))) @ design + penalty
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def predict(coefficients: Array, cases: Cases) -> Array:
    """The chance of each case, as :meth:`qabot.reading.coefficients.Linear.probability` has it."""
    return _logistic(coefficients[0] + cases.features @ coefficients[1:])


def _logistic(logits: Array) -> Array:
    result: Array = 1.0 / (1.0 + np.exp(-np.clip(logits, -500.0, 500.0)))
    return result
