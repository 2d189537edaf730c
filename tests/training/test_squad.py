from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qabot.training.squad import TrainingQuestion, read_squad
from qabot.types import Span

FIRST = "The rocket reached the moon in 1969. The crew slept."
SECOND = "The wall fell in 1989."


def paragraph(context: str, *questions: tuple[str, str, list[str]]) -> dict[str, Any]:
    return {
        "context": context,
        "qas": [
            {
                "id": id,
                "question": text,
                "answers": [
                    {"text": answer, "answer_start": context.index(answer)} for answer in answers
                ],
            }
            for id, text, answers in questions
        ],
    }


def write(path: Path, *entries: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"version": "1", "data": list(entries)}), encoding="utf-8")
    return path


def test_paragraphs_stay_together_under_their_title(tmp_path: Path) -> None:
    entry = {
        "title": "Space_and_walls",
        "paragraphs": [
            paragraph(FIRST, ("m", "What was reached?", ["the moon", "moon", "the moon"])),
            paragraph(SECOND, ("w", "When did it fall?", ["1989"])),
        ],
    }
    articles, questions = read_squad([write(tmp_path / "dev.json", entry)])
    (article,) = articles.values()
    assert article.path == "dev-000.txt"
    assert article.title == "Space and walls"
    assert article.text == f"Space and walls\n\n{FIRST}\n\n{SECOND}"
    assert [question.id for question in questions] == ["m", "w"]
    printed = [[span.of(article.text) for span in one.answers] for one in questions]
    assert printed == [["the moon", "moon"], ["1989"]]


def test_reviews_are_articles_of_their_own_without_a_title(tmp_path: Path) -> None:
    paragraphs = [
        paragraph(FIRST, ("m", "When?", ["1969"])),
        paragraph(SECOND, ("w", "When?", ["1989"])),
    ]
    entry = {"title": "Amazon_Reviews_7", "paragraphs": paragraphs}
    articles, questions = read_squad([write(tmp_path / "new.json", entry)])
    assert {path: one.text for path, one in articles.items()} == {
        "new-000-0000.txt": FIRST,
        "new-000-0001.txt": SECOND,
    }
    assert {one.title for one in articles.values()} == {""}
    start = SECOND.index("1989")
    assert questions[1] == TrainingQuestion(
        "w", "When?", "new-000-0001.txt", (Span(start, start + 4),)
    )


def test_a_question_without_an_answer_is_left_out(tmp_path: Path) -> None:
    asked = paragraph(FIRST, ("none", "Who cooked?", []), ("crew", "Who slept?", ["The crew"]))
    asked["qas"][1]["answers"].append({"text": "", "answer_start": 3})
    _, questions = read_squad([write(tmp_path / "dev.json", {"paragraphs": [asked]})])
    assert [(question.id, len(question.answers)) for question in questions] == [("crew", 1)]


def test_articles_of_several_files_do_not_mix(tmp_path: Path) -> None:
    files = [
        write(tmp_path / name, {"title": "T", "paragraphs": [paragraph(text, ("q", "?", ["The"]))]})
        for name, text in (("one.json", FIRST), ("two.json", SECOND))
    ]
    articles, questions = read_squad(files)
    assert list(articles) == ["one-000.txt", "two-000.txt"]
    assert [question.article for question in questions] == list(articles)
    assert articles["two-000.txt"].text == f"T\n\n{SECOND}"
    assert read_squad([]) == ({}, [])
