from __future__ import annotations

import pytest

from qabot.comparing.quantities import Quantity, unit_of
from qabot.comparing.values import AnswerValue, ValueKind, answer_value
from qabot.types import Span


def value(sentence: str, answer: str, asked: str = "") -> AnswerValue:
    start = sentence.index(answer)
    return answer_value(sentence, Span(start, start + len(answer)), "2024-06-20", asked)


@pytest.mark.parametrize(
    ("sentence", "answer", "kind", "expected"),
    [
        ("It killed 1,308 people.", "1,308", ValueKind.NUMBER, "1 308"),
        ("It killed three men.", "three men", ValueKind.NUMBER, "three men"),
        ("It cost $9.3bn (£5bn) then.", "$9.3bn (£5bn", ValueKind.NUMBER, "9.3bn 5bn"),
        ("He left in July 1969.", "in July 1969", ValueKind.DATE, "1969-07"),
        ("He left on Tuesday.", "Tuesday", ValueKind.DATE, "2024-06-18"),
        ("It was Hans Weber.", "Hans Weber", ValueKind.NAME, "hans weber"),
        ("It was the Post.", "the Post", ValueKind.WORDS, "post"),
        ("From 3 to 5 men.", "3 to 5 men", ValueKind.WORDS, "3 5 men"),
    ],
)
def test_what_an_answer_is_worth(
    sentence: str, answer: str, kind: ValueKind, expected: str
) -> None:
    found = value(sentence, answer)
    assert (found.kind, found.value) == (kind, expected)
    assert (found.quantity is not None) is (kind is ValueKind.NUMBER)


def test_a_number_without_a_unit_has_that_of_the_question() -> None:
    rose = value("The number of dead rose to 41.", "41", asked=unit_of("people"))
    assert rose.quantity is not None
    assert rose.quantity.unit == "person"


def number(amount: float, unit: str = "man", about: float = 0.0) -> AnswerValue:
    quantity = Quantity(amount, unit, amount - about, amount + about)
    return AnswerValue(ValueKind.NUMBER, str(amount), quantity)


def when(printed: str) -> AnswerValue:
    return AnswerValue(ValueKind.DATE, printed)


def name(printed: str) -> AnswerValue:
    return AnswerValue(ValueKind.NAME, printed)


def said(printed: str) -> AnswerValue:
    return AnswerValue(ValueKind.WORDS, printed)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (number(12), number(12), "agrees"),
        (number(12), number(12, ""), "agrees"),
        (number(12), number(15), "differs"),
        (number(12), number(15, "woman"), "neither"),
        (number(12, ""), number(15, ""), "neither"),
        (number(12), number(15, about=3), "neither"),
        (number(12), number(15, about=2), "differs"),
        (when("1969-07"), when("1969-07-20"), "agrees"),
        (when("1969"), when("1970"), "differs"),
        (when("1969"), when("1970-01-01"), "neither"),
        (name("john kennedy"), name("john f kennedy"), "agrees"),
        (name("john kennedy"), name("lyndon johnson"), "differs"),
        (name("john kennedy"), name("robert kennedy"), "neither"),
        (said("blue whale"), said("whale blue"), "agrees"),
        (said("blue"), said("red"), "neither"),
        (said("1969"), when("1969"), "neither"),
    ],
)
def test_agreeing_and_differing(one: AnswerValue, other: AnswerValue, relation: str) -> None:
    for first, second in ((one, other), (other, one)):
        assert first.agrees(second) is (relation == "agrees")
        assert first.differs(second) is (relation == "differs")
