from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import DatasetError, IndexMissing
from qabot.evaluation.datasets import GoldQuestion, read_dataset
from qabot.evaluation.figures import Figure
from qabot.evaluation.run import evaluate, evaluate_path, index_dataset, sample
from qabot.index import Index
from qabot.types import Filters, Verdict
from tests.coefficient_files import write_coefficients
from tests.conftest import ARTICLES
from tests.doubles import WordEncoder
from tests.evaluation.conftest import Maker


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Confidence by what can be checked by eye: cosines and coverage."""
    path = write_coefficients(
        tmp_path_factory.mktemp("coefficients") / "own.json",
        {"passage": 1.0, "sentence": 1.0, "coverage": 1.0},
        {"bias": -6.0, "passage": 4.0, "sentence": 3.0, "coverage": 4.0},
    )
    return Settings.of(coefficients=path, answered_from=0.5)


def question(id: str, text: str, article: str = "", answer: str = "") -> dict[str, Any]:
    start = ARTICLES[article].index(answer) if article else 0
    gold = {"article": article, "start": start, "end": start + len(answer), "text": answer}
    return {
        "id": id,
        "question": text,
        "answerable": bool(article),
        "answers": [gold] * bool(article),
    }


@pytest.fixture
def dataset_folder(make_dataset: Maker) -> Path:
    """Two questions that are easy, one whose marked answer lies elsewhere, one without any."""
    return make_dataset(
        question("moon", "When did the rocket reach the moon?", "moon.txt", "on Sunday"),
        question("mould", "What came from the mould?", "old/mould.txt", "Penicillin"),
        question("wall", "Who climbed the wall?", "moon.txt", "The crew"),
        question("none", "Where was the speech given?"),
    )


@pytest.fixture
def bot(dataset_folder: Path, tmp_path: Path, settings: Settings) -> QABot:
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([dataset_folder / "corpus"])
    return QABot(index)


def test_a_run_over_three_articles(bot: QABot, dataset_folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    report = evaluate(bot, read_dataset(dataset_folder), progress=lambda *step: steps.append(step))
    assert (report.dataset, report.model) == ("dataset", "words")
    assert (report.questions, report.answerable) == (4, 3)
    assert report.figures["article@1"] == Figure(2 / 3, 3)
    assert report.figures["cited@1"] == Figure(2 / 3, 3)
    assert report.figures["refusal precision"] == Figure(1.0, 4)
    assert report.figures["refusal recall"] == Figure(1.0, 4)
    assert report.figures["refusal AUROC"] == Figure(1.0, 4)
    assert report.figures["verbatim"].value == 1.0
    assert report.verdicts == {"answered": 3, "related": 0, "nothing": 1}
    assert set(report.milliseconds) >= {"total", "encode", "search", "read"}
    assert steps == [("asking", number, 4) for number in (1, 2, 3, 4)]


def test_exact_match_and_f1_of_a_run(bot: QABot, make_dataset: Maker) -> None:
    sentence = "Penicillin came from the mould."
    path = make_dataset(question("mould", sentence, "old/mould.txt", sentence))
    figures = evaluate(bot, read_dataset(path)).figures
    assert (figures["EM"].value, figures["F1"].value) == (1.0, 1.0)


def test_verbatim_is_checked_against_the_files_and_not_the_index(
    bot: QABot, dataset_folder: Path
) -> None:
    dataset = read_dataset(dataset_folder)
    for path in (dataset_folder / "corpus").rglob("*.txt"):
        path.write_text(" " + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert evaluate(bot, dataset).figures["verbatim"].value == 0.0


def test_without_their_articles_questions_have_no_answer(bot: QABot, dataset_folder: Path) -> None:
    figures = evaluate(bot, read_dataset(dataset_folder), without_answers=True).figures
    # The third question's marked article is not the one that answers it.
    assert figures["removed: refused"] == Figure(2 / 3, 3)
    assert "removed: refused" not in evaluate(bot, read_dataset(dataset_folder)).figures


def test_hidden_articles_are_as_if_they_were_not_there(bot: QABot) -> None:
    hidden = Filters(hidden=("old/mould.txt",))
    found = {scored.passage.article.path for scored in bot.search("mould wall", filters=hidden)}
    assert found == {"moon.txt", "wall.txt"}
    assert bot.search("mould", filters=replace(hidden, path="old/*")) == []
    assert bot.ask("What came from the mould?", filters=hidden).verdict is not Verdict.ANSWERED
    assert bot.ask("What came from the mould?").verdict is Verdict.ANSWERED


def test_a_path_with_pattern_characters_hides_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in ("[a]*.txt", "a.txt"):
        (folder / name).write_text("The wall was opened.\n", encoding="utf-8")
    index = Index.create(tmp_path / "odd-index", encoder=WordEncoder())
    index.sync([folder])
    found = QABot(index).search("wall", filters=Filters(hidden=("[a]*.txt",)))
    assert [scored.passage.article.path for scored in found] == ["a.txt"]


def test_history_is_asked_with(make_dataset: Maker, settings: Settings) -> None:
    alone = question("1", "And then?", "old/mould.txt", "Penicillin")
    alone["relevant"] = ["old/mould.txt"]
    figures = evaluate_path(make_dataset(alone), settings=settings, encoder=WordEncoder()).figures
    assert figures["article@1"].value == 0.0
    assert figures["MRR"].value == pytest.approx(1 / 3)
    follow_up = alone | {"history": ["Who opened the wall?", "Who found the mould?"]}
    path = make_dataset(follow_up)
    figures = evaluate_path(path, settings=settings, encoder=WordEncoder()).figures
    assert (figures["article@1"].value, figures["MRR"].value) == (1.0, 1.0)


def test_a_beir_set_is_ranked(beir_folder: Path) -> None:
    report = evaluate_path(beir_folder, encoder=WordEncoder())
    assert report.questions == 2
    assert report.figures["recall@10"] == Figure(1.0, 2)
    assert report.figures["MRR"] == Figure(1.0, 2)
    assert report.figures["article@1"] == Figure(1.0, 2)
    assert not report.figures.keys() & {"cited@1", "EM", "verbatim", "refusal recall"}


def test_an_index_is_kept_and_used_again(beir_folder: Path, tmp_path: Path) -> None:
    encoder = WordEncoder()
    evaluate_path(beir_folder, index=tmp_path / "kept", encoder=encoder)
    assert len(encoder.seen) == 3
    evaluate_path(beir_folder, index=tmp_path / "kept", encoder=encoder)
    assert len(encoder.seen) == 3


def test_an_index_of_something_else_is_left_alone(bot: QABot, beir_folder: Path) -> None:
    before = bot.index.status()
    with pytest.raises(DatasetError, match="name another folder with --index"):
        evaluate_path(beir_folder, index=bot.index.folder, encoder=WordEncoder())
    assert bot.index.status() == before


def test_articles_that_lie_elsewhere_are_indexed(
    dataset_folder: Path, settings: Settings, tmp_path: Path
) -> None:
    elsewhere = (dataset_folder / "corpus").rename(tmp_path / "elsewhere")
    report = evaluate_path(
        dataset_folder, articles=elsewhere, settings=settings, encoder=WordEncoder()
    )
    assert report.figures["cited@1"] == Figure(2 / 3, 3)
    assert report.figures["verbatim"].value == 1.0


def test_a_set_without_articles_is_asked_over_an_index_as_it_is(
    dataset_folder: Path, settings: Settings, folder: Path, tmp_path: Path
) -> None:
    kept = Index.create(tmp_path / "kept", settings, encoder=WordEncoder())
    kept.sync([folder])
    (folder / "new.txt").write_text("A tenth planet.\n", encoding="utf-8")
    shutil.rmtree(dataset_folder / "corpus")
    encoder = WordEncoder()
    report = evaluate_path(dataset_folder, index=kept.folder, settings=settings, encoder=encoder)
    assert report.figures["cited@1"] == Figure(2 / 3, 3)
    assert report.figures["verbatim"].value == 1.0
    assert kept.status().new_files == ("new.txt",)
    assert "A tenth planet." not in encoder.seen


def test_a_set_without_articles_needs_an_index_of_one_folder(
    dataset_folder: Path, folder: Path, tmp_path: Path
) -> None:
    shutil.rmtree(dataset_folder / "corpus")
    with pytest.raises(IndexMissing):
        evaluate_path(dataset_folder, index=tmp_path / "gone", encoder=WordEncoder())
    kept = Index.create(tmp_path / "kept", encoder=WordEncoder())
    (tmp_path / "other").mkdir()
    kept.sync([folder, tmp_path / "other"])
    with pytest.raises(DatasetError, match=r"is of .*articles, .*other; name the folder"):
        evaluate_path(dataset_folder, index=kept.folder, encoder=WordEncoder())


def test_indexing_tells_how_far_it_is(dataset_folder: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    index_dataset(
        read_dataset(dataset_folder),
        tmp_path / "new",
        encoder=WordEncoder(),
        progress=lambda *step: steps.append(step),
    )
    assert {(name, whole) for name, _, whole in steps} == {("indexing", 100)}
    parts = [part for _, part, _ in steps]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0, 100)


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    questions = [GoldQuestion(str(number), "?", True) for number in range(100)]
    chosen = sample(questions, 10, seed=1)
    assert chosen == sample(questions, 10, seed=1)
    assert chosen != sample(questions, 10, seed=2)
    assert len(chosen) == 10
    assert chosen == sorted(chosen, key=lambda question: int(question.id))
    assert sample(questions, None, 0) == sample(questions, 100, 0) == questions


def test_no_question_is_no_evaluation(bot: QABot, dataset_folder: Path) -> None:
    with pytest.raises(DatasetError, match="raise --limit"):
        evaluate(bot, read_dataset(dataset_folder), limit=0)


def test_the_report_is_json(bot: QABot, dataset_folder: Path) -> None:
    report = evaluate(bot, read_dataset(dataset_folder), limit=2, seed=5).to_dict()
    assert json.loads(json.dumps(report)) == report
    assert (report["questions"], report["seed"]) == (2, 5)
