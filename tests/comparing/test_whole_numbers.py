"""Short answers that break off inside a number."""

from __future__ import annotations

import pytest

from qabot.comparing.whole_numbers import whole_number
from qabot.types import Span


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        ("Soviet purchases were only two mln tonnes.", "two", "two mln"),
        ("It paid $52m for it.", "52", "$52m"),
        ("It paid US$1,200.50 for it.", "200", "US$1,200.50"),
        ("A debt of 10.53 billion dlrs.", "10", "10.53 billion"),
        ("Prices rose 7-3/4 pct in May.", "3/4", "7-3/4 pct"),
        ("Turnout was 41 per cent.", "41", "41 per cent"),
        ("About two-thirds of them agreed.", "two", "two-thirds"),
        ("Twenty-one people came.", "one", "Twenty-one"),
        ("The 21st century began.", "21", "21st"),
        ("Some 3 thousand of 4 thousand came.", "3 thousand of 4", "3 thousand of 4 thousand"),
        ("The 23-year-old won.", "23", "23"),
        ("Three million came in 1999.", "Three million", "Three million"),
        ("Kim Jong Un left on 3 May.", "Kim Jong Un", "Kim Jong Un"),
        ("Someone left.", "one", "one"),
        ("The F16 landed.", "16", "16"),
        ("In 2010 thousands of people left.", "2010", "2010"),
        ("By 12 May 3 dozens had left.", "3", "3"),
        ("A 2-1 score was enough.", "2-1", "2-1"),
        ("Fifty one-way tickets were sold.", "Fifty", "Fifty"),
        ("It cost one hundred and five pounds.", "one hundred", "one hundred and five"),
        ("From one hundred and two thousand on.", "one hundred", "one hundred"),
        ("Some two and a half million came.", "two", "two and a half million"),
        ("Some 2 and a half million came.", "2", "2 and a half million"),
    ],
)  # fmt: skip
def test_a_number_is_given_whole(text: str, read: str, whole: str) -> None:
    start = text.index(read)
    assert whole_number(text, Span(start, start + len(read))).of(text) == whole
