"""Which sentences count as the same one."""

from __future__ import annotations

import numpy as np
import pytest

from qabot.reading.merging import merge_alike
from qabot.types import ArticleRef, ScoredPassage, Span, StoredPassage
from qabot.types.explanations import ScoredSentence


def sentence(text: str, article: int = 1) -> ScoredSentence:
    span = Span(0, len(text))
    stored = StoredPassage(
        id=article,
        article_id=article,
        article=ArticleRef(f"{article}.txt", "", None, None, None),
        sentences=(span,),
        text=text,
        sentence_vectors=np.zeros((1, 2), dtype=np.float32),
    )
    passage = ScoredPassage(stored, 1.0, 1.0, 1.0, cosine=0.5, bm25=0.0)
    return ScoredSentence(passage, span, text, 1.0, 0.5, 0.5)


def merged(*texts: str) -> list[list[str]]:
    groups = merge_alike([sentence(text, number) for number, text in enumerate(texts)])
    return [[one.text for one in group] for group in groups]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The wall fell.", "the wall  fell."),
        ("“The wall will fall,” Mr Kim said.", '"The wall will fall", Mr Kim said.'),
        (
            "The rocket that was built in Kourou reached the moon on Friday.",
            "The rocket which was built in Kourou had reached the moon Friday.",
        ),
    ],
)
def test_sentences_alike(one: str, other: str) -> None:
    assert merged(one, other) == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Five people were killed in the crash.", "Five people were injured in the crash."),
        ("Five people were killed in the crash.", "Six people were killed in the crash."),
        ("The deal was signed by Mr Kim in May.", "The deal was signed by Mr Lee in May."),
        ("The deal was signed in the city hall.", "The deal was not signed in the city hall."),
        ("He said it.", "She said it."),
        ("He said that the deal was signed.", "She said that the deal was signed."),
        ("The firm was sold to Mr Kim in May.", "The firm was sold by Mr Kim in May."),
        ("It is", "It was"),
    ],
)
def test_sentences_that_say_something_else(one: str, other: str) -> None:
    assert merged(one, other) == [[one], [other]]


def test_groups_keep_the_order_of_their_best_sentences() -> None:
    assert merged("First one.", "Second one.", "first one.", "…", "second one") == [
        ["First one.", "first one."],
        ["Second one.", "second one"],
        ["…"],
    ]
