"""How the local engine grows, what it costs the disk, and what it does about damage."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tantivy

from qabot.config import Settings
from qabot.engines.local import LocalEngine
from qabot.engines.local_draft import merged
from qabot.engines.local_searcher import LocalSearcher
from qabot.engines.manifest import FileState, Manifest
from qabot.engines.segments import SegmentWriter, merge
from qabot.types import Document, EngineQuery, Filters, Selection
from tests.engines.oracle import Oracle, generated, query_like

DOCUMENTS = generated(800)
ARTICLES = np.unique([one.article for one in DOCUMENTS])
EVERYTHING = Selection()


def grown(engine: LocalEngine, name: str, base: str | None, added: list[Document]) -> LocalSearcher:
    draft = engine.draft(base)
    draft.add(added)
    draft.publish(name)
    searcher = engine.open(name)
    assert searcher is not None
    return searcher


def inodes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_does_not_change_is_not_written_again(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, Settings())
    grown(engine, "1-a", None, DOCUMENTS)
    grown(engine, "2-b", "1-a", generated(1, first=5000))
    old, new = inodes(tmp_path / "1-a"), inodes(tmp_path / "2-b")
    assert old["vectors-1.f16"] == new["vectors-1.f16"]
    terms = [name for name in old if name.endswith(".term")]
    assert terms
    assert all(new[name] == old[name] for name in terms)


def test_segments_stay_few(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, Settings())
    name, documents = "0-a", list(DOCUMENTS)
    grown(engine, name, None, documents)
    for number in range(1, 25):
        more = generated(1, first=5000 + 10 * number)
        documents += more
        searcher = grown(engine, f"{number}-a", name, more)
        name = f"{number}-a"
        engine.keep_only(name)
        assert len(searcher.segments) <= 4
    assert sum(len(segment.rows) for segment in searcher.segments) == len(documents)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    oracle = Oracle(documents, 0.5)
    hits = searcher.search(EngineQuery({}, query_like(documents[-1]).vector), EVERYTHING, 5)
    best = oracle.best(oracle.cosines(query_like(documents[-1]).vector), 5, set(range(10**5)))
    assert sorted(hits.cosines.tolist())[::-1] == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize(
    ("sizes", "last"),
    [([], 1), ([5], 1), ([100, 5], 1), ([100, 30], 2), ([100, 6, 5], 2), ([100, 20, 5, 5], 4)],
)
def test_the_last_segments_become_one_where_they_are_alike(sizes: list[int], last: int) -> None:
    assert merged(sizes) == last


def test_all_is_written_anew_when_a_tenth_is_removed(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, Settings(), rewritten=0)
    grown(engine, "1-a", None, DOCUMENTS)
    draft = engine.draft("1-a")
    draft.remove(ARTICLES[: len(ARTICLES) // 20])
    assert draft.articles.tolist() == ARTICLES[len(ARTICLES) // 20 :].tolist()
    draft.remove(ARTICLES[: len(ARTICLES) // 5])
    assert draft.articles.tolist() == []
    draft.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["1-a"]


def test_what_is_added_again_after_all_was_dropped(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, Settings())
    draft = engine.draft(None)
    draft.add(DOCUMENTS[:50])
    draft.remove(np.array([1]))
    draft.add(DOCUMENTS[:9])
    draft.publish("1-a")
    searcher = engine.open("1-a")
    assert searcher is not None
    assert searcher.lexical.documents == 9
    assert [len(segment.rows) for segment in searcher.segments] == [9]


def test_segments_in_memory_are_shared_by_generations(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, Settings())
    old = grown(engine, "1-a", None, DOCUMENTS)
    new = grown(engine, "2-b", "1-a", generated(1, first=5000))
    assert new.segments[0] is old.segments[0]


@pytest.mark.parametrize("share", [1, 2])
def test_inverted_lists_find_nearly_all_with_exact_scores(tmp_path: Path, share: int) -> None:
    documents = generated(3000)
    engine = LocalEngine(tmp_path, Settings.of(flat_limit=10))
    searcher = grown(engine, "1-a", None, documents)
    assert not searcher.segments[0].is_flat
    articles = np.unique([one.article for one in documents])[::share]
    selection = Selection(Filters(path="*"), articles) if share > 1 else EVERYTHING
    oracle, recalls = Oracle(documents, 0.5), []
    for document in documents[::400]:
        vector = query_like(document).vector
        true = oracle.cosines(vector)
        best = oracle.best(true, 10, set(articles.tolist()))
        hits = searcher.search(EngineQuery({}, vector), selection, 10)
        assert hits.cosines == pytest.approx([true[n] for n in hits.ids.tolist()], abs=1e-3)
        recalls.append(np.mean([cosine >= best[-1] - 1e-3 for cosine in hits.cosines]))
    assert np.mean(recalls) >= (0.9 if share == 1 else 1.0)


@pytest.mark.parametrize(
    "name", ["ids-1.npy", "vectors-1.f16", "manifest.json", "lexical/meta.json"]
)
@pytest.mark.parametrize("damage", ["missing", "cut short", "changed"])
def test_damage_is_noticed_when_a_generation_is_opened(
    tmp_path: Path, name: str, damage: str
) -> None:
    grown(LocalEngine(tmp_path, Settings()), "1-a", None, DOCUMENTS[:50])
    path = tmp_path / "1-a" / name
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        changed = bytes([data[len(data) // 2] ^ 0xFF])
        half = data[: len(data) // 2]
        path.write_bytes(half if damage == "cut short" else half + changed + data[len(half) + 1 :])
    again = LocalEngine(tmp_path, Settings())
    assert again.open("1-a") is None
    draft = again.draft("1-a")
    assert draft.articles.tolist() == []
    draft.discard()


def test_files_of_generations_that_were_open_before_are_forgotten(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, Settings())
    grown(engine, "1-a", None, DOCUMENTS[:50])
    grown(engine, "2-b", None, DOCUMENTS[:60])
    vectors = tmp_path / "1-a" / "vectors-1.f16"
    vectors.write_bytes(bytes(vectors.stat().st_size))
    assert engine.open("1-a") is None


def test_a_removed_article_is_forgotten_with_the_last_segment_that_held_it(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, Settings(), rewritten=0)
    grown(engine, "1-a", None, DOCUMENTS)
    grown(engine, "2-b", "1-a", generated(1, first=5000))
    draft = engine.draft("2-b")
    draft.remove(np.array([5000, int(ARTICLES[0])]))
    draft.add(generated(1, first=5001))
    draft.publish("3-c")
    manifest = Manifest.read(tmp_path / "3-c")
    assert manifest is not None
    assert manifest.removed == (ARTICLES[0],)
    assert len(manifest.segments) == 2


def test_what_is_left_of_many_articles_is_found_below_what_is_not(tmp_path: Path) -> None:
    """Where a filter leaves too many articles to list, hits are sorted out until there are k."""
    documents = generated(1200)
    searcher = grown(LocalEngine(tmp_path, Settings()), "1-a", None, documents)
    oracle, query = Oracle(documents, 0.5), EngineQuery({"word1": 1.0, "word2": 1.0})
    scores = oracle.bm25(query.terms)
    best = sorted(documents, key=lambda one: -scores[one.passage])[:60]
    left = np.setdiff1d([one.article for one in documents], [one.article for one in best])
    assert len(left) > 1000
    hits = searcher.search(query, Selection(Filters(path="*"), left), 10)
    expected = oracle.best(scores, 10, set(left.tolist()))
    assert sorted(hits.bm25.tolist())[::-1] == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("gone", ["all of it", "vectors-1.f16", "lists-1.faiss", "lexical"])
def test_a_generation_forgotten_while_it_is_opened_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    """Another process publishes, and keeps only its own."""
    grown(LocalEngine(tmp_path, Settings.of(flat_limit=10)), "1-a", None, DOCUMENTS[:50])
    holds = Manifest.holds

    def forgotten(self: Manifest, folder: Path, known: set[FileState]) -> bool:
        held = holds(self, folder, known)
        path = folder / gone if gone != "all of it" else folder
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        return held

    engine = LocalEngine(tmp_path, Settings())
    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "holds", forgotten)
        assert engine.open("1-a") is None
    assert grown(engine, "1-a", None, DOCUMENTS[:50]).has_vectors


def test_processes_of_one_number_have_drafts_of_their_own(tmp_path: Path) -> None:
    """As the first process of each container has: all are number 1."""
    script = (
        "import os, pathlib, sys\n"
        "from qabot.config import Settings\n"
        "from qabot.engines.local import LocalEngine\n"
        "os.getpid = lambda: 1\n"
        "LocalEngine(pathlib.Path(sys.argv[1]), Settings()).draft(None)\n"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", script, tmp_path], check=True)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("count", [1, 2, 5, 15, 20])
def test_inverted_lists_of_few_passages(tmp_path: Path, count: int) -> None:
    searcher = grown(
        LocalEngine(tmp_path, Settings.of(flat_limit=0)), "1-a", None, DOCUMENTS[:count]
    )
    assert not searcher.segments[0].is_flat
    query = query_like(DOCUMENTS[count - 1])
    hits = searcher.search(EngineQuery({}, query.vector), EVERYTHING, count)
    assert DOCUMENTS[count - 1].passage in hits.ids


def test_who_may_not_lock_the_terms_reads_them_through_links(tmp_path: Path) -> None:
    """As another user, or on a disk that is mounted to be read."""
    views = tmp_path / "views"
    grown(LocalEngine(views, Settings()), "1-a", None, DOCUMENTS[:50])
    lock = views / "1-a" / "lexical" / ".tantivy-meta.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    with pytest.raises(ValueError, match="Failed to acquire Lockfile"):
        tantivy.Index.open(str(lock.parent))
    searcher = LocalEngine(views, Settings()).open("1-a")
    assert searcher is not None
    hits = searcher.search(EngineQuery({"word1": 1.0}), EVERYTHING, 5)
    best = Oracle(DOCUMENTS[:50], 0.5).best(
        Oracle(DOCUMENTS[:50], 0.5).bm25({"word1": 1.0}), 5, set(ARTICLES.tolist())
    )
    assert sorted(hits.bm25.tolist())[::-1] == pytest.approx(best, rel=1e-3)


def test_a_few_removed_articles_do_not_make_a_search_look_into_all_lists(tmp_path: Path) -> None:
    import faiss

    documents = generated(3000)
    engine = LocalEngine(tmp_path, Settings.of(flat_limit=10), rewritten=0)
    grown(engine, "1-a", None, documents)
    draft = engine.draft("1-a")
    draft.remove(np.array([documents[0].article]))
    draft.publish("2-b")
    searcher = engine.open("2-b")
    assert searcher is not None
    counts = faiss.cvar.indexIVF_stats  # type: ignore[attr-defined]
    counts.reset()
    searcher.search(EngineQuery({}, query_like(documents[9]).vector), EVERYTHING, 10)
    assert 0 < counts.ndis < 600


def test_merged_segments_hold_the_rows_that_are_left(tmp_path: Path) -> None:
    documents = generated(30)
    for number, part in enumerate((documents[:10], documents[10:20], documents[20:]), 1):
        with SegmentWriter(tmp_path, number, 10**6) as segment:
            for document in part:
                segment.add(document)
    removed = np.unique([one.article for one in documents[10:21]])
    left = [one for one in documents if one.article not in removed]
    rows = merge(tmp_path, [1, 2, 3], removed, 4, 10**6)
    assert rows.passages.tolist() == [one.passage for one in left]
    assert rows.articles.tolist() == [one.article for one in left]
    assert rows.vectors is not None
    expected = np.array([one.vector for one in left], dtype=np.float16)
    assert np.array_equal(rows.vectors, expected)


def test_a_segment_without_rows_takes_no_vectors_from_others(tmp_path: Path) -> None:
    documents = generated(20)
    for number, part in enumerate((documents[:10], documents[10:]), 1):
        with SegmentWriter(tmp_path, number, 10**6) as segment:
            for document in part:
                segment.add(document)
    merge(tmp_path, [2], np.array([one.article for one in documents[10:]]), 3, 10**6)
    rows = merge(tmp_path, [1, 3], np.array([-1]), 4, 10**6)
    assert rows.vectors is not None
    assert np.array_equal(rows.vectors, np.array([one.vector for one in documents[:10]], "<f2"))
