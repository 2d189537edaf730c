from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ARTICLES, write_articles

Maker = Callable[..., Path]


@pytest.fixture
def make_dataset(tmp_path: Path) -> Maker:
    """Writes a folder data set over the three short articles, and returns its folder."""

    def make(*questions: dict[str, Any] | str) -> Path:
        path = tmp_path / "dataset"
        write_articles(path / "corpus", ARTICLES)
        lines = [line if isinstance(line, str) else json.dumps(line) for line in questions]
        (path / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return make


@pytest.fixture
def beir_folder(tmp_path: Path) -> Path:
    """The same articles in BEIR form, with three queries, one of which nobody judged."""
    path = tmp_path / "beir"
    (path / "qrels").mkdir(parents=True)
    corpus = [
        {"_id": "m/1", "title": "", "text": "A rocket reached the moon on Sunday."},
        {"_id": "w", "title": "The wall opens", "text": "Crowds climbed the wall."},
        {"_id": "p", "title": "A mould that kills", "text": "Penicillin came from the mould."},
    ]
    queries = [
        {"_id": "q1", "text": "rocket to the moon"},
        {"_id": "q2", "text": "mould on the wall"},
        {"_id": "q3", "text": "speech"},
    ]
    for name, records in (("corpus", corpus), ("queries", queries)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\tm/1\t2\nq1\tw\t0\nq2\tp\t1\nq2\tw\t1\n", encoding="utf-8"
    )
    return path
