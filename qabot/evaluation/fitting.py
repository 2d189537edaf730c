"""Fits of the two linear models of reading: ranking sentences, and confidence in the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qabot.errors import DatasetError

_PENALTY = 1e-3
"""L2 penalty on the weights of ranking, per question."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The sentences found for a question: features, shape ``(n, features)``, and which are right.

    ``labels`` has shape ``(n,)`` and holds 0 or 1.
    """

    features: Array
    labels: Array


def fit_ranking(choices: Sequence[Choice]) -> Array:
    """Weights, shape ``(features,)``, that put right sentences first: a conditional logit.

    The chance of a sentence is the softmax of its score among the question's sentences (McFadden
    1974); what is maximised is the chance of all right ones together. Questions without a right
    sentence say nothing and are left out.

    Raises:
        DatasetError: no question has a right sentence.
    """
    from scipy.optimize import minimize  # half a second, and only when something is fitted

    usable = [choice for choice in choices if choice.labels.any()]
    if not usable:
        raise DatasetError("no right sentence was found for any question; name more data")
    edges = np.cumsum([0, *(len(choice.labels) for choice in usable)])[:-1]
    features = np.concatenate([choice.features for choice in usable])
    right = np.concatenate([choice.labels for choice in usable]) > 0
    owner = np.repeat(np.arange(len(usable)), [len(choice.labels) for choice in usable])

    def loss(weights: Array) -> tuple[float, Array]:
        scores = features @ weights
        scores -= np.maximum.reduceat(scores, edges)[owner]
        odds = np.exp(scores)
        chances = odds / np.add.reduceat(odds, edges)[owner]
        among_right = np.where(right, chances, 0.0)
        total = np.maximum(np.add.reduceat(among_right, edges), 1e-300)
        gradient = features.T @ (chances - among_right / total[owner])
        value = -np.log(total).mean() + _PENALTY * weights @ weights
        return float(value), gradient / len(usable) + 2 * _PENALTY * weights

    start = np.zeros(features.shape[1])
    found: Array = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found
