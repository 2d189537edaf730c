"""Both structures of the dense view, held to a brute-force oracle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from qabot.engines.vectors import VectorView
from qabot.types import FloatArray, IdArray
from qabot.types.unit_vectors import unit

COUNT, DIMENSION = 3000, 32
IDS = np.arange(COUNT, dtype=np.int64) * 3 + 7


def clustered(seed: int = 0) -> FloatArray:
    random = np.random.default_rng(seed)
    centres = random.normal(size=(50, DIMENSION))
    noise = random.normal(size=(COUNT, DIMENSION)) * 0.5
    return unit((centres[random.integers(0, 50, COUNT)] + noise).astype(np.float32))


def batches(vectors: FloatArray) -> Iterator[tuple[IdArray, FloatArray]]:
    for start in range(0, COUNT, 700):
        yield IDS[start : start + 700], vectors[start : start + 700]


VECTORS = clustered()


@pytest.fixture(params=["flat", "inverted lists"])
def view(request: pytest.FixtureRequest) -> VectorView:
    limit = COUNT if request.param == "flat" else 10
    return VectorView.build(batches(VECTORS), COUNT, limit)


def oracle(question: FloatArray, limit: int, allowed: IdArray = IDS) -> list[int]:
    rows = np.flatnonzero(np.isin(IDS, allowed))
    best = rows[np.argsort(-(VECTORS[rows] @ question))]
    return [int(number) for number in IDS[best[:limit]]]


def test_nearest_passages(view: VectorView) -> None:
    recalls = []
    for question in VECTORS[:40]:
        ids, products = view.search(question, 10)
        assert products.tolist() == sorted(products.tolist(), reverse=True)
        recalls.append(len(set(ids.tolist()) & set(oracle(question, 10))) / 10)
    assert np.mean(recalls) >= (0.99 if view.exact else 0.9)


def test_products_are_cosines(view: VectorView) -> None:
    ids, products = view.search(VECTORS[5], 1)
    assert ids.tolist() == [IDS[5]]
    assert products[0] == pytest.approx(1.0, abs=0.01)


def test_only_allowed_passages(view: VectorView) -> None:
    allowed = IDS[100:120]
    ids, _ = view.search(VECTORS[0], 10, allowed)
    assert len(set(ids.tolist()) & set(oracle(VECTORS[0], 10, allowed))) >= 9
    assert set(ids.tolist()) <= set(allowed.tolist())


def test_fewer_than_asked_for(view: VectorView) -> None:
    ids, _ = view.search(VECTORS[0], 10, IDS[:3])
    assert sorted(ids.tolist()) == IDS[:3].tolist()


def test_saved_and_opened(view: VectorView, tmp_path: Path) -> None:
    path = tmp_path / "vectors-1.faiss"
    view.save(path, "these")
    opened = VectorView.open(path, "these")
    assert opened is not None
    assert opened.exact == view.exact
    expected, _ = view.search(VECTORS[9], 10)
    assert opened.search(VECTORS[9], 10)[0].tolist() == expected.tolist()
    assert VectorView.open(path, "others") is None
    assert VectorView.open(tmp_path / "vectors-2.faiss", "these") is None
