"""The trained reader over a network with random weights: what it reads may be nonsense, where
it points may not."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.encoding.network import BertNetwork
from qabot.encoding.tokenizer import ModelTokenizer
from qabot.errors import ModelError
from qabot.readers.trained import ANSWER_TOKENS, TEXT_TOKENS, TrainedReader, _best
from qabot.types import FloatArray, IdArray, PassageInput, SentenceReading, Span
from tests.tiny_model import random_weights, tiny_tokenizer, vocabulary

WORDS = "the rocket reached moon in 1969 . crew slept what did reach ? apollo bread is baked , word"
UNREAD = -30.0
QUESTION = "What did the rocket reach?"
STORY = PassageInput("Apollo", ("The rocket reached the moon in 1969.", "The crew slept."))


def tiny_reader() -> TrainedReader:
    network = BertNetwork(random_weights(len(vocabulary(WORDS))), 2, 1e-12, "gelu_tanh")
    random = np.random.default_rng(5)
    head = random.normal(0, 1, (2, 8)).astype(np.float32)
    return TrainedReader(network, head, np.zeros(2, dtype=np.float32), tiny_tokenizer(WORDS))


READER = tiny_reader()


def edges(text: str) -> tuple[set[int], set[int]]:
    offsets = tiny_tokenizer(WORDS).offsets(text)
    return set(offsets[:, 0].tolist()), set(offsets[:, 1].tolist())


def test_one_reading_for_each_sentence_and_its_span_inside() -> None:
    windows = [STORY, PassageInput("", ("Bread is baked, in 1969.",))]
    found = list(READER.read(QUESTION, windows))
    assert [len(readings) for readings in found] == [2, 1]
    for window, readings in zip(windows, found, strict=True):
        for text, reading in zip(window.sentences, readings, strict=True):
            starts, ends = edges(text)
            assert reading.span.start in starts
            assert reading.span.end in ends
            assert 0 < len(reading.span) <= len(text)
            assert reading.score > UNREAD


def test_the_score_is_the_sum_of_two_logits_of_the_network() -> None:
    """The whole pass once more by hand, for a sentence of one word, which has one span."""
    network = BertNetwork(random_weights(len(vocabulary(WORDS))), 2, 1e-12, "gelu_tanh")
    tokens = vocabulary(WORDS)
    sequence = ["[CLS]", "what", "?", "[SEP]", "apollo", "moon", "[SEP]"]
    hidden = network([tokens[token] for token in sequence], [0, 0, 0, 0, 1, 1, 1])
    head = np.random.default_rng(5).normal(0, 1, (2, 8)).astype(np.float32)
    ((reading,),) = READER.read("what?", [PassageInput("Apollo", ("Moon",))])
    assert reading.span == Span(0, 4)
    assert reading.score == pytest.approx(float((hidden[5] @ head.T).sum()), abs=1e-4)


def test_many_windows_at_once_are_read_as_one_by_one() -> None:
    windows = [
        PassageInput(title, tuple(f"{word} reached the moon." for word in words.split()))
        for title in ("Apollo", "", "The crew slept in 1969")
        for words in ("rocket", "crew bread", "the what did word")
    ]
    together = list(READER.read(QUESTION, windows))
    for window, readings in zip(windows, together, strict=True):
        (alone,) = READER.read(QUESTION, [window])
        assert [one.span for one in readings] == [one.span for one in alone]
        assert [one.score for one in readings] == [one.score for one in alone]


def test_nothing_to_read() -> None:
    assert list(READER.read(QUESTION, [])) == []
    assert list(READER.read(QUESTION, [PassageInput("Apollo", ())])) == [()]
    assert list(READER.read(QUESTION, [PassageInput("", ())])) == [()]


def test_what_is_not_in_english_is_not_read() -> None:
    german = PassageInput("Apollo", ("Die Rakete erreichte den Mond und die Besatzung schlief.",))
    assert [len(one) for one in READER.read(QUESTION, [german, STORY])] == [0, 2]
    assert list(READER.read("Wann hat die Rakete den Mond erreicht?", [STORY, STORY])) == [(), ()]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "\x00"])
def test_a_sentence_without_a_token_is_not_read(text: str) -> None:
    ((first, second),) = READER.read(QUESTION, [PassageInput("", (text, "The crew slept."))])
    assert first == SentenceReading(UNREAD, Span(0, len(text)))
    assert second.score > UNREAD


@pytest.mark.parametrize(
    "text",
    ["<b>moon</b> &amp; [SEP] [CLS]", "[red]moon[/red]", "moon\x1b[31m", "月 moon 🚀", "??", "x"],
)
def test_markup_and_odd_characters_are_text(text: str) -> None:
    ((reading,),) = READER.read(text, [PassageInput(text, (text,))])
    assert reading.span.of(text).strip() == reading.span.of(text) != ""


def test_ten_thousand_characters_are_cut_off() -> None:
    long = "the word " * 1112
    (readings,) = READER.read(long, [PassageInput(long, (long, "The crew slept."))])
    assert readings[0].score > UNREAD
    assert readings[0].span.end <= len("the word " * (TEXT_TOKENS // 2)) - 1
    assert readings[1] == SentenceReading(UNREAD, Span(0, len("The crew slept.")))


def test_a_sentence_beyond_the_window_is_not_read() -> None:
    full = tuple("the word in " * 13 + "." for _ in range(5))  # 40 tokens each, 160 are read
    (readings,) = READER.read(QUESTION, [PassageInput("", full)])
    assert [reading.score > UNREAD for reading in readings] == [True] * 4 + [False]
    assert readings[4].span == Span(0, len(full[4]))
    partly = ("the word in " * 50, "the crew slept in the moon " * 5)
    (readings,) = READER.read(QUESTION, [PassageInput("", partly)])
    assert readings[1].score > UNREAD
    assert readings[1].span.end <= len("the crew slept in the moon the crew slept in")


def test_a_title_and_a_question_are_cut_as_in_training() -> None:
    title, question = "moon " * 12, "what " * 48
    assert list(READER.read(question, [PassageInput(title, STORY.sentences)])) == list(
        READER.read(question + "rocket", [PassageInput(title + "rocket", STORY.sentences)])
    )


def brute_force(logits: FloatArray, offsets: IdArray) -> tuple[float, Span]:
    spans = [
        (float(logits[start, 0] + logits[end, 1]), start, end)
        for start in range(len(offsets))
        for end in range(start, min(len(offsets), start + ANSWER_TOKENS))
    ]
    score, start, end = max(spans, key=lambda span: span[0])
    return score, Span(int(offsets[start, 0]), int(offsets[end, 1]))


@given(st.integers(1, 80), st.integers(0, 10_000))
def test_the_best_span_is_the_best_of_all(tokens: int, seed: int) -> None:
    logits = np.random.default_rng(seed).normal(0, 5, (tokens, 2)).astype(np.float32)
    offsets = np.array([[5 * place, 5 * place + 4] for place in range(tokens)], dtype=np.int64)
    found = _best(logits, offsets, 5 * tokens)
    assert (found.score, found.span) == brute_force(logits, offsets)


def test_an_answer_is_no_longer_than_it_may_be() -> None:
    logits = np.zeros((60, 2), dtype=np.float32)
    logits[5, 0] = logits[5 + ANSWER_TOKENS, 1] = 10.0  # one token too far
    logits[4 + ANSWER_TOKENS, 1] = 1.0
    offsets = np.array([[place, place + 1] for place in range(60)], dtype=np.int64)
    found = _best(logits, offsets, 60)
    assert (found.score, found.span) == (11.0, Span(5, 5 + ANSWER_TOKENS))


def test_an_answer_does_not_end_before_it_starts() -> None:
    logits = np.array([[0.0, 9.0], [1.0, 0.0], [9.0, 2.0]], dtype=np.float32)
    offsets = np.array([[0, 1], [2, 3], [4, 5]], dtype=np.int64)
    found = _best(logits, offsets, 5)
    assert (found.score, found.span) == (11.0, Span(4, 5))


def test_an_answer_anywhere_sums_over_all_tokens() -> None:
    logits = np.log(np.array([[1.0, 2.0], [3.0, 5.0]], dtype=np.float32))
    found = _best(logits, np.array([[0, 1], [2, 3]]), 3)
    assert found.score == pytest.approx(np.log(3 * 5))
    assert found.marginal == pytest.approx(np.log((1 + 3) * (2 + 5)))


def test_a_tokenizer_without_special_tokens_will_not_do() -> None:
    network = BertNetwork(random_weights(4), 2, 1e-12, "gelu_tanh")
    bare = ModelTokenizer(
        '{"version": "1.0", "model": {"type": "WordPiece", "unk_token": "[UNK]", '
        '"continuing_subword_prefix": "##", "max_input_chars_per_word": 100, '
        '"vocab": {"[UNK]": 0}}}',
        longest=10,
    )
    with pytest.raises(KeyError, match="CLS"):
        TrainedReader(network, np.zeros((2, 8), np.float32), np.zeros(2, np.float32), bare)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.safetensors cannot be read.*--reader none"):
        TrainedReader.load(tmp_path / "nowhere.safetensors")


@pytest.mark.model
def test_the_shipped_reader_finds_an_answer() -> None:
    (readings,) = TrainedReader.load().read(
        "When did the wall fall?",
        [PassageInput("", ("Bread is baked from flour.", "The wall fell in 1989."))],
    )
    assert readings[1].score > readings[0].score
    assert "1989" in readings[1].span.of("The wall fell in 1989.")


def test_windows_that_nobody_waits_for_are_not_read() -> None:
    network = BertNetwork(random_weights(len(vocabulary(WORDS))), 2, 1e-12, "gelu_tanh")
    read: list[int] = []
    may_go_on = threading.Event()

    class Held:
        def __call__(self, ids: Sequence[int], kinds: Sequence[int]) -> FloatArray:
            read.append(len(ids))
            if len(read) > 1:
                may_go_on.wait()
            return network(ids, kinds)

    head, bias = np.ones((2, 8), dtype=np.float32), np.zeros(2, dtype=np.float32)
    reader = TrainedReader(Held(), head, bias, tiny_tokenizer(WORDS))  # type: ignore[arg-type]
    found = iter(reader.read(QUESTION, [STORY] * 40))
    assert len(next(found)) == 2
    del found
    may_go_on.set()
    assert len(list(reader.read(QUESTION, [STORY]))) == 1
    assert len(read) < 10  # one, what its threads had begun, and the one after that
