"""Sentences as retrieval ranks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.index import Index
from qabot.reading.selection import score_sentences
from qabot.reading.term_weights import TermWeights
from qabot.retrieval.hybrid import search
from qabot.types import Filters
from qabot.types.explanations import ScoredSentence
from tests.conftest import write_articles

TEXT = "Penicillin tale\n\nA mould was found in the lab. The rocket slept.\n"


def scored(index: Index, tmp_path: Path, question: str) -> list[ScoredSentence]:
    write_articles(tmp_path / "articles", {"tale.txt": TEXT, "wall.txt": "The wall was opened.\n"})
    index.sync([tmp_path / "articles"])
    vector = index.encoder.encode_question(question)
    with index.snapshot() as snapshot:
        passages = search(snapshot, question, vector, 10, Filters(), index.settings)
        return score_sentences(TermWeights.of(snapshot, question), vector, passages)


def test_context_is_the_share_of_terms_in_the_passage_with_its_title(
    index: Index, tmp_path: Path
) -> None:
    found = {one.text: one for one in scored(index, tmp_path, "penicillin mould rocket wall")}
    mould, rocket = found["A mould was found in the lab."], found["The rocket slept."]
    wall = found["The wall was opened."]
    # Each of the four terms stands in one of the two articles and weighs the same.
    assert [mould.coverage, mould.context] == pytest.approx([0.25, 0.75])
    assert [rocket.coverage, rocket.context] == pytest.approx([0.25, 0.75])
    assert [wall.coverage, wall.context] == pytest.approx([0.25, 0.25])


def test_a_question_without_terms_covers_nothing(index: Index, tmp_path: Path) -> None:
    found = scored(index, tmp_path, "???")
    assert all((one.coverage, one.context) == (0.0, 0.0) for one in found)


def test_a_headline_is_left_out_and_nothing_is_read_yet(index: Index, tmp_path: Path) -> None:
    found = scored(index, tmp_path, "penicillin mould")
    assert "Penicillin tale" not in [one.text for one in found]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert {one.reading for one in found} == {None}
