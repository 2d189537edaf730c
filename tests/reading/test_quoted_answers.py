from __future__ import annotations

import pytest

from qabot.reading.quoted_answers import with_paired_marks
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
