from __future__ import annotations

import math
from dataclasses import replace

import pytest

from qabot.config import Settings
from qabot.questions.kinds import Kind
from qabot.questions.understanding import wanted_of
from qabot.reading.coefficients import Linear
from qabot.reading.verdict import (
    answer_features,
    leaves_out_fate,
    leaves_out_negation,
    verdict,
)
from qabot.types import Verdict
from tests.reading.sentences import sentence

SETTINGS = Settings.of(answered_from=0.6, related_from=0.1)


def test_the_features_are_those_of_the_first_sentence() -> None:
    best = sentence(
        "It fell in 1989.",
        score=3.0,
        passage_cosine=0.5,
        cosine=0.25,
        coverage=0.75,
        context=0.8,
        reading=4.0,
    )
    second = sentence("It stood.", score=1.5, passage_cosine=0.9, context=1.0, reading=-8.0)
    best = replace(best, repeats=True)
    features = answer_features([best, second], second, Kind.TIME, read=True, leans=True)
    assert features == {
        "passage": 0.5,
        "sentence": 0.25,
        "coverage": 0.75,
        "context": 0.8,
        "seen": 1.0,  # the best context of all
        "kind": 1.0,
        "lead": 1.5,
        "leans": 1.0,
        "reader": pytest.approx(0.4),
        "marginal": pytest.approx(0.4),  # of a reader that tells of the best span alone
        "agreement": 0.0,
        "repeats": 1.0,
        "said": 0.0,
        "fits": 1.0,
        "together": 1.0,
        "alike": 0.0,
    }
    unread = answer_features([best, second], best, Kind.TIME, read=False)
    assert list(unread) == [*features][:8]


def test_what_others_say_of_the_answer_counts() -> None:
    wall, other = "The wall fell in 1989.", "It is 43 kilometres long."
    best = sentence(wall, reading=4.0, answer="1989")
    late = "In November 1989 it fell."
    same = sentence(late, article=2, reading=2.0, answer="November 1989")
    copy = sentence(wall, article=3, reading=4.0, answer="1989")
    long = sentence(other, reading=1.0, answer="43 kilometres")
    ranked = [best, copy, same, long]
    told = answer_features(ranked, best, Kind.TIME, read=True)
    assert told["fits"] == 1.0
    assert told["together"] == 0.5  # two of the four are of its article
    assert told["alike"] == pytest.approx(1 / 3)  # a copy that prints the same says nothing new
    assert answer_features(ranked, best, Kind.NUMBER, read=True)["fits"] == 1.0
    assert answer_features([long, best], best, Kind.TIME, read=True)["fits"] == 0.0
    unread = answer_features([sentence(wall), best], best, Kind.TIME, read=True)
    assert (unread["fits"], unread["alike"]) == (0.0, 0.0)


def test_the_lead_is_over_the_next_sentence_that_prints_something_else() -> None:
    best, copy = sentence("It fell.", score=3.0), sentence("It fell.", score=2.9, article=2)
    other = sentence("It stood.", score=1.0)

    def lead(*ranked: object) -> float:
        return answer_features(ranked, best, Kind.OTHER, read=False)["lead"]  # type: ignore[arg-type]

    assert lead(best, copy, other) == 2.0
    assert lead(best, copy) == 5.0
    assert lead(best, sentence("It stood.", score=-9.0)) == 5.0


def test_confidence_is_logistic_in_its_features() -> None:
    best = sentence(passage_cosine=0.5, cosine=0.25, coverage=0.5)
    features = answer_features([best], best, Kind.OTHER, read=False)
    weights = dict.fromkeys(features, 0.0) | {"passage": 1.0, "sentence": 2.0, "coverage": 4.0}
    assert Linear({"bias": -3.0, **weights}).probability(features) == pytest.approx(0.5)
    assert Linear({"bias": -4.0, **weights}).probability(features) == pytest.approx(
        1 / (1 + math.exp(-(-4.0 + 0.5 + 0.5 + 2.0)))
    )


@pytest.mark.parametrize(
    ("question", "text", "doubtful"),
    [
        ("Russia has no right to self-defence", "“It is its right,” Mr Kim said.", True),
        ("the wall will not fall", "“It won’t fall,” he said.", False),
        ("the wall will not fall", "He denied that the wall would fall.", False),
        ("why did he not play", "He missed the game through injury.", False),
        ("who did not play", "He missed the game through injury.", True),
        ("the wall will fall", "“It will not fall,” he said.", False),
        ("Norway has a notable wall under the United Nations", "It has.", False),
        ("who voted against it", "Five countries voted for it.", False),
        ("why can't we read the paper abroad", "The site blocks readers from abroad.", False),
        ("why can't cars cross the bridge", "Lorries are banned from it, too.", False),
        ("why can't cars cross the bridge", "A barrier of stone stands beside it.", False),
    ],
)
def test_a_denial_is_not_answered_by_its_opposite(question: str, text: str, doubtful: bool) -> None:
    assert leaves_out_negation(wanted_of(question), text) is doubtful


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


@pytest.mark.parametrize(
    ("question", "sentence", "left_out"),
    [
        ("how many people died on the ship", "It carried 2,220 people.", True),
        ("how many people died on the ship", "The toll rose to 41.", False),
        ("how many were killed", "161 people were saved.", True),
        ("how many survived", "Some 700 were rescued from the boats.", False),
        ("how many people were hurt", "Nine were taken to hospital, injured.", False),
        ("who died on the ship", "It carried John Astor.", False),
        ("how many people live there", "It has 2,220 people.", False),
    ],
)
def test_a_number_of_dead_is_none_of_those_aboard(
    question: str, sentence: str, left_out: bool
) -> None:
    assert leaves_out_fate(wanted_of(question), sentence) is left_out
