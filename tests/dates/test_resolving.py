from __future__ import annotations

import pytest

from qabot.dates.resolving import date_phrases, resolved_date
from qabot.types import Span


def resolved(sentence: str, printed: str, published: str | None = "1989-11-10") -> str | None:
    start = sentence.index(printed)
    return resolved_date(sentence, Span(start, start + len(printed)), published)


@pytest.mark.parametrize(
    ("sentence", "printed", "day"),
    [
        ("The wall was opened last night.", "last night", "1989-11-09"),
        ("The crowd came yesterday.", "yesterday", "1989-11-09"),
        ("They met the day before yesterday.", "the day before yesterday", "1989-11-08"),
        ("The minister resigned on Tuesday.", "on Tuesday", "1989-11-07"),
        ("Prices fell on Friday.", "Friday", "1989-11-10"),
        ("The firm said on Monday that it will close.", "Monday", "1989-11-06"),
        ("The bill was passed last year.", "last year", "1988"),
        ("She left two years ago.", "two years ago", "1987"),
        ("Talks will begin next month.", "next month", "1989-12"),
        ("Talks begin tomorrow.", "tomorrow", "1989-11-11"),
        ("The shop will open on 3 March.", "3 March", "1990-03-03"),
        ("The shop will open in May.", "May", "1990-05"),
        ("The court will sit on Monday.", "Monday", "1989-11-13"),
        ("The court will sit on Friday.", "Friday", "1989-11-10"),
        ("The strike ended in August.", "in August", "1989-08"),
        ("It was launched at midnight on 1 November.", "midnight on 1 November", "1989-11-01"),
    ],
)
def test_a_phrase_is_counted_from_the_articles_date(sentence: str, printed: str, day: str) -> None:
    assert resolved(sentence, printed) == day


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("The wall was built on 13 August 1961.", "13 August 1961"),  # says the year
        ("The market opens on Friday.", "Friday"),  # the last or the next one
        ("The strike was due to end on Friday.", "Friday"),
        ("The film was shown on 3 December.", "3 December"),  # 11 months ago, without its year?
        ("She left over a year ago.", "over a year ago"),
        ("He left a few years ago.", "a few years ago"),
        ("It rained last week.", "last week"),  # no day, month or year
        ("It was opened last night.", "opened last night"),
        ("He was seen on Monday and on Tuesday.", "Monday and on Tuesday"),
        ("It was opened by the mayor.", "the mayor"),
    ],
)
def test_what_is_not_clear_is_left_as_it_is(sentence: str, printed: str) -> None:
    assert resolved(sentence, printed) is None


@pytest.mark.parametrize("published", [None, "1989", "1989-11"])
def test_without_a_day_to_count_from_nothing_is_resolved(published: str | None) -> None:
    assert resolved("The wall was opened last night.", "last night", published) is None


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("The wall was opened last night.", ["last night"]),
        ("Talks that began on 5 May 2004 end next week.", ["5 May 2004", "next week"]),
        ("The 1966 World Cup was won by England.", []),
        ("He was born in 1879.", ["1879"]),
    ],
)
def test_where_a_sentence_tells_when(sentence: str, phrases: list[str]) -> None:
    assert [span.of(sentence) for span in date_phrases(sentence)] == phrases
