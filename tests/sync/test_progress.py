"""What a sync tells of itself while it runs: how much is read and embedded, what is left."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.errors import SyncStopped
from qabot.index import Index
from qabot.sync.pace import Pace
from qabot.sync.tally import SyncTally
from qabot.types import SyncProgress, SyncStage
from tests.conftest import write_articles
from tests.doubles import WordEncoder


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def stages(seen: Sequence[SyncProgress]) -> list[SyncStage]:
    """The stages in the order in which they came, each run of one once."""
    return [
        step.stage for step, before in zip(seen, [None, *seen], strict=False)
        if before is None or step.stage is not before.stage
    ]  # fmt: skip


def test_a_stage_inside_another_counts_by_itself() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 2.0
    with pace.during(SyncStage.EMBEDDING):
        clock.now += 5.0
        with pace.during(SyncStage.WRITING):
            clock.now += 1.0
    clock.now += 3.0
    assert pace.spent(SyncStage.READING) == 5.0
    assert pace.spent(SyncStage.EMBEDDING) == 5.0
    assert pace.spent(SyncStage.WRITING) == 1.0
    assert pace.seconds == 11.0


def test_what_is_left_is_like_what_was_done() -> None:
    clock = Clock()
    tally = SyncTally(bytes_total=1000, pace=Pace(clock))
    clock.now += 10.0
    tally.bytes_done = 250
    assert tally.progress().seconds_left is None  # what is in those bytes is not known yet
    tally.meet(400)
    assert tally.progress().seconds_left is None  # nor how long a passage takes
    with tally.pace.during(SyncStage.LOADING):
        clock.now += 8.0
        tally.embed(256)
    assert tally.progress().seconds_left is None
    with tally.pace.during(SyncStage.EMBEDDING):
        clock.now += 4.0
        tally.embed(40)
    told = tally.progress()
    assert (told.rate, told.waiting) == (10.0, 104)
    # 750 bytes to read in 30 s, 104 and 1,200 passages to embed in 130.4 s
    assert told.seconds_left == pytest.approx(160.4)
    assert told.share == pytest.approx(22.0 / 182.4)


def test_the_share_does_not_fall_when_the_rest_turns_out_to_be_more() -> None:
    clock = Clock()
    tally = SyncTally(bytes_total=1000, bytes_done=500, pace=Pace(clock))
    clock.now += 10.0
    tally.meet(0)
    assert tally.progress().share == 0.5
    tally.waiting = 300
    with tally.pace.during(SyncStage.EMBEDDING):
        tally.embed(256)
        clock.now += 10.0
        tally.embed(1)
    told = tally.progress()
    assert told.seconds_left == pytest.approx(10.0 + 430.0)
    assert told.share == 0.5


def test_the_rate_is_that_of_late() -> None:
    clock = Clock()
    tally = SyncTally(pace=Pace(clock))
    with tally.pace.during(SyncStage.EMBEDDING):
        for _ in range(20):
            clock.now += 10.0
            tally.embed(100)
        assert tally.progress().rate == 10.0
        for _ in range(20):
            clock.now += 20.0
            tally.embed(100)
    assert tally.progress().rate == 5.0


def test_what_was_read_but_not_yet_written_is_still_to_be_embedded() -> None:
    clock = Clock()
    tally = SyncTally(bytes_total=100, bytes_done=50, pace=Pace(clock))
    tally.meet(300)
    with tally.pace.during(SyncStage.EMBEDDING):
        tally.embed(256)
        clock.now += 1.0
        tally.embed(5)
    tally.bytes_done = 100
    assert tally.progress().seconds_left == pytest.approx((39 + 300) / 5.0)


def test_a_file_that_was_empty_when_it_was_listed() -> None:
    clock = Clock()
    tally = SyncTally(bytes_total=100, bytes_open=30, pace=Pace(clock))
    clock.now += 1.0
    tally.meet(0)
    tally.bytes_open = 0
    assert tally.progress().seconds_left == 0.0


def test_how_long_copies_are_looked_for_is_not_guessed() -> None:
    tally = SyncTally(bytes_total=10, bytes_done=10, pace=Pace(Clock()))
    tally.meet(0)
    assert tally.progress().seconds_left == 0.0
    for stage in (SyncStage.COMPARING, SyncStage.WRITING):
        with tally.pace.during(stage):
            assert tally.progress().seconds_left is None


def test_views_are_counted_a_second_time_once_it_is_known_what_they_take() -> None:
    clock = Clock()
    tally = SyncTally(bytes_total=10, bytes_done=10, pace=Pace(clock))
    tally.meet(0)
    with tally.pace.during(SyncStage.WRITING):
        clock.now += 6.0
    assert tally.progress().seconds_left == 6.0


def test_a_large_first_sync_goes_through_its_stages(
    tmp_path: Path, folder: Path, encoder: WordEncoder
) -> None:
    seen: list[SyncProgress] = []
    settings = Settings.of(text_first_megabytes=0.0, batch_passages=1)
    Index.create(tmp_path / "index", settings, encoder=encoder).sync([folder], progress=seen.append)
    told = stages(seen)
    assert told[0] is SyncStage.READING
    first = told.index(SyncStage.WRITING)
    assert told[first:][:4] == [
        SyncStage.WRITING,
        SyncStage.READING,
        SyncStage.LOADING,
        SyncStage.EMBEDDING,
    ]
    assert told[-1] is SyncStage.WRITING
    assert [step.waiting for step in seen if step.searchable][:1] == [3]
    assert (seen[-1].waiting, seen[-1].embedded) == (0, 3)
    assert all(step.share < 1.0 for step in seen if step.embedded < 3)


def test_a_stop_while_views_are_written_comes_too_late(
    tmp_path: Path, folder: Path, encoder: WordEncoder
) -> None:
    def stop(moved: SyncProgress) -> None:
        if moved.stage is SyncStage.WRITING and not moved.waiting:
            raise SyncStopped("stopped")

    index = Index.create(tmp_path / "index", encoder=encoder)
    assert index.sync([folder], progress=stop).added == 3
    assert index.sync(rebuild=True, progress=stop).embedded == 3
    assert index.status().generation == 2


@pytest.mark.one_store
def test_a_container_is_read_by_and_by(tmp_path: Path, encoder: WordEncoder) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    lines = [json.dumps({"id": n, "text": f"The wall of {n * 7919} fell."}) for n in range(4000)]
    with gzip.open(folder / "many.jsonl.gz", "wt") as file:
        file.write("\n".join(lines))
    size = (folder / "many.jsonl.gz").stat().st_size
    seen: list[SyncProgress] = []
    settings = Settings.of(batch_passages=100)
    Index.create(tmp_path / "index", settings, encoder=encoder).sync([folder], progress=seen.append)
    positions = sorted({step.bytes_done for step in seen})
    assert (positions[0], positions[-1]) == (0, size)
    assert len(positions) > 3
    assert [step.bytes_done for step in seen] == sorted(step.bytes_done for step in seen)


@pytest.mark.one_store
def test_a_long_text_stage_tells_what_is_left_before_it_ends(
    tmp_path: Path, folder: Path, encoder: WordEncoder
) -> None:
    seen: list[SyncProgress] = []
    settings = Settings.of(text_first_megabytes=0.0, text_first_seconds=0.0, batch_passages=1)
    many = {f"wall-{n}.txt": f"The wall of {n * 7919} fell." for n in range(400)}
    write_articles(folder, many)
    Index.create(tmp_path / "index", settings, encoder=encoder).sync([folder], progress=seen.append)
    reading = [step for step in seen if step.files_done < step.files_total]
    assert any(step.seconds_left for step in reading)
    assert not any(step.searchable for step in reading)
    assert seen[-1].embedded == 403
