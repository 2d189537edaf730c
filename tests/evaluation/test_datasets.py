from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qabot.errors import DatasetError
from qabot.evaluation.datasets import Form, Gold, GoldQuestion, lacks_articles, read_dataset
from qabot.evaluation.folder import article_text
from qabot.types import Span
from tests.conftest import ARTICLES
from tests.evaluation.conftest import Maker

START = ARTICLES["moon.txt"].index("on Sunday")
ANSWER = {"article": "moon.txt", "start": START, "end": START + 9, "text": "on Sunday"}
ASKED = {"id": "1", "question": "When?", "answerable": True, "answers": [ANSWER]}


def test_a_folder_data_set_is_read_whole(make_dataset: Maker) -> None:
    evidence = {"article": "moon.txt", "start": START - 9, "end": START + 9}
    path = make_dataset(
        ASKED
        | {
            "evidence": evidence,
            "history": ["What?", "Who?"],
            "relevant": ["old/mould.txt"],
            "kind": "direct",
        },
        "",
        {"id": "2", "question": "Why?", "answerable": False},
    )
    dataset = read_dataset(path)
    assert (dataset.name, dataset.form) == ("dataset", Form.FOLDER)
    assert dataset.questions == (
        GoldQuestion(
            id="1",
            text="When?",
            answerable=True,
            answers=(Gold("moon.txt", Span(START, START + 9), "on Sunday"),),
            history=("What?", "Who?"),
            relevant={"old/mould.txt": 1},
            evidence=Gold("moon.txt", Span(START - 9, START + 9), "the moon on Sunday"),
            kind="direct",
        ),
        GoldQuestion(id="2", text="Why?", answerable=False),
    )
    first, second = dataset.questions
    assert first.places == (first.evidence,)
    assert first.articles == {"moon.txt", "old/mould.txt"}
    assert (second.places, second.articles, second.text) == ((), frozenset(), "Why?")


def test_a_line_may_tell_all_that_a_person_would_take(make_dataset: Maker) -> None:
    sentence = {"article": "moon.txt", "start": START - 9, "end": START + 9}
    more = {"evidence": [sentence], "accept": ["Sunday"], "speaker": "Kim", "kind": "when"}
    path = make_dataset(
        ASKED | more, {"id": "2", "question": "Why?", "answerable": False} | {"evidence": []}
    )
    first, second = read_dataset(path).questions
    assert first.sentences == (Gold("moon.txt", Span(START - 9, START + 9), "the moon on Sunday"),)
    assert first.places == (*first.sentences, *first.answers)
    assert first.wordings == ("on Sunday", "Sunday", "Kim")
    assert (first.evidence, first.kind) == (None, "when")
    assert (second.sentences, second.places, second.wordings) == ((), (), ())


def test_the_articles_may_lie_elsewhere(make_dataset: Maker, tmp_path: Path) -> None:
    path = make_dataset(ASKED)
    assert not lacks_articles(path)
    elsewhere = (path / "corpus").rename(tmp_path / "elsewhere")
    assert lacks_articles(path)
    with pytest.raises(DatasetError, match="name their folder with --articles"):
        read_dataset(path)
    dataset = read_dataset(path, elsewhere)
    assert dataset.form is Form.FOLDER
    assert dataset.questions[0].answers[0].text == "on Sunday"
    assert dataset.corpus_folder(tmp_path / "scratch") == elsewhere
    assert not lacks_articles(tmp_path / "gone")


def test_a_beir_set_brings_its_articles(beir_folder: Path, folder: Path) -> None:
    assert not lacks_articles(beir_folder)
    with pytest.raises(DatasetError, match="has articles of its own"):
        read_dataset(beir_folder, folder)


def test_the_corpus_of_a_folder_data_set_is_indexed_in_place(
    make_dataset: Maker, tmp_path: Path
) -> None:
    dataset = read_dataset(make_dataset(ASKED))
    assert dataset.corpus_folder(tmp_path / "scratch") == tmp_path / "dataset" / "corpus"
    assert not (tmp_path / "scratch").exists()
    assert dataset.article_id("old/mould.txt") == "old/mould.txt"


