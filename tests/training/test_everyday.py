from __future__ import annotations

import json
import logging
import zlib
from pathlib import Path
from typing import Any

import pytest

from qabot.training.everyday import Everyday, held_out, read_everyday
from qabot.types import Span

TEXT = "Acme bought\n\nThe fund “paid” £9m on Friday. Its owner is not named.\n"


def line(id: str, text: str, *answers: str, near: str = "", **changes: Any) -> dict[str, Any]:
    def marked(printed: str) -> dict[str, Any]:
        start = TEXT.index(printed)
        return {"article": "a.txt", "start": start, "end": start + len(printed), "text": printed}

    values = {"id": id, "question": text, "answerable": not near, "article": "a.txt"}
    values |= {"folder": "news", "answers": [marked(answer) for answer in answers]}
    return values | ({"near": marked(near)} if near else {}) | changes


def read(folder: Path, *lines: dict[str, Any]) -> Everyday:
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    file = folder / "asked.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return read_everyday([file], [folder / "nowhere", folder])


def test_answers_and_the_sentence_that_misleads(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        line("1", "What did Acme cost?", "£9m", "£9m on Friday"),
        line("2", "Who sold Acme?", near="The fund “paid” £9m on Friday."),
    )
    article = found.articles["news/a.txt"]
    assert (article.title, article.text) == ("Acme bought", TEXT)
    assert found.folders == {"news": tmp_path / "news"}
    first, second = found.questions
    assert [span.of(TEXT) for span in first.answers] == ["£9m", "£9m on Friday"]
    assert first.near is None
    assert second.answers == ()
    assert second.near == Span(13, 43)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"answers": [{"start": 0, "end": 3, "text": "£9m"}]}, "'£9m' is not there"),
        ({"answers": [{"start": 900, "end": 903}]}, "is not there"),
        ({"crc32": 1}, "a.txt is another article"),
        ({"answers": []}, "neither answers nor what misleads"),
        ({"answerable": False}, "neither answers nor what misleads"),
        ({"article": "b.txt"}, "FileNotFoundError"),
        ({"folder": "elsewhere"}, "no folder elsewhere"),
        ({"question": "WHO is it?"}, "asked before"),
        ({"answers": [{"article": "b.txt", "start": 0, "end": 1, "text": "A"}]}, "in its own"),
    ],
)
def test_a_line_that_does_not_fit_is_left_out_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, changed: dict[str, Any], problem: str
) -> None:
    caplog.set_level(logging.WARNING)
    good = line("1", "Who is it?", "The fund")
    found = read(tmp_path, good, line("2", "What?", "£9m") | changed)
    assert [question.id for question in found.questions] == ["1"]
    assert "asked.jsonl line 2 left out" in caplog.text
    assert problem in caplog.text


def test_a_line_may_say_which_text_it_is_of_and_repeat_none_of_it(tmp_path: Path) -> None:
    span = {"start": TEXT.index("£9m"), "end": TEXT.index("£9m") + 3}
    crc = zlib.crc32(TEXT.encode())
    found = read(tmp_path, line("1", "What did Acme cost?", "£9m", answers=[span], crc32=crc))
    assert [one.of(TEXT) for one in found.questions[0].answers] == ["£9m"]


def test_the_same_articles_are_held_out_each_time() -> None:
    paths = [f"news/{number:03}.txt" for number in range(1000)]
    kept = held_out(paths, 12)
    assert 90 <= len(kept) <= 150
    assert held_out(paths[:500], 12) == kept & set(paths[:500])
    assert held_out(paths, 0) == frozenset()


def test_some_of_the_articles(tmp_path: Path) -> None:
    found = read(tmp_path, line("1", "Who is it?", "The fund"))
    assert found.of_articles(["news/a.txt", "news/c.txt"]) == found
    nothing = found.of_articles([])
    assert (nothing.articles, nothing.questions) == ({}, [])
