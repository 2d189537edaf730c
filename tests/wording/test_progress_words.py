"""How far a sync is, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qabot.types import SyncProgress, SyncStage
from qabot.wording.progress_words import duration, progress_words

READING = SyncProgress(
    files_done=100,
    files_total=2000,
    bytes_done=5,
    bytes_total=100,
    embedded=0,
    rate=0.0,
    seconds=12.0,
)


def test_what_is_done_now_and_what_is_left() -> None:
    assert progress_words(READING) == "100/2,000 files"
    read = replace(READING, files_done=2000)
    comparing = replace(read, stage=SyncStage.COMPARING)
    assert progress_words(comparing) == "2,000 files, looking for copies"
    loading = replace(read, stage=SyncStage.LOADING)
    assert progress_words(loading) == "2,000 files, loading the model"
    embedding = replace(
        read, stage=SyncStage.EMBEDDING, embedded=1500, rate=50.2, seconds_left=200.0
    )
    assert progress_words(embedding) == "2,000 files, 1,500 passages at 50/s, 3 min left"
    writing = replace(embedding, stage=SyncStage.WRITING, seconds_left=None)
    assert progress_words(writing) == "2,000 files, 1,500 passages, writing the index"


def test_the_first_seconds_promise_nothing() -> None:
    assert progress_words(replace(READING, seconds=2.0, seconds_left=90.0)) == "100/2,000 files"
    assert progress_words(replace(READING, seconds=4.0, seconds_left=90.0)).endswith(" 2 min left")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "5 s"),
        (41.0, "40 s"),
        (89.0, "90 s"),
        (90.0, "2 min"),
        (3500.0, "58 min"),
        (3600.0, "1 h"),
        (4000.0, "1 h 10 min"),
        (7200.0, "2 h"),
    ],
)
def test_durations_are_no_more_exact_than_a_guess(seconds: float, words: str) -> None:
    assert duration(seconds) == words
