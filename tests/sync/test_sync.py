from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.errors import IndexMissing
from qabot.index import Index
from qabot.types import Filters, PassageEncoding, PassageInput, SyncProgress
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.searching import nearest, sharing_terms


def paths(index: Index, question: str) -> list[str]:
    """Articles that hold a term of the question, best first."""
    with index.snapshot() as snapshot:
        ids, _ = sharing_terms(snapshot, question, 10)
        return [passage.article.path for passage in snapshot.passages(ids.tolist())]


def all_paths(index: Index) -> set[str]:
    with index.snapshot() as snapshot:
        ids, _ = nearest(snapshot, index.encoder.encode_question("moon"), 100)
        return {passage.article.path for passage in snapshot.passages(ids.tolist())}


def test_the_first_sync_adds_every_article(index: Index, folder: Path) -> None:
    report = index.sync([folder])
    assert (report.added, report.changed, report.removed, report.unchanged) == (3, 0, 0, 0)
    assert (report.passages, report.embedded) == (3, 3)
    assert all_paths(index) == {"moon.txt", "wall.txt", "old/mould.txt"}
    assert paths(index, "Fleming") == ["old/mould.txt"]


def test_nothing_is_read_or_written_when_nothing_changed(
    index: Index, folder: Path, encoder: WordEncoder
) -> None:
    index.sync([folder])
    encoder.seen.clear()
    for name in ("moon.txt", "wall.txt", "old/mould.txt"):
        path = folder / name
        times = path.stat()
        path.write_text("x" * times.st_size)  # would show if it were read
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    report = index.sync([folder])
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 3)
    assert encoder.seen == []
    assert index.status().generation == 1


def test_a_touched_file_is_unchanged(index: Index, folder: Path, encoder: WordEncoder) -> None:
    index.sync([folder])
    encoder.seen.clear()
    os.utime(folder / "moon.txt", ns=(1, 1))
    assert index.sync([folder]).unchanged == 3
    assert encoder.seen == []
    assert index.status().changed_files == ()


def test_only_changed_text_is_embedded(index: Index, folder: Path, encoder: WordEncoder) -> None:
    index.sync([folder])
    encoder.seen.clear()
    write_articles(folder, {"wall.txt": "The wall fell. Bricks were sold.\n"})
    report = index.sync([folder])
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 1, 0, 2)
    assert encoder.seen == ["The wall fell. Bricks were sold."]
    assert paths(index, "bricks") == ["wall.txt"]
    assert paths(index, "crowds") == []


def test_a_renamed_file_is_not_embedded_again(
    index: Index, folder: Path, encoder: WordEncoder
) -> None:
    index.sync([folder])
    encoder.seen.clear()
    (folder / "moon.txt").rename(folder / "luna.txt")
    report = index.sync([folder])
    assert (report.moved, report.added, report.removed, report.embedded) == (1, 0, 0, 0)
    assert encoder.seen == []
    assert paths(index, "rocket") == ["luna.txt"]
    assert all_paths(index) == {"luna.txt", "wall.txt", "old/mould.txt"}
    assert index.sync([folder]).unchanged == 3


def test_copies_are_embedded_once(index: Index, tmp_path: Path, encoder: WordEncoder) -> None:
    write_articles(tmp_path / "copies", {"a.txt": "The same text.", "b.txt": "The same text."})
    report = index.sync([tmp_path / "copies"])
    assert (report.added, report.passages, report.embedded) == (2, 2, 1)
    assert encoder.seen == ["The same text."]


def test_a_deleted_article_leaves_no_trace(index: Index, folder: Path) -> None:
    write_articles(folder, {"secret.txt": "Zanzibar was named only here.\n"})
    index.sync([folder])
    (folder / "secret.txt").unlink()
    assert index.sync([folder]).removed == 1
    assert "secret.txt" not in all_paths(index)
    assert paths(index, "Zanzibar") == []
    files = [path for path in index.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if b"anzibar" in path.read_bytes()]


