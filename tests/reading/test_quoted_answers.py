from __future__ import annotations

import pytest

from qabot.reading.quoted_answers import whole_speech, with_paired_brackets, with_paired_marks
from qabot.types import Span


@pytest.mark.parametrize(
    ("sentence", "read", "answer"),
    [
        ('It is fine to sing "now and then".', 'fine to sing "now and then', None),
        ('The "great gap" between them is closing.', 'great gap" between them', None),
        ('He would not get "fat and happy," he said.', 'fat and happy,"', '"fat and happy,"'),
        ("It is called “the mess of the year” here.", "“the mess", "the mess"),
        ("It is called “the mess of the year” here.", "of the year”", "of the year"),
        ("It is called “the mess” here.", "“the mess”", "“the mess”"),
        ("It is called “the mess” here.", "the mess", "the mess"),
        ('It is to go where "it hurts most" by a ban.', 'hurts most" by', '"it hurts most" by'),
        ('We are all glad now," he said.', 'glad now,"', "glad now"),
        ("The dogs' tails were wet.", "The dogs'", "The dogs'"),
        ("He knows 'total chess' well.", "'total chess", "'total chess'"),
        ('He called it "a mess of a day", twice.', 'called it "a mess', 'called it "a mess'),
        ('"No," he said.', '"No," he said.', '"No," he said.'),
    ],
)
def test_each_mark_has_its_partner(sentence: str, read: str, answer: str | None) -> None:
    expected = {
        'fine to sing "now and then': 'fine to sing "now and then"',
        'great gap" between them': '"great gap" between them',
    }
    start = sentence.index(read)
    found = with_paired_marks(sentence, Span(start, start + len(read))).of(sentence)
    assert found == (answer or expected[read])


@pytest.mark.parametrize(
    ("sentence", "read", "answer"),
    [
        ("It cost £5bn ($10bn) in all.", "$10bn)", "$10bn"),
        ("It cost £5bn ($10bn) in all.", "£5bn ($10bn", "£5bn ($10bn)"),
        ("It cost £5bn ($10bn) in all.", "£5bn ($10bn)", "£5bn ($10bn)"),
        ("It cost £5bn ($10bn) as it rained.", "$10bn) as it rained", "as it rained"),
        ("It cost some (nobody knows how much money) then.", "some (nobody", "some"),
        ("It cost some.", "some", "some"),
    ],
)
def test_each_bracket_has_its_partner(sentence: str, read: str, answer: str) -> None:
    start = sentence.index(read)
    found = with_paired_brackets(sentence, Span(start, start + len(read)))
    assert found.of(sentence) == answer


@pytest.mark.parametrize(
    ("sentence", "read", "answer"),
    [
        ("“It rains,” she said, “and blows.” OK.", "blows", "“It rains,” she said, “and blows.”"),
        ('"It rains," Ada Kerr, 40, said, "and blows."', "It rains", None),
        ("“It rains.” She said, “It blows.”", "It blows", "It blows"),
        ("It “rains”, she said, and “blows”.", "blows", "blows"),
        ("“It rains,” she said.", "It rains", "It rains"),
        ("“It rains,” she said, “and it blows.” They left.", "They left", "They left"),
    ],
)  # fmt: skip
def test_what_is_said_at_once_is_one_answer(sentence: str, read: str, answer: str | None) -> None:
    start = sentence.index(read)
    found = whole_speech(sentence, Span(start, start + len(read))).of(sentence)
    assert found == (answer or sentence)
