from __future__ import annotations

import pytest

from qabot.reading.answer_values import AnswerValue, ValueKind, answer_value
from qabot.types import Span


def value(sentence: str, answer: str, published: str | None = "2024-06-20") -> AnswerValue:
    start = sentence.index(answer)
    return answer_value(sentence, Span(start, start + len(answer)), published)


@pytest.mark.parametrize(
    ("sentence", "answer", "expected"),
    [
        ("It killed 1,308 people.", "1,308", AnswerValue(ValueKind.NUMBER, "1308", "perso")),
        ("It killed 12 persons.", "12 persons", AnswerValue(ValueKind.NUMBER, "12", "perso")),
        ("It killed three men.", "three men", AnswerValue(ValueKind.NUMBER, "3", "men")),
        ("About 30 men left.", "30 men", AnswerValue(ValueKind.NUMBER, "30", "men", rough=True)),
        ("It cost $2.5 million.", "$2.5 million", AnswerValue(ValueKind.NUMBER, "2500000", "$")),
        ("Rates rose 4 percent.", "4 percent", AnswerValue(ValueKind.NUMBER, "4", "%")),
        ("Rates rose 4% then.", "4%", AnswerValue(ValueKind.NUMBER, "4", "%")),
        ("He left in July 1969.", "in July 1969", AnswerValue(ValueKind.DATE, "1969-07")),
        ("He left on Tuesday.", "Tuesday", AnswerValue(ValueKind.DATE, "2024-06-18")),
        ("It was Hans Weber.", "Hans Weber", AnswerValue(ValueKind.NAME, "hans weber")),
        ("It was the Post.", "the Post", AnswerValue(ValueKind.WORDS, "post")),
        ("From 3 to 5 men.", "3 to 5 men", AnswerValue(ValueKind.WORDS, "3 5 men")),
    ],
)
def test_what_an_answer_is_worth(sentence: str, answer: str, expected: AnswerValue) -> None:
    assert value(sentence, answer) == expected


def number(printed: str, unit: str = "men", rough: bool = False) -> AnswerValue:
    return AnswerValue(ValueKind.NUMBER, printed, unit, rough)


def when(printed: str) -> AnswerValue:
    return AnswerValue(ValueKind.DATE, printed)


def name(printed: str) -> AnswerValue:
    return AnswerValue(ValueKind.NAME, printed)


def said(printed: str) -> AnswerValue:
    return AnswerValue(ValueKind.WORDS, printed)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (number("12"), number("12"), "agrees"),
        (number("12"), number("12", ""), "agrees"),
        (number("12"), number("15"), "differs"),
        (number("12"), number("15", "women"), "neither"),
        (number("12", ""), number("15", ""), "neither"),
        (number("12"), number("15", rough=True), "neither"),
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
