from __future__ import annotations

import pytest

from qabot.text.normalise import lexical_text, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e\u0301le\u0300ve", "élève"),
        ("ﬁnal oﬀer", "final offer"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        (" a\r\n b\u00a0c ", "a b c"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000,000 people", "1000000 people"),
        ("pages 1,22", "pages 1,22"),
        ("the U.S. and U.N.", "the US and UN"),
        ("Russia’s and Kim's", "Russia and Kim"),
    ],
)
def test_terms_are_spelled_one_way(text: str, expected: str) -> None:
    assert lexical_text(text) == expected


def test_chinese_is_indexed_by_character() -> None:
    assert lexical_text("北京").split() == ["北", "京"]
