from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.errors import IndexMissing
from qabot.index import Index
from qabot.service.events import FilesCompared, IndexEvent, IndexLost
from qabot.service.folder_comparer import FolderComparer


class Clock:
    """A second is over each time that somebody looks."""

    def __init__(self) -> None:
        self.seconds = count()
        self.ahead = 0.0

    def __call__(self) -> float:
        return next(self.seconds) + self.ahead


def test_comparing_takes_a_hundredth_of_the_time(index: Index, folder: Path) -> None:
    index.sync([folder])
    heard: list[IndexEvent] = []
    clock = Clock()
    comparer = FolderComparer(heard.append, clock)
    due = [comparer.is_due]
    status = comparer.compare(QABot(index))  # takes a second
    for clock.ahead in (0.0, 95.0, 100.0):
        due.append(comparer.is_due)
    assert due == [True, False, False, True]
    assert heard == [FilesCompared(status)]


def test_an_index_that_is_lost_is_not_looked_for_all_the_time(index: Index, folder: Path) -> None:
    index.sync([folder])
    shutil.rmtree(index.folder)
    heard: list[IndexEvent] = []
    comparer = FolderComparer(heard.append, Clock())
    with pytest.raises(IndexMissing):
        comparer.compare(QABot(index))
    assert [type(event) for event in heard] == [IndexLost]
    assert not comparer.is_due
