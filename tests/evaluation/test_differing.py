"""The fit of what answers differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import DatasetError
from qabot.evaluation.differing import (
    JudgedPair,
    collect_pairs,
    fit_pairs,
    read_judged,
    report_line,
)
from qabot.index import Index
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import PointingReader, WordEncoder

QUESTION = "how many rocket parts reached the moon base"
FIRST = "In all 12 rocket parts reached the moon base safely."
OTHER = "In all 15 rocket parts reached the moon base, it says now."


def judged_file(tmp_path: Path, *rows: tuple[str, bool]) -> Path:
    path = tmp_path / "judged.jsonl"
    first = {"path": "1.md", "start": 0, "end": len(FIRST)}
    lines = [
        {
            "question": question,
            "first": first,
            "other": {"path": "2.md", "start": 0, "end": len(OTHER)},
            "differs": differs,
        }
        for question, differs in rows
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_judged_pairs_are_found_again_by_question_and_place(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", {"1.md": FIRST, "2.md": OTHER})
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    bot = QABot(index, PointingReader("12", "15"))
    judged = read_judged(judged_file(tmp_path, (QUESTION, True), ("what is a mould", False)))
    (pair,) = collect_pairs(bot, judged)
    assert pair.differs
    assert pair.features["apart"] == pytest.approx(0.2231, abs=1e-4)
    assert pair.features["beside"] == 6 / 8


def pairs(apart: float, differs: bool) -> list[JudgedPair]:
    return [JudgedPair({"apart": apart}, differs)] * 30


def test_the_fit_and_its_report() -> None:
    both = pairs(0.1, True) + pairs(0.9, False)
    weights = fit_pairs(both)
    assert weights["bias"] > 0 > weights["apart"]
    assert report_line(both, weights, 0.5) == (
        "60 pairs, AUROC 1.000; from 0.5 on shown: 30 of 30 that differ, 0 of 30 others"
    )
    with pytest.raises(DatasetError, match="both kinds"):
        fit_pairs(pairs(0.1, True))


@pytest.mark.parametrize("text", ["{", "[]", '{"question": "a", "first": {}, "differs": true}'])
def test_what_is_no_file_of_judged_pairs(tmp_path: Path, text: str) -> None:
    (tmp_path / "judged.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match="no file of judged pairs"):
        read_judged(tmp_path / "judged.jsonl")