def test_the_folders_named_are_the_folders_held(index: Index, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_articles(other, {"sea.txt": "The sea is deep."})
    index.sync([folder, other])
    named = {"moon.txt", "wall.txt", "old/mould.txt"}
    assert all_paths(index) == {f"articles/{path}" for path in named} | {"other/sea.txt"}
    assert index.sync([other]).removed == 3
    assert all_paths(index) == {"sea.txt"}
    assert index.status().folders == (str(other),)


def test_without_folders_the_known_ones_are_synced(index: Index, folder: Path) -> None:
    index.sync([folder])
    write_articles(folder, {"sea.txt": "The sea is deep."})
    assert index.sync().added == 1


def test_skipped_files_are_reported_and_kept(index: Index, folder: Path) -> None:
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    report = index.sync([folder])
    assert [skipped.path for skipped in report.skipped] == ["photo.txt"]
    assert "binary" in report.skipped[0].reason
    assert report.ignored == {".jpg": 1}
    assert index.sync([folder]).skipped == report.skipped
    assert index.status().skipped == report.skipped


def test_a_mended_file_is_no_longer_skipped(index: Index, folder: Path) -> None:
    (folder / "photo.txt").write_bytes(b"\x00\x01\x02")
    index.sync([folder])
    write_articles(folder, {"photo.txt": "A photo was taken."})
    report = index.sync([folder])
    assert (report.added, report.skipped) == (1, ())


def test_one_changed_record_of_a_container(
    index: Index, tmp_path: Path, encoder: WordEncoder
) -> None:
    folder = tmp_path / "lines"
    first = '{"id": "a", "text": "The moon rose."}\n{"id": "b", "text": "The wall fell."}\n'
    write_articles(folder, {"wire.jsonl": first})
    index.sync([folder])
    encoder.seen.clear()
    write_articles(folder, {"wire.jsonl": first.replace("fell", "stood")})
    report = index.sync([folder])
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert encoder.seen == ["The wall stood."]
    assert all_paths(index) == {"wire.jsonl#a", "wire.jsonl#b"}
    write_articles(folder, {"wire.jsonl": first.splitlines(keepends=True)[0]})
    assert index.sync([folder]).removed == 1
    assert all_paths(index) == {"wire.jsonl#a"}


class Interrupting(WordEncoder):
    """Encodes so many passages, then raises."""

    def __init__(self, after: int, error: BaseException) -> None:
        super().__init__()
        self.after = after
        self.error = error

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        if len(self.seen) >= self.after:
            raise self.error
        return super().encode_passages(passages)


def one_passage_a_batch() -> Settings:
    return Settings.of(batch_passages=1)


def test_a_killed_sync_is_taken_up_where_it_stopped(tmp_path: Path, folder: Path) -> None:
    dying = Interrupting(2, RuntimeError("killed"))
    with pytest.raises(RuntimeError, match="killed"):
        Index.create(tmp_path / "index", one_passage_a_batch(), encoder=dying).sync([folder])
    encoder = WordEncoder()
    report = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=encoder).sync([folder])
    assert (report.added, report.unchanged) == (1, 2)
    assert len(encoder.seen) == 1
    assert set(dying.seen) & set(encoder.seen) == set()


KILLED = """
import os, signal, sys
from qabot.config import Settings
from qabot.index import Index
from tests.doubles import WordEncoder

class Doomed(WordEncoder):
    def encode_passages(self, passages):
        if len(self.seen) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode_passages(passages)

Index.create(sys.argv[2], Settings.of(batch_passages=1), encoder=Doomed()).sync([sys.argv[1]])
"""


def test_kill_9_loses_only_the_batch_in_flight(tmp_path: Path, folder: Path) -> None:
    index = tmp_path / "index"
    command = [sys.executable, "-c", KILLED, str(folder), str(index)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    with pytest.raises(IndexMissing, match="never finished; run: qabot index"):
        Index.open(index, encoder=WordEncoder())
    encoder = WordEncoder()
    resumed = Index.create(index, one_passage_a_batch(), encoder=encoder)
    assert resumed.sync().unchanged == 2
    assert len(encoder.seen) == 1
    assert len(all_paths(resumed)) == 3


def test_a_file_deleted_after_a_kill_leaves_no_article(tmp_path: Path, folder: Path) -> None:
    lines = "".join(f'{{"id": {n}, "text": "The moon rose {n} times."}}\n' for n in range(4))
    write_articles(folder, {"a.jsonl": lines})
    dying = Interrupting(2, RuntimeError("killed"))
    with pytest.raises(RuntimeError, match="killed"):
        Index.create(tmp_path / "index", one_passage_a_batch(), encoder=dying).sync([folder])
    (folder / "a.jsonl").unlink()
    index = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=WordEncoder())
    index.sync([folder])
    assert all_paths(index) == {"moon.txt", "wall.txt", "old/mould.txt"}
    assert index.status().articles == 3


