from __future__ import annotations

from qabot.training.echoes import SentenceSearch

RARE, NAME, COMMON = 1, 2, 3
ARTICLES = (
    ({COMMON, 10}, {NAME, COMMON}, {RARE, NAME}),
    ({COMMON}, {NAME, 11}),
    ({COMMON, 12}, {COMMON, NAME, 13}, {RARE}),
)


def test_sentences_of_an_article_by_the_rare_tokens_that_they_share() -> None:
    search = SentenceSearch(ARTICLES)
    assert search.within(0, [RARE, NAME, COMMON, 99]) == [2, 1, 0]
    assert search.within(2, [RARE, NAME]) == [2, 1, 0]
    assert search.within(1, []) == [0, 1]


def test_the_best_sentences_elsewhere_are_of_articles_that_share_more() -> None:
    search = SentenceSearch(ARTICLES)
    assert search.elsewhere(0, [RARE, NAME], 9) == [(2, 2), (2, 1), (1, 1)]
    assert search.elsewhere(2, [NAME], 1) == [(0, 1)]
    assert search.elsewhere(1, [NAME], 0) == []
    assert search.elsewhere(1, [99], 5) == []
