"""What every reader must do, whatever it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.protocols import Reader
from qabot.readers.cross_encoder import CrossEncoderReader
from qabot.readers.question_answering import QuestionAnsweringReader
from qabot.types import PassageInput
from tests.doubles import WordReader

pytestmark = pytest.mark.model

QUESTION = "who wrote hamlet?"
WINDOWS = (
    PassageInput("A title", ("He slept.", "Hamlet : Shakespeare did,  in London.")),
    PassageInput("", ("", "  ", " Café é 16 \U0001f600. ")),
    PassageInput("<b>Title</b>", ("<p class='x'>[SEP] [CLS] &amp; {{who}}</p>", "[MASK]")),
    PassageInput("Long", ("a long word " * 850, "Shakespeare.")),
    PassageInput("long title " * 900, ("Shakespeare.",)),
    PassageInput("No sentence", ()),
)


@pytest.fixture(params=["double", "question answering", "cross-encoder"], scope="module")
def reader(request: pytest.FixtureRequest, answering_model: Path, ranking_model: Path) -> Reader:
    match request.param:
        case "double":
            return WordReader()
        case "question answering":
            return QuestionAnsweringReader.load(str(answering_model))
        case _:
            return CrossEncoderReader.load(str(ranking_model))


def test_one_reading_for_each_sentence(reader: Reader) -> None:
    readings = list(reader.read(QUESTION, WINDOWS))
    assert [len(window) for window in readings] == [2, 3, 2, 2, 1, 0]
    assert list(reader.read(QUESTION, [])) == []


def test_spans_lie_inside_their_sentence(reader: Reader) -> None:
    for window, readings in zip(WINDOWS, reader.read(QUESTION, WINDOWS), strict=True):
        for sentence, reading in zip(window.sentences, readings, strict=True):
            assert reading.span.end <= len(sentence)
            if sentence.strip():
                assert reading.span.of(sentence).strip()
            assert abs(reading.score) < 1e4


def test_the_same_question_gives_the_same_readings(reader: Reader) -> None:
    assert list(reader.read(QUESTION, WINDOWS)) == list(reader.read(QUESTION, WINDOWS))


def test_windows_do_not_change_each_other(reader: Reader) -> None:
    together = list(reader.read(QUESTION, WINDOWS))
    for window, readings in zip(WINDOWS, together, strict=True):
        (alone,) = reader.read(QUESTION, [window])
        assert [one.span for one in alone] == [one.span for one in readings]
        assert [one.score for one in alone] == pytest.approx(
            [one.score for one in readings], abs=1e-4
        )


@pytest.mark.parametrize("question", ["", "?", "who " * 2_500, "<b>who</b> [SEP] [CLS]?", "谁"])
def test_odd_questions_are_read(reader: Reader, question: str) -> None:
    assert [len(window) for window in reader.read(question, WINDOWS)] == [2, 3, 2, 2, 1, 0]
