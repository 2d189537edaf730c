"""An index whose vectors are made by a pool is the one that would have been made here."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import PoolProblem, SyncStopped
from qabot.index import Index
from qabot.store.databases import database_of
from qabot.types import SyncProgress
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader
from tests.simulated_pool import SimulatedPool
from tests.sync.test_sync import all_paths

SETTINGS = Settings.of(batch_passages=2, lease_tries=3)
MORE = {f"{n}.txt": f"Rocket {n}\n\nThe moon rose {n} times over the wall.\n" for n in range(9)}


@pytest.fixture
def many(folder: Path) -> Path:
    """A folder of twelve articles, a passage each."""
    write_articles(folder, MORE)
    return folder


def pooled(folder: Path, pool: SimulatedPool) -> Index:
    return Index.create(folder, SETTINGS, encoder=WordEncoder(), pool=pool)


def local(folder: Path) -> Index:
    return Index.create(folder, SETTINGS, encoder=WordEncoder())


def vectors(index: Index) -> dict[tuple[str, bytes], tuple[bytes, bytes]]:
    """What is stored of each passage, by article and by its place in it."""
    with database_of(index.folder).reading() as database:
        rows = database.execute(
            "SELECT path, sentences, vector, sentence_vectors FROM passages"
            " JOIN articles ON articles.id = article_id WHERE removed IS NULL"
        )
        return {(path, spans): (vector, others) for path, spans, vector, others in rows}


def after(embedded: int) -> Callable[[SyncProgress], None]:
    """Stops a sync once so many passages were embedded."""

    def tell(moved: SyncProgress) -> None:
        if moved.embedded >= embedded:
            raise SyncStopped("stopped")

    return tell


def test_the_index_is_the_same_as_one_embedded_here(tmp_path: Path, many: Path) -> None:
    pool = SimulatedPool()
    here, elsewhere = local(tmp_path / "a"), pooled(tmp_path / "b", pool)
    here.sync([many])
    report = elsewhere.sync([many])
    assert vectors(elsewhere) == vectors(here)
    assert (report.added, report.passages, report.embedded) == (12, 12, 12)
    assert pool.opened_for == ["words-1"]
    assert [len(batch) for batch in pool.handed_out] == [2] * 6
    assert elsewhere.status().unembedded == 0
    assert not QABot(elsewhere, WordReader()).ask("who found a mould").partial


def test_workers_that_are_seen_to_die_lose_no_article(tmp_path: Path, many: Path) -> None:
    pool = SimulatedPool(fate=lambda number: "its worker died" if number in {1, 2, 5} else "")
    here, elsewhere = local(tmp_path / "a"), pooled(tmp_path / "b", pool)
    here.sync([many])
    assert elsewhere.sync([many]).embedded == 12
    assert vectors(elsewhere) == vectors(here)
    assert len(pool.handed_out) == 6 + 3


def test_workers_of_which_nothing_is_heard_lose_no_article(tmp_path: Path, many: Path) -> None:
    pool = SimulatedPool(seconds=0, fate=lambda number: "silent" if number in {2, 3} else "")
    # A lease of 50 ms may be over on a busy machine, too: it is not counted how often.
    settings = SETTINGS.changed({"lease_seconds": 0.05, "lease_tries": 1000})
    here = local(tmp_path / "a")
    elsewhere = Index.create(tmp_path / "b", settings, encoder=WordEncoder(), pool=pool)
    here.sync([many])
    assert elsewhere.sync([many]).embedded == 12
    assert vectors(elsewhere) == vectors(here)
    assert {2, 3} <= set(pool.withdrawn)


def test_text_is_asked_while_the_pool_embeds(tmp_path: Path, many: Path) -> None:
    index = pooled(tmp_path / "index", SimulatedPool())
    partial: list[bool] = []

    def ask(moved: SyncProgress) -> None:
        if moved.searchable:
            answer = QABot(index, WordReader()).ask("who found a mould")
            assert answer.citations[0].article.path == "old/mould.txt"
            partial.append(answer.partial)

    index.sync([many], progress=ask)
    assert set(partial) == {True}


@pytest.mark.parametrize("goes_on_elsewhere", [True, False])
def test_a_stopped_run_goes_on_where_it_was(
    tmp_path: Path, many: Path, goes_on_elsewhere: bool
) -> None:
    index = pooled(tmp_path / "index", SimulatedPool())
    with pytest.raises(SyncStopped):
        index.sync([many], progress=after(4))
    left = index.status().unembedded
    assert 0 < left <= 8
    encoder, pool = WordEncoder(), SimulatedPool()
    again = Index.create(
        index.folder, SETTINGS, encoder=encoder, pool=pool if goes_on_elsewhere else None
    )
    report = again.sync()
    assert (report.unchanged, report.embedded) == (12, left)
    assert len(encoder.seen) == left
    assert bool(pool.handed_out) is goes_on_elsewhere
    here = local(tmp_path / "here")
    here.sync([many])
    assert vectors(again) == vectors(here)


KILLED = """
import os, signal, sys
from tests.sync.test_pooled_embedding import SETTINGS, SimulatedPool, pooled

