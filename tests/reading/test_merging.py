"""Which sentences count as the same one."""

from __future__ import annotations

import numpy as np
import pytest

from qabot.reading.merging import merge_alike, merge_citations
from qabot.types import ArticleRef, Citation, ScoredPassage, Source, Span, StoredPassage
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
        ("It doesn’t co-operate.", "It doesn't cooperate."),
        ("The U.S. paid 10 % – $1,500 – of it.", "The US paid 10% -- $1 500 -- of it."),
        ("The sanc tions fell.", "The sanctions fell."),
        ("It lasted 10–20 days.", "It lasted 10 - 20 days."),
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
        ("It rose by 1.5 percent.", "It rose by 15 percent."),
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


def test_citations_that_print_alike_are_one_with_the_places_of_all() -> None:
    def cited(number: int, text: str) -> Citation:
        article = ArticleRef(f"{number}.txt", "", None, None, None)
        return Citation(number, article, Span(0, len(text)), text, 0.0)

    same, other = cited(1, '"It rains," he said.'), cited(2, "No.")
    curly = cited(3, "“It rains,” he said.")
    first, second = merge_citations([same, other, curly])
    assert (first.text, first.also) == (same.text, (Source(curly.article, curly.span),))
    assert (second.number, second.text, second.also) == (2, "No.", ())
