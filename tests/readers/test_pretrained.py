"""Other people's models as readers: exact spans, and what is wrong with a model said plainly."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest

from qabot.errors import ModelError
from qabot.readers.choice import load_reader
from qabot.readers.cross_encoder import CrossEncoderReader
from qabot.readers.pretrained import UNREAD
from qabot.readers.question_answering import QuestionAnsweringReader
from qabot.types import PassageInput, SentenceReading, Span
from tests.readers import tiny_models

pytestmark = pytest.mark.model

ANSWER = 2 * math.sqrt(15)
"""Start plus end score of a token with 2 features of 32, after its layer norm."""


@pytest.fixture
def copied(answering_model: Path, tmp_path: Path) -> Path:
    return shutil.copytree(answering_model, tmp_path / "model", dirs_exist_ok=True)


@pytest.fixture(scope="module")
def answering(answering_model: Path) -> QuestionAnsweringReader:
    return QuestionAnsweringReader.load(str(answering_model))


def test_the_answer_is_found_where_it_stands(answering: QuestionAnsweringReader) -> None:
    window = PassageInput("Shakespeare", ("He slept.", "É Hamlet:  SHAKESPEARE, he did."))
    ((slept, wrote),) = answering.read("who wrote hamlet?", [window])
    assert slept.score == 0.0
    assert wrote.score == pytest.approx(ANSWER, abs=1e-4)
    assert wrote.span.of(window.sentences[1]) == "SHAKESPEARE"


def test_a_model_without_token_types(tmp_path: Path) -> None:
    reader = load_reader(str(tiny_models.save_plain_question_answering(tmp_path)))
    assert reader is not None
    ((reading,),) = reader.read("who?", [PassageInput("", ("in london Shakespeare slept",))])
    assert reading.span == Span(10, 21)
    assert reading.score == pytest.approx(ANSWER, abs=1e-4)


def test_a_span_stays_in_its_sentence_and_is_not_too_long(tmp_path: Path) -> None:
    folder = tiny_models.save_question_answering(tmp_path, ["london"], ["hamlet"])
    reader = QuestionAnsweringReader.load(str(folder))
    near = "in London he wrote Hamlet."
    far = "London " + "he " * 29 + "Hamlet"
    backwards = "Hamlet in London."
    texts = (("London.", "Hamlet."), (near,), (far,), (backwards,))
    windows = [PassageInput("", sentences) for sentences in texts]
    (split, (whole,), (long,), (turned,)) = reader.read("who?", windows)
    assert whole.span.of(near) == "London he wrote Hamlet"
    best = max(one.score for one in (*split, long, turned))
    assert best < 0.75 * whole.score
    assert len(long.span.of(far).split()) <= 30


def test_what_the_model_has_no_room_for_is_unread(answering: QuestionAnsweringReader) -> None:
    sentences = ("he slept " * 20, "he slept " * 20, "Shakespeare.")
    ((_, _, last),) = answering.read("who?", [PassageInput("Title", sentences)])
    assert last == SentenceReading(UNREAD, Span(0, 12))


def test_a_long_question_leaves_room_for_the_answer(answering: QuestionAnsweringReader) -> None:
    ((reading,),) = answering.read("who wrote " * 500, [PassageInput("", ("Shakespeare.",))])
    assert reading.span == Span(0, 11)


def test_a_cross_encoder_ranks_whole_sentences(ranking_model: Path) -> None:
    reader = load_reader(str(ranking_model))
    assert isinstance(reader, CrossEncoderReader)
    window = PassageInput("", (" he slept . ", "who wrote hamlet", " "))
    ((slept, wrote, blank),) = reader.read("who ?", [window])
    assert (slept.span, wrote.span) == (Span(1, 11), Span(0, 16))
    assert slept.score != wrote.score
    assert blank == SentenceReading(UNREAD, Span(0, 0))


def test_of_two_scores_the_difference_counts(tmp_path: Path) -> None:
    reader = load_reader(str(tiny_models.save_cross_encoder(tmp_path, labels=2)))
    assert isinstance(reader, CrossEncoderReader)
    ((reading,),) = reader.read("who ?", [PassageInput("", ("he slept",))])
    pair = reader._model.predict([("who ?", "he slept")], show_progress_bar=False)[0]
    assert reading.score == pytest.approx(float(pair[1] - pair[0]), abs=1e-4)


def test_three_scores_are_refused(tmp_path: Path) -> None:
    folder = tiny_models.save_cross_encoder(tmp_path, labels=3)
    with pytest.raises(ModelError, match="gives 3 scores a sentence"):
        load_reader(str(folder))


def test_damaged_weights(copied: Path) -> None:
    weights = copied / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(ModelError, match=r"cannot be loaded .*fetch its files again") as raised:
        load_reader(str(copied))
    assert "\n" not in str(raised.value)


def test_missing_weights(copied: Path) -> None:
    (copied / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_reader(str(copied))


def test_weights_that_are_no_numbers(copied: Path) -> None:
    from safetensors.numpy import load_file, save_file

    weights = load_file(copied / "model.safetensors")
    weights["qa_outputs.bias"][:] = math.nan
    save_file(weights, copied / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="weights that are no numbers"):
        load_reader(str(copied))


def test_a_model_that_was_not_trained_to_answer(copied: Path) -> None:
    from safetensors.numpy import load_file, save_file

    weights = load_file(copied / "model.safetensors")
    del weights["qa_outputs.weight"]
    save_file(weights, copied / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match=r"lacks weights \(qa_outputs.weight"):
        load_reader(str(copied))


def test_a_tokenizer_of_another_model(copied: Path) -> None:
    tiny_models.save_tokenizer(copied, words=tiny_models.WORDS + " more words")
    with pytest.raises(ModelError, match=r"tokens but weights for"):
        load_reader(str(copied))


@pytest.mark.parametrize("config", ["{", "[]", "{}", '{"architectures": []}', "\ud800"])
def test_a_broken_config(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.json").write_text(config, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(ModelError, match=r"config.json does not name .*restore it"):
        load_reader(str(tmp_path))


def test_another_kind_of_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"architectures": ["BertModel"]}))
    with pytest.raises(ModelError, match="is a BertModel; give a model for question answering"):
        load_reader(str(tmp_path))


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no config.json"):
        load_reader(str(tmp_path))


@pytest.mark.parametrize("name", ["no-such/model", "/no/such/folder", "..", "a b"])
def test_an_unknown_name_is_not_looked_for_on_the_network(name: str) -> None:
    with pytest.raises(ModelError, match=r"is not on this machine.*--allow-download|config.json"):
        load_reader(name)


def test_no_reader() -> None:
    assert load_reader("none") is None
