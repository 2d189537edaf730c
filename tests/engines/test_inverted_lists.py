"""Inverted lists: what they are trained on, and when."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qabot.engines import inverted_lists
from qabot.engines.inverted_lists import HalfArray, import_faiss, read_lists, write_lists


def around(axis: int, count: int) -> HalfArray:
    """Vectors of four dimensions near one axis."""
    vectors = np.random.default_rng(axis).normal(size=(count, 4), scale=0.2)
    vectors[:, axis] += 1.0
    return vectors.astype(np.float16)


def centroids(folder: Path, number: int) -> list[list[float]]:
    index = read_lists(folder, number)
    assert index is not None
    quantizer = import_faiss().downcast_index(index.quantizer)
    found: list[list[float]] = quantizer.reconstruct_n(0, index.nlist).tolist()
    return found


def test_lists_are_trained_on_a_sample_of_all_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inverted_lists, "_TRAINING_VECTORS_PER_LIST", 2)
    write_lists(np.concatenate([around(0, 1200), around(1, 400)]), tmp_path, 1, 10)
    near = [row[1] > row[0] for row in centroids(tmp_path, 1)]
    assert len(near) == 128  # 256 vectors of 1600, the first 1200 of them near the other axis
    assert 16 <= sum(near) <= 48


def test_lists_are_trained_anew_only_as_a_segment_has_grown_much(tmp_path: Path) -> None:
    first = around(0, 600)
    write_lists(first, tmp_path, 1, 10)
    write_lists(np.concatenate([first, around(1, 100)]), tmp_path, 2, 10, earlier=1)
    assert centroids(tmp_path, 2) == centroids(tmp_path, 1)
    grown = read_lists(tmp_path, 2)
    assert grown is not None
    assert grown.ntotal == 700
    write_lists(np.concatenate([first, around(1, 2400)]), tmp_path, 3, 10, earlier=2)
    assert len(centroids(tmp_path, 3)) == 2 * len(centroids(tmp_path, 1))


def test_a_segment_that_is_searched_exhaustively_has_none(tmp_path: Path) -> None:
    write_lists(around(0, 20), tmp_path, 1, 20)
    assert read_lists(tmp_path, 1) is None