def test_an_open_reader_notices_an_index_made_anew(tmp_path: Path, folder: Path) -> None:
    first = Index.create(tmp_path / "index", encoder=WordEncoder())
    first.sync([folder])
    assert paths(first, "Fleming") == ["old/mould.txt"]
    shutil.rmtree(tmp_path / "index")
    write_articles(folder, {"a.txt": "Fleming is named here as well."})
    (folder / "old" / "mould.txt").unlink()
    Index.create(tmp_path / "index", encoder=WordEncoder()).sync([folder])
    assert paths(first, "Fleming") == ["a.txt"]


def test_many_threads_read_at_once(index: Index, folder: Path) -> None:
    index.sync([folder])
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: paths(index, "Fleming"), range(400)))
    assert found == [["old/mould.txt"]] * 400


def test_a_file_that_stays_unreadable_changes_nothing(index: Index, folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    first = index.sync([folder])
    assert index.sync([folder]).skipped == first.skipped
    assert index.status().generation == 1


def test_changed_files_are_told_before_a_sync(index: Index, folder: Path) -> None:
    index.sync([folder])
    write_articles(folder, {"moon.txt": "Another text.", "new.txt": "New."})
    (folder / "wall.txt").unlink()
    status = index.status()
    assert status.changed_files == ("moon.txt",)
    assert status.new_files == ("new.txt",)
    assert status.removed_files == ("wall.txt",)


def test_old_views_are_deleted(index: Index, folder: Path) -> None:
    index.sync([folder])
    write_articles(folder, {"new.txt": "New."})
    index.sync([folder])
    (kept,) = (index.folder / "views").iterdir()
    assert kept.name.startswith("2-")


def test_the_title_is_context_for_every_passage_but_its_own(
    tmp_path: Path, encoder: WordEncoder
) -> None:
    write_articles(
        tmp_path / "titled",
        {"a.txt": "The wall\n\nIt fell on a day.", "b.md": "---\ntitle: A moon\n---\nIt rose."},
    )
    Index.create(tmp_path / "index", encoder=encoder).sync([tmp_path / "titled"])
    assert sorted(encoder.seen) == ["A moon\nIt rose.", "The wall It fell on a day."]


def test_inverted_lists_give_exact_scores(tmp_path: Path) -> None:
    lines = "".join(
        f'{{"id": {n}, "text": "{"moon " * (n % 7)}{"wall " * (n % 5)}{"mould " * (n % 3)}."}}\n'
        for n in range(1, 400)
    )
    write_articles(tmp_path / "lines", {"wire.jsonl": lines})
    encoder = WordEncoder()
    index = Index.create(tmp_path / "index", Settings.of(flat_limit=10), encoder=encoder)
    index.sync([tmp_path / "lines"])
    question = encoder.encode_question("moon moon wall")
    with index.snapshot() as snapshot:
        ids, cosines = nearest(snapshot, question, 5)
        assert cosines.tolist() == sorted(cosines.tolist(), reverse=True)
        assert cosines.tolist() == snapshot.cosines(question, ids).tolist()
        assert cosines[0] > 0.97


def test_readers_see_the_old_state_until_the_sync_is_done(tmp_path: Path, folder: Path) -> None:
    index = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=WordEncoder())
    index.sync([folder])
    write_articles(folder, {"wall.txt": "The wall fell.", "sea.txt": "The sea is deep."})
    dying = Interrupting(1, RuntimeError("killed"))
    with pytest.raises(RuntimeError, match="killed"):
        Index.create(tmp_path / "index", one_passage_a_batch(), encoder=dying).sync([folder])
    assert len(dying.seen) == 1  # and committed
    assert all_paths(index) == {"moon.txt", "wall.txt", "old/mould.txt"}
    assert paths(index, "crowds") == ["wall.txt"]


def test_a_snapshot_outlives_a_sync(index: Index, folder: Path) -> None:
    index.sync([folder])
    with index.snapshot() as snapshot:
        (folder / "moon.txt").unlink()
        index.sync([folder])
        ids, _ = sharing_terms(snapshot, "rocket", 10)
        assert [passage.article.path for passage in snapshot.passages(ids.tolist())] == ["moon.txt"]
    assert paths(index, "rocket") == []


def test_ctrl_c_leaves_a_good_index(tmp_path: Path, folder: Path) -> None:
    stopped = Interrupting(2, KeyboardInterrupt())
    index = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=stopped)
    with pytest.raises(KeyboardInterrupt):
        index.sync([folder])
    assert len(all_paths(index)) == 2
    stopped.after = 100
    assert index.sync([folder]).added == 1


