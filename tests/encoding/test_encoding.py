"""The real model: its identity, and our two ways of running it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qabot.config import BUNDLED_MODEL
from qabot.encoding import LazyEncoder
from qabot.encoding.bert import BertEncoder
from qabot.encoding.models import model_fingerprint, model_folder
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.encoding.transformer import SentenceTransformerEncoder
from qabot.errors import ModelError
from qabot.types import PassageInput
from qabot.types.unit_vectors import unit

QUESTIONS = (
    "who said Russia has a right to self-defence",
    "Naïve “quotes”, 1,000 ﬁgures & 北京?",
    "moon",
    "word " * 400,  # longer than the model
)


def folder() -> Path:
    found = model_folder(BUNDLED_MODEL)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def real() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder.load(BUNDLED_MODEL)


def test_the_bundled_weights_are_the_official_ones() -> None:
    with (folder() / "model.safetensors").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    assert digest == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@pytest.mark.model
def test_onnxruntime_gives_the_vectors_of_sentence_transformers(
    real: SentenceTransformerEncoder,
) -> None:
    light = BertEncoder.from_folder(folder())
    assert light is not None
    for question in QUESTIONS:
        expected = real.encode_question(question)
        assert float(light.encode_question(question) @ expected) > 0.9999


@pytest.mark.model
def test_onnxruntime_encodes_passages_as_sentence_transformers_does(
    real: SentenceTransformerEncoder,
) -> None:
    light = BertEncoder.from_folder(folder())
    assert light is not None
    passages = [
        PassageInput("Apollo 11", ("The rocket landed on the Moon.", "Bread is baked.")),
        PassageInput("", ("The wall fell in 1989.",)),
        PassageInput("Long", tuple(f"Sentence number {n} goes on and on." for n in range(60))),
    ]
    pairs = zip(light.encode_passages(passages), real.encode_passages(passages), strict=True)
    for ours, theirs in pairs:
        assert float(ours.vector @ theirs.vector) > 0.9999
        cosines = (ours.sentence_vectors * theirs.sentence_vectors).sum(axis=1)
        assert cosines.min() > 0.9999


@pytest.mark.model
def test_passages_and_their_sentences(real: SentenceTransformerEncoder) -> None:
    space = PassageInput(
        "Apollo 11", ("The rocket landed on the Moon.", "Bread is baked from flour.")
    )
    (encoding,) = real.encode_passages([space])
    assert encoding.vector.shape == (384,)
    assert encoding.sentence_vectors.shape == (2, 384)
    assert np.linalg.norm(encoding.sentence_vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)
    bread = encoding.sentence_vectors @ real.encode_question("how is bread made")
    assert bread[1] > bread[0] + 0.2


@pytest.mark.model
def test_sentence_vectors_are_the_means_of_their_tokens(real: SentenceTransformerEncoder) -> None:
    """With one sentence and no title its mean differs from the passage's by [CLS] and [SEP]."""
    (encoding,) = real.encode_passages([PassageInput("", ("The wall fell in 1989.",))])
    outputs: Any = real._model.encode_document(
        ["The wall fell in 1989."], output_value="token_embeddings"
    )
    tokens = outputs[0].float().numpy()
    assert len(tokens) == 8
    expected = unit(tokens[1:-1].mean(axis=0))
    bfloat16 = 2e-3  # what a CPU that has it leaves of the precision
    assert encoding.sentence_vectors[0] == pytest.approx(expected, abs=bfloat16)
    assert encoding.vector == pytest.approx(unit(tokens.mean(axis=0)), abs=bfloat16)
    assert np.abs(encoding.vector - expected).max() > 10 * bfloat16


@pytest.mark.model
def test_a_passage_longer_than_the_model_still_has_all_its_sentences(
    real: SentenceTransformerEncoder,
) -> None:
    sentences = tuple(f"Sentence number {n} of a very long passage." for n in range(60))
    (encoding,) = real.encode_passages([PassageInput("Title", sentences)])
    assert encoding.sentence_vectors.shape == (60, 384)
    assert np.isfinite(encoding.sentence_vectors).all()


def test_a_question_and_a_few_passages_need_no_torch() -> None:
    code = (
        "import sys; from qabot.encoding import LazyEncoder\n"
        "from qabot.types import PassageInput\n"
        f"encoder = LazyEncoder({BUNDLED_MODEL!r})\n"
        "encoder.encode_question('who?')\n"
        "encoder.encode_passages([PassageInput('', ('One sentence.',))])\n"
        "print('torch' in sys.modules, 'sentence_transformers' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_token_offsets_are_code_points() -> None:
    tokenizer = LazyEncoder(BUNDLED_MODEL).tokenizer
    text = "😀 Café déjà-vu"
    pieces = [text[start:end] for start, end in tokenizer.offsets(text)]
    assert "".join(pieces) == "😀Cafédéjà-vu"
    assert pieces[:2] == ["😀", "Café"]
    assert tokenizer.longest == 254
    assert tokenizer.offsets("").shape == (0, 2)


def test_a_model_has_one_tokenizer_until_its_files_change(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(folder(), copy, ignore=shutil.ignore_patterns("*.safetensors"))
    before = ModelTokenizer.from_folder(copy)
    assert before is not None
    assert ModelTokenizer.from_folder(copy) is before
    limits = copy / "sentence_bert_config.json"
    limits.write_text(json.dumps(json.loads(limits.read_text()) | {"max_seq_length": 1000}))
    after = ModelTokenizer.from_folder(copy)
    assert after is not None
    assert (before.longest, after.longest) == (254, 998)


def test_a_model_is_given_special_tokens_and_what_fits() -> None:
    tokenizer = LazyEncoder(BUNDLED_MODEL).tokenizer
    first, last = tokenizer.special("[CLS]"), tokenizer.special("[SEP]")
    ids = tokenizer.encode("word")[0]
    assert tokenizer.whole_input("word") == [first, *ids, last]
    assert tokenizer.whole_input("word " * 400) == [first, *ids * 254, last]


def test_a_model_of_another_architecture_is_left_to_the_library(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(folder(), copy, ignore=shutil.ignore_patterns("*.safetensors"))
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps(config | {"model_type": "mpnet"}))
    assert BertEncoder.from_folder(copy) is None


@pytest.mark.parametrize("damaged", ["tokenizer.json", "model.safetensors"])
def test_damaged_files_are_left_to_the_library_which_tells(tmp_path: Path, damaged: str) -> None:
    copy = tmp_path / "model"
    shutil.copytree(folder(), copy, ignore=shutil.ignore_patterns("*.safetensors"))
    (copy / damaged).write_text("{}")
    assert BertEncoder.from_folder(copy) is None
    assert (ModelTokenizer.from_folder(copy) is None) == (damaged == "tokenizer.json")


def test_a_fingerprint_changes_with_the_model(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(folder(), copy)
    before = model_fingerprint(copy)
    assert before == model_fingerprint(folder())
    with (copy / "config.json").open("a") as file:
        file.write(" ")
    assert model_fingerprint(copy) != before


def test_an_unknown_model_is_not_looked_for_on_the_network() -> None:
    with pytest.raises(ModelError, match=r"no-such/model .*--allow-download"):
        LazyEncoder("no-such/model").encode_question("who?")
