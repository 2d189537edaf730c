"""How likely a sentence answers, among those that were found."""

from __future__ import annotations

import pytest

from qabot.questions.kinds import Kind
from qabot.reading.coefficients import Coefficients, Linear
from qabot.reading.finding import Found
from qabot.reading.term_weights import TermWeights
from tests.coefficient_files import CONFIDENCE, RANKING
from tests.reading.sentences import sentence


def test_what_is_passed_over_does_not_make_the_next_one_less_likely() -> None:
    first, second, third = (
        sentence(f"The {name} fell.", score=score, article=number)
        for number, (name, score) in enumerate((("wall", 6.0), ("tower", 4.0), ("gate", 1.0)))
    )
    weights = dict.fromkeys(CONFIDENCE, 0.0) | {"lead": 1.0}
    models = Coefficients(Linear(dict.fromkeys(RANKING, 0.0)), Linear(weights))
    ranked = [first, second, third]
    found = Found(Kind.OTHER, TermWeights({}, 1.0), ranked, first, False, False, models)
    chances = [found.confidence(one) for one in ranked]
    leads = [2.0, 3.0, 5.0]  # over the next one; 5 where there is none
    assert chances == [pytest.approx(Linear({"bias": lead}).probability({})) for lead in leads]
