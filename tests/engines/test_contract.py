"""What every engine has to do, held to a brute-force oracle: add an engine to ``ENGINES``.

That an index works with another engine is tested in ``tests/sync/test_publishing.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from qabot.config import Settings
from qabot.engines.local import LocalEngine
from qabot.protocols import Engine, Searcher
from qabot.types import Document, EngineQuery, Filters, Selection
from tests.engines.memory import MemoryEngine
from tests.engines.milvus_file import milvus, milvus_engine
from tests.engines.oracle import Oracle, generated, query_like

SETTINGS = Settings()
ENGINES: dict[str, Callable[[Path], Engine]] = {
    "local": lambda folder: LocalEngine(folder, SETTINGS),
    "local, growing": lambda folder: LocalEngine(folder, SETTINGS, rewritten=0),
    "memory": lambda _: MemoryEngine(SETTINGS.retrieval.title_boost),
    "milvus": milvus_engine,
}
EVERYTHING = Selection()


@pytest.fixture(
    params=[
        pytest.param(name, marks=milvus) if name == "milvus" else name for name in sorted(ENGINES)
    ]
)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return ENGINES[request.param](tmp_path / "views")


def published(
    engine: Engine,
    name: str,
    added: Sequence[Document],
    base: str | None = None,
    removed: Sequence[int] = (),
    held: Sequence[Document] = (),
) -> Searcher:
    """A generation with what was added, as :mod:`qabot.engines.catching_up` makes one."""
    draft = engine.draft(base)
    if removed:
        draft.remove(np.array(removed, dtype=np.int64))
    there = set(draft.articles.tolist())
    wanted = [one for one in held if one.article not in there and one.article not in removed]
    draft.add(sorted([*wanted, *added], key=lambda one: one.passage))
    draft.publish(name)
    searcher = engine.open(name)
    assert searcher is not None
    return searcher


def selected(articles: Sequence[int]) -> Selection:
    return Selection(Filters(path="some/*"), np.array(sorted(articles), dtype=np.int64))


def check(searcher: Searcher, oracle: Oracle, query: EngineQuery, k: int, among: Selection) -> None:
    """The best of each kind are found, with true scores; equals may be swapped at the margin.

    Where ``among`` has more than the oracle's articles, none of those is to be found.
    """
    hits = searcher.search(query, among, k)
    found = hits.ids.tolist()
    assert found == sorted(set(found))
    articles = {one.passage: one.article for one in oracle.documents}
    left = set(articles.values())
    if among.articles is not None:
        left &= set(among.articles.tolist())
    assert {articles[number] for number in found} <= left
    bm25, cosines = oracle.bm25(query.terms), oracle.cosines(query.vector)
    assert hits.bm25 == pytest.approx([bm25[number] for number in found], rel=1e-3, abs=1e-6)
    assert hits.cosines == pytest.approx([cosines[number] for number in found], abs=1e-3)
    best_bm25 = [score for score in oracle.best(bm25, k, left) if score > 0.0]
    assert sorted(hits.bm25.tolist())[::-1][: len(best_bm25)] == pytest.approx(best_bm25, rel=1e-3)
    if query.vector is not None and searcher.has_vectors:
        best_cosines = oracle.best(cosines, k, left)
        got = sorted(hits.cosines.tolist())[::-1][: len(best_cosines)]
        assert got == pytest.approx(best_cosines, abs=1e-3)
        assert len(found) <= len(best_cosines) + len(best_bm25)
    else:
        assert len(found) == len(best_bm25)


DOCUMENTS = generated(250)
ORACLE = Oracle(DOCUMENTS, SETTINGS.retrieval.title_boost)
ARTICLES = sorted({one.article for one in DOCUMENTS})
QUERIES = [query_like(one) for one in DOCUMENTS[::97]]


def test_candidates_of_both_kinds_with_both_scores(engine: Engine) -> None:
    searcher = published(engine, "1-a", DOCUMENTS)
    assert searcher.has_vectors
    for query in QUERIES:
        check(searcher, ORACLE, query, 10, EVERYTHING)
        check(searcher, ORACLE, query, 5000, EVERYTHING)


def test_terms_count_by_their_weights(engine: Engine) -> None:
    searcher = published(engine, "1-a", DOCUMENTS)
    weights = {term: 0.3 * n for n, term in enumerate(QUERIES[0].terms, start=1)}
    check(searcher, ORACLE, EngineQuery(weights, QUERIES[1].vector), 10, EVERYTHING)


def test_terms_alone_and_a_vector_alone(engine: Engine) -> None:
    searcher = published(engine, "1-a", DOCUMENTS)
    for query in QUERIES:
        check(searcher, ORACLE, EngineQuery(query.terms), 10, EVERYTHING)
        check(searcher, ORACLE, EngineQuery({}, query.vector), 10, EVERYTHING)
    assert len(searcher.search(EngineQuery({}), EVERYTHING, 10)) == 0
    assert len(searcher.search(EngineQuery({"nowhere": 1.0}), EVERYTHING, 10)) == 0


@pytest.mark.parametrize("share", [1, 2, 10, 100])
def test_only_selected_articles_and_all_of_the_best_of_those(engine: Engine, share: int) -> None:
    searcher = published(engine, "1-a", DOCUMENTS)
    for number, query in enumerate(QUERIES):
        check(searcher, ORACLE, query, 10, selected(ARTICLES[number % share :: share]))


def test_a_selection_of_nothing(engine: Engine) -> None:
    searcher = published(engine, "1-a", DOCUMENTS)
    assert len(searcher.search(QUERIES[0], selected([]), 10)) == 0
    assert len(searcher.search(QUERIES[0], selected([10**9]), 10)) == 0


def test_bm25_of_given_passages_adds_up_over_terms(engine: Engine) -> None:
    searcher = published(engine, "1-a", DOCUMENTS)
    ids = np.array([one.passage for one in DOCUMENTS[::7]], dtype=np.int64)
    terms = QUERIES[0].terms
    whole = searcher.bm25(terms, ids)
    true = ORACLE.bm25(terms)
    assert whole == pytest.approx([true[number] for number in ids.tolist()], rel=1e-3, abs=1e-6)
    parts = [searcher.bm25({term: weight}, ids) for term, weight in terms.items()]
    assert np.sum(parts, axis=0) == pytest.approx(whole, rel=1e-3, abs=1e-6)
    assert searcher.bm25({}, ids).tolist() == [0.0] * len(ids)


def test_statistics(engine: Engine) -> None:
    searcher = published(engine, "1-a", DOCUMENTS)
    for term in (*QUERIES[0].terms, "word1", "nowhere"):
        assert searcher.idf(term) == pytest.approx(ORACLE.text.idf(term), rel=1e-4)
        holding = {
            one.article
            for row, one in enumerate(DOCUMENTS)
            if ORACLE.text.counts[row][term] or ORACLE.title.counts[row][term]
        }
        assert searcher.containing(term).tolist() == sorted(holding)


def test_what_is_removed_is_found_no_more(engine: Engine) -> None:
    published(engine, "1-a", DOCUMENTS)
    gone = ARTICLES[::50]
    searcher = published(engine, "2-b", [], "1-a", gone, held=DOCUMENTS)
    left = [one for one in DOCUMENTS if one.article not in gone]
    counted = searcher.idf("word1") == pytest.approx(ORACLE.text.idf("word1"))
    oracle = ORACLE if counted else Oracle(left, SETTINGS.retrieval.title_boost)
    oracle = oracle.without(gone)
    for query in [*QUERIES, *(query_like(one) for one in DOCUMENTS if one.article in gone)]:
        check(searcher, oracle, query, 10, EVERYTHING)
        check(searcher, oracle, query, 10, selected(ARTICLES[::2]))
    assert not set(gone) & set(searcher.containing("word1").tolist())


def test_what_is_added_is_found_beside_the_rest(engine: Engine) -> None:
    published(engine, "1-a", DOCUMENTS)
    name, documents = "1-a", list(DOCUMENTS)
    for number in range(6):
        more = generated(3, first=1000 + 10 * number)
        documents += more
        searcher = published(engine, f"{number}-c", more, name)
        name = f"{number}-c"
        oracle = Oracle(documents, SETTINGS.retrieval.title_boost)
        for query in (*QUERIES[:2], query_like(more[0])):
            check(searcher, oracle, query, 10, EVERYTHING)
    assert engine.draft(name).articles.tolist() == sorted({one.article for one in documents})


def test_readers_see_one_generation_whole(engine: Engine) -> None:
    """The old one while a new one is made, published, and kept alone."""
    old = published(engine, "1-a", DOCUMENTS)
    query = QUERIES[0]
    before = old.search(query, EVERYTHING, 10)
    gone = sorted({one.article for one in DOCUMENTS if one.passage in before.ids})
    draft = engine.draft("1-a")
    draft.remove(np.array(gone, dtype=np.int64))
    again = engine.open("1-a")
    assert again is not None
    assert engine.open("2-b") is None
    draft.publish("2-b")
    new = engine.open("2-b")
    assert new is not None
    third = engine.open("1-a")
    assert third is not None
    engine.keep_only("2-b")
    assert engine.open("1-a") is None
    for reader in (old, again, third):
        now = reader.search(query, EVERYTHING, 10)
        assert now.ids.tolist() == before.ids.tolist()
        assert now.bm25.tolist() == before.bm25.tolist()
    assert not set(before.ids.tolist()) & set(new.search(query, EVERYTHING, 10).ids.tolist())


def test_a_draft_that_is_discarded_leaves_nothing(engine: Engine) -> None:
    published(engine, "1-a", DOCUMENTS)
    draft = engine.draft("1-a")
    draft.add(generated(2, first=2000))
    draft.discard()
    assert engine.draft("1-a").articles.tolist() == ARTICLES


def test_a_base_that_is_not_there_is_nothing(engine: Engine) -> None:
    assert engine.open("1-a") is None
    assert engine.draft("1-a").articles.tolist() == []


def test_passages_may_wait_for_their_vectors(engine: Engine) -> None:
    waiting = [Document(one.passage, one.article, one.title, one.text, None) for one in DOCUMENTS]
    searcher = published(engine, "1-a", waiting)
    assert not searcher.has_vectors
    oracle = Oracle(waiting, SETTINGS.retrieval.title_boost)
    for query in QUERIES:
        check(searcher, oracle, query, 10, EVERYTHING)
