from __future__ import annotations

import math

import numpy as np
import pytest

from qabot.evaluation.fitting import Array, Choice, fit_ranking

PENALTY = 1e-3


def drawn(weights: list[float], questions: int, seed: int = 0) -> list[Choice]:
    """Questions of five sentences, one of them right, with the odds that the weights give."""
    random = np.random.default_rng(seed)
    choices = []
    for _ in range(questions):
        features = random.normal(0.0, 1.0, (5, len(weights)))
        odds = np.exp(features @ np.array(weights))
        labels = np.zeros(5)
        labels[random.choice(5, p=odds / odds.sum())] = 1.0
        choices.append(Choice(features, labels))
    return choices


def loss(weights: list[float], choices: list[Choice]) -> float:
    """Mean negative log chance of all right sentences together, with the penalty, step by step."""
    total = 0.0
    for choice in choices:
        odds = [
            math.exp(sum(w * x for w, x in zip(weights, row, strict=True)))
            for row in choice.features.tolist()
        ]
        right = sum(odd for odd, label in zip(odds, choice.labels, strict=True) if label)
        total -= math.log(right / sum(odds))
    return total / len(choices) + PENALTY * sum(weight * weight for weight in weights)


def test_the_fit_recovers_the_weights_that_made_the_choices() -> None:
    found = fit_ranking(drawn([1.5, -0.5, 0.0], 4000))
    assert found == pytest.approx([1.5, -0.5, 0.0], abs=0.08)


def test_the_gradient_is_zero_at_the_fit() -> None:
    choices = drawn([1.0, -2.0], 150)
    choices += [Choice(choice.features, 1.0 - choice.labels) for choice in drawn([0.0, 1.0], 50)]
    found = fit_ranking(choices).tolist()
    for place in range(2):
        up, down = list(found), list(found)
        up[place] += 1e-4
        down[place] -= 1e-4
        assert (loss(up, choices) - loss(down, choices)) / 2e-4 == pytest.approx(0.0, abs=1e-3)


def test_questions_without_a_right_sentence_say_nothing() -> None:
    choices = drawn([1.0, -1.0], 200)
    silent = [Choice(10.0 * choice.features, np.zeros(5)) for choice in drawn([3.0, 3.0], 50)]
    mixed = [*silent[:25], *choices, *silent[25:]]
    assert fit_ranking(mixed) == pytest.approx(fit_ranking(choices), abs=1e-6)


def test_questions_of_different_sizes_are_kept_apart() -> None:
    # In each question the right sentence has more of the feature, if not across questions.
    choices = [
        choice([0.0, 1.0, 0.5], [0, 1, 0]),
        choice([5.0, 6.0], [0, 1]),
        choice([9.0], [1]),
        choice([2.0, 2.2, 2.1, 3.0], [0, 0, 0, 1]),
    ]
    (weight,) = fit_ranking(choices)
    assert weight > 3.0
    single = [choice([9.0], [1])]
    assert fit_ranking(single) == pytest.approx([0.0], abs=1e-6)


def choice(features: list[float], labels: list[int]) -> Choice:
    column: Array = np.array(features, dtype=float)[:, None]
    return Choice(column, np.array(labels, dtype=float))