def test_a_stopped_rebuild_leaves_the_old_index(tmp_path: Path, folder: Path) -> None:
    stopped = Interrupting(100, KeyboardInterrupt())
    index = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=stopped)
    index.sync([folder])
    stopped.after = len(stopped.seen) + 1
    with pytest.raises(KeyboardInterrupt):
        index.sync([folder], rebuild=True)
    assert index.status().generation == 1
    assert all_paths(index) == {"moon.txt", "wall.txt", "old/mould.txt"}


def test_a_stopped_rebuild_is_taken_up(tmp_path: Path, folder: Path) -> None:
    encoder = Interrupting(100, KeyboardInterrupt())
    index = Index.create(tmp_path / "index", one_passage_a_batch(), encoder=encoder)
    index.sync([folder])
    encoder.after = len(encoder.seen) + 1
    with pytest.raises(KeyboardInterrupt):
        index.sync([folder], rebuild=True)
    encoder.after = 100
    encoder.seen.clear()
    report = index.sync([folder], rebuild=True)
    assert (report.unchanged, report.embedded) == (3, 2)
    assert len(encoder.seen) == 2
    assert all_paths(index) == {"moon.txt", "wall.txt", "old/mould.txt"}


def test_a_rebuild_embeds_everything_again(
    index: Index, folder: Path, encoder: WordEncoder
) -> None:
    index.sync([folder])
    encoder.seen.clear()
    report = index.sync([folder], rebuild=True)
    assert (report.unchanged, report.embedded) == (3, 3)
    assert len(encoder.seen) == 3
    assert len(all_paths(index)) == 3


def test_a_rebuild_with_another_model(index: Index, folder: Path) -> None:
    index.sync([folder])
    other = WordEncoder("wall mould", fingerprint="words-2")
    rebuilt = Index.create(index.folder, encoder=other)
    rebuilt.sync([folder], rebuild=True)
    with rebuilt.snapshot() as snapshot:
        ids, cosines = nearest(snapshot, other.encode_question("wall"), 1)
        assert snapshot.passages(ids.tolist())[0].article.path == "wall.txt"
        assert cosines[0] == pytest.approx(1.0, abs=1e-2)


def test_progress_ends_at_the_total(index: Index, folder: Path) -> None:
    seen: list[SyncProgress] = []
    index.sync([folder], progress=seen.append)
    last = seen[-1]
    assert (last.files_done, last.files_total, last.embedded) == (3, 3, 3)
    assert last.bytes_done == last.bytes_total > 0
    assert [step.bytes_done for step in seen] == sorted(step.bytes_done for step in seen)


def test_articles_are_counted_with_and_without_filters(index: Index, folder: Path) -> None:
    index.sync([folder])
    with index.snapshot() as snapshot:
        assert snapshot.article_count(Filters()) == 3
        assert snapshot.article_count(Filters(path="*m*")) == 2
        assert snapshot.article_count(Filters(since="1900")) == 0
        assert snapshot.folders() == [str(folder)]


def test_filters_apply_before_ranking(index: Index, tmp_path: Path) -> None:
    lines = [
        f'{{"id": "{n}", "text": "The moon rose, take {n}.", "published": "2024-0{1 + n % 6}"}}'
        for n in range(30)
    ]
    lines.append('{"id": "old", "text": "A wall.", "published": "1961", "outlet": "The Post"}')
    write_articles(tmp_path / "lines", {"wire.jsonl": "\n".join(lines)})
    index.sync([tmp_path / "lines"])
    question = index.encoder.encode_question("moon")
    with index.snapshot() as snapshot:
        ids, _ = nearest(snapshot, question, 5, Filters(until="1970"))
        assert [passage.article.path for passage in snapshot.passages(ids.tolist())] == [
            "wire.jsonl#old"
        ]
        for filters, count in (
            (Filters(since="2024-03", until="2024-04"), 10),
            (Filters(since="2024-06-15"), 5),  # "2024-06" may be later
            (Filters(outlet="the post"), 1),
            (Filters(path="*#1?"), 10),
            (Filters(author="Nobody"), 0),
        ):
            left = snapshot.select(filters).articles
            assert left is not None
            assert len(left) == count, filters
        assert snapshot.select(Filters()).articles is None
        assert snapshot.select(Filters(path="*", since="1900")).articles is None
