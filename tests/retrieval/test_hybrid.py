"""Dense and lexical scores, combined."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.config import FollowUpSettings, Settings
from qabot.errors import FilterError
from qabot.index import Index
from qabot.retrieval.filters import parse_filters
from qabot.retrieval.hybrid import search
from qabot.types import Filters, ScoredPassage
from qabot.wording.common_words import filter_words
from tests.conftest import write_articles
from tests.searching import sharing_terms


@pytest.fixture
def searched(index: Index, tmp_path: Path) -> Index:
    write_articles(
        tmp_path / "mixed",
        {
            "both.txt": "The rocket named Saturn flew.",
            "dense.txt": "A rocket, a rocket, a rocket.",
            "lexical.txt": "Saturn has rings; Saturn is large.",
            "neither.txt": "A wall of bricks.",
        },
    )
    index.sync([tmp_path / "mixed"])
    return index


def found(index: Index, question: str, **changes: float) -> list[ScoredPassage]:
    settings = Settings.of(**changes)
    vector = index.encoder.encode_question(question)
    with index.snapshot() as snapshot:
        return search(snapshot, question, vector, 10, Filters(), settings)


def test_an_article_at_hand_comes_wherever_it_ranks(searched: Index) -> None:
    vector, filters = searched.encoder.encode_question("Saturn rocket"), Filters()
    wall = Filters(paths=("neither.txt",))
    none = Settings(follow_ups=FollowUpSettings(passages_at_hand=0))
    ways = (Settings(), wall), (none, wall), (Settings(), None)
    with searched.snapshot() as snapshot:
        paths = [
            [
                hit.passage.article.path
                for hit in search(
                    snapshot, "Saturn rocket", vector, 1, filters, settings, (), at_hand
                )
            ]
            for settings, at_hand in ways
        ]
    assert paths == [["both.txt", "neither.txt"], ["both.txt"], ["both.txt"]]


def test_what_both_retrievers_like_comes_first(searched: Index) -> None:
    hits = found(searched, "Saturn rocket")
    assert hits[0].passage.article.path == "both.txt"


def test_a_score_is_the_weighted_sum_of_its_parts(searched: Index) -> None:
    for hit in found(searched, "Saturn rocket", dense_weight=0.3):
        assert hit.score == pytest.approx(0.3 * hit.dense + 0.7 * hit.lexical, abs=1e-6)
    hits = found(searched, "Saturn rocket")
    assert max(hit.dense for hit in hits) == pytest.approx(1.0)
    assert max(hit.lexical for hit in hits) == pytest.approx(1.0)


def test_the_weight_moves_the_order(searched: Index) -> None:
    assert found(searched, "rocket", dense_weight=1.0)[0].passage.article.path == "dense.txt"
    assert found(searched, "Saturn", dense_weight=0.0)[0].passage.article.path == "lexical.txt"


def test_candidates_of_one_retriever_get_their_score_from_the_other(
    index: Index, tmp_path: Path
) -> None:
    """With two candidates each, near.txt is found by its vector alone; its BM25 is still true."""
    write_articles(
        tmp_path / "three",
        {
            "a.txt": "Saturn rocket.",
            "b.txt": "Saturn, Saturn.",
            "near.txt": "On that long and quiet night over the hills a rocket flew by.",
        },
    )
    index.sync([tmp_path / "three"])
    question = "Saturn rocket"
    vector = index.encoder.encode_question(question)
    settings = Settings.of(candidates=2, dense_weight=0.9)
    with index.snapshot() as snapshot:
        found_by_terms, _ = sharing_terms(snapshot, question, 2)
        terms = [hit.article.path for hit in snapshot.passages(found_by_terms.tolist())]
        assert sorted(terms) == ["a.txt", "b.txt"]
        ids, scores = sharing_terms(snapshot, question, 10)
        narrow = search(snapshot, question, vector, 2, Filters(), settings)
    assert [hit.passage.article.path for hit in narrow] == ["a.txt", "near.txt"]
    true = dict(zip(ids.tolist(), scores.tolist(), strict=True))
    assert narrow[1].bm25 == pytest.approx(true[narrow[1].passage.id])
    assert narrow[1].bm25 > 0.0


def test_a_filter_that_leaves_nothing(searched: Index) -> None:
    vector = searched.encoder.encode_question("rocket")
    with searched.snapshot() as snapshot:
        filters = Filters(path="nowhere/*")
        assert search(snapshot, "rocket", vector, 5, filters, Settings()) == []


def test_filters_as_users_write_them() -> None:
    assert parse_filters(since="2024-06", outlet="") == Filters(since="2024-06")
    assert not parse_filters()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"since": "June"}, "--since 'June' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"until": "2024-13"}, "--until '2024-13' is not a date"),
        ({"since": "2024-02-30"}, "--since '2024-02-30' is not a date"),
        ({"since": "2025", "until": "2024-06"}, "--since 2025 lies after --until 2024-06"),
    ],
)
def test_dates_that_make_no_sense(values: dict[str, str], message: str) -> None:
    with pytest.raises(FilterError, match=message):
        parse_filters(**values)


def test_picked_articles_are_the_only_ones_searched(searched: Index) -> None:
    vector = searched.encoder.encode_question("Saturn rocket")

    def paths(filters: Filters) -> list[str]:
        with searched.snapshot() as snapshot:
            hits = search(snapshot, "Saturn rocket", vector, 10, filters, Settings())
        return [hit.passage.article.path for hit in hits]

    assert paths(Filters(paths=("neither.txt", "dense.txt"))) == ["dense.txt", "neither.txt"]
    assert paths(Filters(path="[b-d]*", paths=("neither.txt", "both.txt"))) == ["both.txt"]
    assert paths(Filters(paths=("*.txt",))) == []  # called so exactly, or not at all
    many = tuple(f"{number}.txt" for number in range(5000))
    assert paths(Filters(paths=(*many, "lexical.txt"))) == ["lexical.txt"]


def test_filters_as_json() -> None:
    filters = Filters(outlet="Post", paths=("a.txt", "b.txt"))
    assert filters.to_dict() == {"outlet": "Post", "paths": ["a.txt", "b.txt"]}
    assert Filters(paths=("a.txt",))
    assert not Filters(paths=())
    assert filter_words(filters) == "with “Post” as outlet, among the 2 picked"
    assert filter_words(Filters(paths=("a.txt",))) == "called a.txt"
