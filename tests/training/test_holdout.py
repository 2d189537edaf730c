from __future__ import annotations

import json
import zlib
from pathlib import Path

from click.testing import CliRunner

from qabot.evaluation.datasets import read_dataset
from qabot.training.everyday import held_out, read_everyday
from qabot.training.holdout import judged_places, main, write_dataset
from qabot.types import Span


def test_what_is_held_out_is_a_data_set_over_the_whole_folder(tmp_path: Path) -> None:
    paths = [f"{number:02}.txt" for number in range(40)]
    (tmp_path / "news").mkdir()
    lines = []
    for path in paths:
        (tmp_path / "news" / path).write_text(f"Acme {path}\n\nIt was sold.\n", encoding="utf-8")
        answer = {"article": path, "start": 20, "end": 24, "text": "sold"}
        asked = {"question": f"What happened to {path}?", "answers": [answer], "answerable": True}
        lines.append({"id": path, "article": path, "folder": "news", **asked})
    file = tmp_path / "asked.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    arguments = ["--everyday", str(file), "--texts", str(tmp_path), str(tmp_path / "out")]
    for _ in range(2):  # what is there already is written again
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert result.exit_code == 0
    dataset = read_dataset(tmp_path / "out" / "held-out-news")
    kept = {path.partition("/")[2] for path in held_out([f"news/{path}" for path in paths], 12)}
    assert kept
    assert {question.id for question in dataset.questions} == kept
    assert {gold.text for question in dataset.questions for gold in question.answers} == {"sold"}
    assert sorted(file.name for file in (tmp_path / "out/held-out-news/corpus").iterdir()) == paths


def test_follow_ups_keep_the_questions_before_them(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Acme\n\nIt was sold.\n", encoding="utf-8")
    asked = {
        "id": "1",
        "question": "And was it sold?",
        "history": ["Who is Acme?"],
        "article": "a.txt",
        "folder": "news",
        "answers": [{"start": 13, "end": 17}],
        "answerable": True,
    }
    file = tmp_path / "asked.jsonl"
    file.write_text(json.dumps(asked) + "\n", encoding="utf-8")
    named = ["--everyday", str(file), "--follow-ups", str(file), "--texts", str(tmp_path)]
    CliRunner().invoke(main, [*named, str(tmp_path / "out")], catch_exceptions=False)
    (question,) = read_dataset(tmp_path / "out" / "follow-ups-news").questions
    assert tuple(question.history) == ("Who is Acme?",)
    assert [gold.text for gold in question.answers] == ["sold"]


def test_sentences_that_were_judged_to_answer_count_too(tmp_path: Path) -> None:
    texts = {"a.txt": "Acme\n\nIt was sold.\n", "b.txt": "Acme\n\nIt found a buyer.\n"}
    (tmp_path / "news").mkdir()
    for path, text in texts.items():
        (tmp_path / "news" / path).write_text(text, encoding="utf-8")
    asked = {"question": "Was Acme sold?", "folder": "news", "article": "a.txt"}
    near = {"start": 6, "end": 18}
    line = {"id": "1", **asked, "answers": [], "near": near, "answerable": False}
    (tmp_path / "asked.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    judged = [
        {"id": "1", "folder": folder, "article": "b.txt", "start": 6, "end": 23, "crc32": crc32}
        for folder, crc32 in (
            ("news", zlib.crc32(texts["b.txt"].encode())),
            ("news", 1),
            ("other", zlib.crc32(texts["b.txt"].encode())),
        )
    ]
    file = tmp_path / "judged.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in judged), encoding="utf-8")
    found = read_everyday([tmp_path / "asked.jsonl"], [tmp_path])
    evidence = judged_places(file, tmp_path / "news")
    write_dataset(found, "news", tmp_path / "out", evidence=evidence)
    (question,) = read_dataset(tmp_path / "out").questions
    assert question.answerable
    assert [(gold.article, gold.span) for gold in question.places] == [("b.txt", Span(6, 23))]


def test_sentences_that_were_judged_to_answer_a_follow_up_count_too(tmp_path: Path) -> None:
    texts = {"a.txt": "Acme\n\nIt was sold.\n", "b.txt": "Acme\n\nIt found a buyer.\n"}
    (tmp_path / "news").mkdir()
    for path, text in texts.items():
        (tmp_path / "news" / path).write_text(text, encoding="utf-8")
    asked = {"question": "Was it sold?", "folder": "news", "article": "a.txt"}
    crc32 = zlib.crc32(texts["a.txt"].encode())
    answers = [{"start": 13, "end": 17, "crc32": crc32}]
    line = {"id": "1", **asked, "answers": answers, "answerable": True, "history": ["What is it?"]}
    (tmp_path / "asked.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    place = {
        "article": "b.txt",
        "start": 6,
        "end": 23,
        "crc32": zlib.crc32(texts["b.txt"].encode()),
    }
    (tmp_path / "judged.jsonl").write_text(
        json.dumps({"id": "1", "folder": "news", **place}) + "\n", encoding="utf-8"
    )
    named = {"--everyday": "asked.jsonl", "--follow-ups": "asked.jsonl", "--judged": "judged.jsonl"}
    options = [part for name, file in named.items() for part in (name, str(tmp_path / file))]
    arguments = [*options, "--texts", str(tmp_path), str(tmp_path / "out")]
    CliRunner().invoke(main, arguments, catch_exceptions=False)
    (question,) = read_dataset(tmp_path / "out" / "follow-ups-news").questions
    assert sorted(gold.article for gold in question.places) == ["a.txt", "b.txt"]
