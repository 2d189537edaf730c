from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import cast

import numpy as np
import pytest

from qabot.protocols import Encoder
from qabot.training.cases import CaseMaker
from qabot.training.nearness import Near, near_sentences
from qabot.training.recipe import Recipe
from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.training.tokenized import TokenizedArticle
from qabot.types import FloatArray, PassageEncoding, PassageInput, Span
from tests.tiny_model import tiny_tokenizer

TOPICS = ("rain", "flood", "storm", "drought")
TEXTS = {
    "a.txt": "Rain\n\nA flood hit the town. Nothing else. The storm passed.",
    "b.txt": "Sun\n\nThe drought ended. A flood, again a flood, hit the coast. Then rain.",
}
ASKED = TrainingQuestion("1", "which flood or storm", "a.txt", (Span(8, 13),), None)


class TopicEncoder:
    """A vector has a place for each topic that a text prints."""

    def encode_question(self, question: str) -> FloatArray:
        return _vector(question)

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        return [
            PassageEncoding(_vector(one.text), np.stack([_vector(part) for part in one.sentences]))
            for one in passages
        ]


def _vector(text: str) -> FloatArray:
    counts = np.array([text.lower().count(topic) for topic in TOPICS] + [0.1], dtype=np.float32)
    return cast(FloatArray, counts / np.linalg.norm(counts))


def tokenized() -> dict[str, TokenizedArticle]:
    tokenizer = tiny_tokenizer(*TEXTS.values())
    return {
        path: TokenizedArticle(TrainingArticle(path, text.split("\n")[0], text), tokenizer)
        for path, text in TEXTS.items()
    }


@pytest.fixture
def encoder() -> Encoder:
    return cast(Encoder, TopicEncoder())


def printed(near: Near) -> tuple[list[str], list[str]]:
    articles = tokenized()
    own = articles["a.txt"]
    return (
        [own.sentences[one].of(own.text) for one in near.within],
        [articles[path].sentences[one].of(articles[path].text) for path, one in near.elsewhere],
    )


def test_the_nearest_come_first_without_what_is_like_the_answer(encoder: Encoder) -> None:
    within, elsewhere = printed(near_sentences(tokenized(), [ASKED], encoder, 3)[ASKED.text])
    assert within[0] == "The storm passed."
    assert "A flood hit the town." not in within
    assert "A flood, again a flood, hit the coast." not in elsewhere
    assert elsewhere[0] in {"Sun", "The drought ended.", "Then rain."}


def test_a_near_miss_has_all_that_is_near(encoder: Encoder) -> None:
    missed = TrainingQuestion("2", "which flood", "a.txt", (), Span(8, 13))
    within, elsewhere = printed(near_sentences(tokenized(), [missed], encoder, 2)[missed.text])
    assert within[0] == "A flood hit the town."
    assert elsewhere[0] == "A flood, again a flood, hit the coast."
    assert (len(within), len(elsewhere)) == (2, 2)


def test_windows_of_other_articles_are_drawn_from_what_is_near(encoder: Encoder) -> None:
    articles = {path: TrainingArticle(path, "", text) for path, text in TEXTS.items()}
    recipe = Recipe(echoes=0.0, negatives=1.0, unanswerable=0.0)
    town = TEXTS["a.txt"].index("town")
    asked = TrainingQuestion("3", "Who drowned?", "a.txt", (Span(town, town + 4),), None)
    ended = TEXTS["b.txt"].index("ended")
    other_asked = TrainingQuestion("4", "What ended?", "b.txt", (Span(ended, ended + 5),), None)
    tokenizer = tiny_tokenizer(*TEXTS.values(), asked.text)
    by_words, by_vectors = (
        CaseMaker(articles, [asked, other_asked], tokenizer, recipe, encoder=one).draw(0, Random(1))
        for one in (None, encoder)
    )
    assert len(by_words[0].windows) == 1
    (_, other) = by_vectors[0].windows
    assert tokenizer.encode("drought")[0][0] in other.text
    assert other.golds == ()
