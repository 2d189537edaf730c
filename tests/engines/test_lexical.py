"""BM25 held to the formula."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from qabot.engines.lexical import LexicalView

DOCUMENTS = [
    (10, "", "the cat sat on the mat"),
    (20, "", "the dog sat"),
    (30, "Cats", "a long text about animals that says nothing else of any kind at all"),
]


@pytest.fixture
def view(tmp_path: Path) -> LexicalView:
    return LexicalView.build(iter(DOCUMENTS), tmp_path / "1", "these", title_boost=0.5)


def bm25(frequency: int, length: int, average: float, holding: int, total: int) -> float:
    """Robertson & Zaragoza 2009, with k1 = 1.2 and b = 0.75."""
    idf = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
    saturated = frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / average))
    return idf * saturated


def test_scores_follow_the_formula(view: LexicalView) -> None:
    ids, scores = view.search("dog", 10)
    assert ids.tolist() == [20]
    assert scores[0] == pytest.approx(bm25(1, 3, (6 + 3 + 14) / 3, 1, 3), rel=1e-3)


def test_a_title_counts_by_its_boost(view: LexicalView) -> None:
    ids, scores = view.search("cat", 10)
    assert set(ids.tolist()) == {10, 30}
    in_title = bm25(1, 1, 1 / 3, 1, 3)
    assert dict(zip(ids.tolist(), scores, strict=True))[30] == pytest.approx(
        0.5 * in_title, rel=1e-3
    )


def test_only_allowed_passages(view: LexicalView) -> None:
    everywhere, all_scores = view.search("sat", 10)
    ids, scores = view.search("sat", 10, [20, 30])
    assert ids.tolist() == [20]
    assert scores[0] == pytest.approx(all_scores[everywhere.tolist().index(20)])


def test_terms_meet_whatever_their_form(view: LexicalView) -> None:
    assert view.terms("Cats’ naïve U.S. 1,000 ﬁlms") == ["cat", "naiv", "us", "1000", "film"]


def test_idf_is_that_of_bm25(view: LexicalView) -> None:
    assert view.idf("dog") == pytest.approx(math.log(1 + 2.5 / 1.5))
    assert view.idf("unheard") == pytest.approx(math.log(1 + 3.5 / 0.5))


@pytest.mark.parametrize("question", ["", "?!", "AND OR NOT", 'a:b "c', "[red]", "x" * 5000])
def test_any_question_is_words_not_syntax(view: LexicalView, question: str) -> None:
    ids, _ = view.search(question, 10)
    assert set(ids.tolist()) <= {10, 20, 30}


def test_opening_checks_what_is_there(view: LexicalView, tmp_path: Path) -> None:
    assert LexicalView.open(tmp_path / "1", "these", 0.5) is not None
    assert LexicalView.open(tmp_path / "1", "others", 0.5) is None
    assert LexicalView.open(tmp_path / "2", "these", 0.5) is None