def killed_at_the_fifth(number):
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return ""

pooled(sys.argv[2], SimulatedPool(count=1, fate=killed_at_the_fifth)).sync([sys.argv[1]])
"""


def test_kill_9_loses_no_more_than_what_is_out(tmp_path: Path, many: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(many), str(tmp_path / "index")]
    assert subprocess.run(command, check=False).returncode == -9
    pool = SimulatedPool()
    report = pooled(tmp_path / "index", pool).sync()
    # Four batches were out before the fifth, of which two at most had not come back.
    assert report.unchanged == 12
    assert 12 - 6 <= report.embedded <= 12 - 2 * 2
    assert sum(map(len, pool.handed_out)) == report.embedded


def test_a_later_run_shows_readers_the_old_state_until_all_is_embedded(
    tmp_path: Path, many: Path
) -> None:
    pool = SimulatedPool()
    index = pooled(tmp_path / "index", pool)
    index.sync([many])
    write_articles(many, {f"new/{n}.txt": f"The sea is {n} deep." for n in range(8)})
    with pytest.raises(SyncStopped):
        index.sync(progress=after(2))
    assert len(all_paths(index)) == 12
    assert not QABot(index, WordReader()).ask("who found a mould").partial
    pool.handed_out.clear()
    report = index.sync()
    assert 0 < sum(map(len, pool.handed_out)) == report.embedded < 8
    assert len(all_paths(index)) == 20
    assert index.status().unembedded == 0


def test_an_error_of_the_pool_leaves_what_was_there(tmp_path: Path, many: Path) -> None:
    index = pooled(tmp_path / "index", SimulatedPool())
    index.sync([many])
    write_articles(many, {"sea.txt": "The sea is deep."})
    index.pool = SimulatedPool(fate=lambda _: "its worker died")
    with pytest.raises(PoolProblem, match=r"sea\.txt to sea\.txt were lost 3 times"):
        index.sync()
    assert "sea.txt" not in all_paths(index)
    local(index.folder).sync()
    assert "sea.txt" in all_paths(index)
    assert index.status().unembedded == 0


def test_a_rebuild_embeds_all_again_and_goes_on_after_a_stop(tmp_path: Path, many: Path) -> None:
    pool = SimulatedPool()
    index = pooled(tmp_path / "index", pool)
    index.sync([many])
    assert index.sync(rebuild=True).embedded == 12
    with pytest.raises(SyncStopped):
        index.sync(rebuild=True, progress=after(4))
    assert len(all_paths(index)) == 12
    pool.handed_out.clear()
    report = index.sync(rebuild=True)
    assert 0 < sum(map(len, pool.handed_out)) == report.embedded < 12
    assert index.status().unembedded == 0


def test_a_rebuild_of_text_that_waits(tmp_path: Path, many: Path) -> None:
    index = pooled(tmp_path / "index", SimulatedPool())
    with pytest.raises(SyncStopped):
        index.sync([many], progress=after(4))
    assert index.sync(rebuild=True).embedded == 12
    assert index.status().unembedded == 0
    assert len(all_paths(index)) == 12


def test_a_pool_is_opened_only_for_something_to_embed(tmp_path: Path, many: Path) -> None:
    pool = SimulatedPool()
    index = pooled(tmp_path / "index", pool)
    index.sync([many])
    pool.opened_for.clear()
    assert index.sync().embedded == 0
    (many / "moon.txt").rename(many / "luna.txt")
    assert index.sync().moved == 1
    assert pool.opened_for == []


def test_a_text_that_stands_twice_is_embedded_once(tmp_path: Path, folder: Path) -> None:
    write_articles(folder, {"again.txt": (folder / "moon.txt").read_text()})
    pool = SimulatedPool()
    index = Index.create(
        tmp_path / "index", Settings.of(batch_passages=50), encoder=WordEncoder(), pool=pool
    )
    index.sync([folder])
    assert [len(batch) for batch in pool.handed_out] == [3]
    stored = vectors(index)
    moons = {value for (path, _), value in stored.items() if path in {"moon.txt", "again.txt"}}
    assert (len(stored), len(moons)) == (4, 1)