def test_offsets_count_line_breaks_as_the_file_has_them(make_dataset: Maker) -> None:
    path = make_dataset(
        ASKED | {"answers": [{"article": "crlf.txt", "start": 6, "end": 9, "text": "Two"}]}
    )
    (path / "corpus" / "crlf.txt").write_bytes(b"One.\r\nTwo.\r\n")
    assert read_dataset(path).questions[0].answers[0].text == "Two"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is not JSON"),
        ("[]", "is not an object"),
        ({"question": "When?", "answerable": True}, '"id" is not a text'),
        (ASKED | {"question": " "}, '"question" is not a text'),
        (ASKED | {"answerable": "yes"}, '"answerable" is not true or false'),
        (ASKED | {"history": "Who?"}, '"history" is not a list of texts'),
        (ASKED | {"answers": ["x"]}, '"answers" is not a list of objects'),
        (ASKED | {"evidence": "x"}, '"evidence" is not an object'),
        (ASKED | {"evidence": ["x"]}, '"evidence" is not a list of objects'),
        (ASKED | {"accept": "x"}, '"accept" is not a list of texts'),
        (ASKED | {"speaker": ""}, '"speaker" is not a text'),
        (ASKED | {"evidence": [ANSWER | {"end": START}]}, "is no piece of moon.txt"),
        (ASKED | {"relevant": ["gone.txt"]}, "\"relevant\" names 'gone.txt', which is not in"),
        (ASKED | {"answers": [ANSWER | {"article": "gone.txt"}]}, "'gone.txt' is not in"),
        (ASKED | {"answers": [ANSWER | {"start": "1"}]}, '"start" is not a whole number'),
        (ASKED | {"answers": [ANSWER | {"end": START}]}, "is no piece of moon.txt"),
        (ASKED | {"answers": [ANSWER | {"start": 9000, "end": 9001}]}, "is no piece of moon.txt"),
        (
            ASKED | {"answers": [ANSWER | {"text": "on Monday"}]},
            f"moon.txt has 'on Sunday' at [{START}, {START + 9}), not 'on Monday'",
        ),
        (ASKED | {"id": "0"}, "the id '0' is there twice"),
    ],
)
def test_a_wrong_line_is_named(
    make_dataset: Maker, line: dict[str, Any] | str, problem: str
) -> None:
    path = make_dataset(ASKED | {"id": "0"}, line)
    with pytest.raises(DatasetError) as caught:
        read_dataset(path)
    message = str(caught.value)
    assert message.startswith(f"{path / 'questions.jsonl'} line 2")
    assert problem in message
    assert "\n" not in message


def test_a_folder_in_neither_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is no data set; it needs corpus/"):
        read_dataset(tmp_path)


def test_a_data_set_without_articles_or_questions_is_refused(
    make_dataset: Maker, tmp_path: Path
) -> None:
    with pytest.raises(DatasetError, match="has no question"):
        read_dataset(make_dataset())
    (tmp_path / "questions.jsonl").touch()
    with pytest.raises(DatasetError, match="put the articles of the data set there"):
        read_dataset(tmp_path)


def test_an_article_that_is_not_text_is_named(make_dataset: Maker) -> None:
    path = make_dataset(ASKED | {"answers": [ANSWER | {"article": "bad.txt"}]})
    (path / "corpus" / "bad.txt").write_bytes(b"\xff\xff")
    with pytest.raises(DatasetError, match=r"bad\.txt cannot be read as UTF-8"):
        read_dataset(path)
    assert article_text(path / "corpus", "wall.txt") == ARTICLES["wall.txt"]


def test_beir_queries_are_read_with_their_grades(beir_folder: Path) -> None:
    dataset = read_dataset(beir_folder)
    assert dataset.form is Form.BEIR
    assert dataset.questions == (
        GoldQuestion("q1", "rocket to the moon", True, relevant={"m/1": 2, "w": 0}),
        GoldQuestion("q2", "mould on the wall", True, relevant={"p": 1, "w": 1}),
    )
    assert dataset.questions[0].articles == {"m/1"}


def test_a_beir_corpus_is_copied_without_its_queries(beir_folder: Path, tmp_path: Path) -> None:
    dataset = read_dataset(beir_folder)
    scratch = dataset.corpus_folder(tmp_path / "scratch")
    assert [path.name for path in scratch.iterdir()] == ["corpus.jsonl"]
    first = (scratch / "corpus.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first) == {
        "id": "m/1",
        "title": "",
        "text": "A rocket reached the moon on Sunday.",
    }
    written = (scratch / "corpus.jsonl").stat().st_mtime_ns
    dataset.corpus_folder(tmp_path / "scratch")
    assert (scratch / "corpus.jsonl").stat().st_mtime_ns == written


def test_beir_article_ids_and_paths_are_inverse(beir_folder: Path) -> None:
    dataset = read_dataset(beir_folder)
    assert dataset.article_path("m/1") == "corpus.jsonl#m/1"
    assert dataset.article_id("corpus.jsonl#m/1") == "m/1"


def test_wrong_beir_files_are_named(beir_folder: Path, tmp_path: Path) -> None:
    (beir_folder / "corpus.jsonl").write_text('{"text": "no id"}\n', encoding="utf-8")
    dataset = read_dataset(beir_folder)
    with pytest.raises(DatasetError, match=r'corpus\.jsonl line 1: "_id" is not a text'):
        dataset.corpus_folder(tmp_path / "scratch")
    judgements = beir_folder / "qrels" / "test.tsv"
    judgements.write_text("query-id\tcorpus-id\tscore\nq1 w 1\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"test\.tsv line 2 is not query-id"):
        read_dataset(beir_folder)
    judgements.unlink()
    with pytest.raises(DatasetError, match=r"test\.tsv cannot be read"):
        read_dataset(beir_folder)
