from __future__ import annotations

import pytest

from qabot.dates.stated import shared_date, stated_dates


def stated(sentence: str, published: str | None = "2022-02-25") -> list[str]:
    return [date.name for date in stated_dates(sentence, published)]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The forces attacked on Thursday 24 February, before dawn.", ["2022-02-24"]),
        ("“It is unacceptable,” he said on Thursday.", ["2022-02-24"]),
        ("He said Thursday that it was.", ["2022-02-24"]),
        ("Fleming won the prize in 1945.", ["1945"]),
        ("Einstein (1905) wrote it.", ["1905"]),
        ("It fell on 9 November 1989, in 1989.", ["1989-11-09"]),
        ("He was born in 1879 and died in 1955.", ["1879", "1955"]),
        ("Last month 30 people were killed.", ["2022-01"]),
        ("The wall had stood since 1961.", []),
        ("Last week 30 people were killed.", []),
        ("He will speak on Monday.", []),
        ("In all 1945 people came.", []),
        ("The 1966 World Cup was won by England.", []),
        ("Mr May said that he may resign.", []),
    ],
)
def test_when_a_sentence_says_that_it_was(sentence: str, dates: list[str]) -> None:
    assert stated(sentence) == dates


@pytest.mark.parametrize("published", [None, "2022", "2022-02"])
def test_without_a_day_to_count_from_only_whole_dates_are_read(published: str | None) -> None:
    assert stated("On Thursday, as on 3 March 2021, they met.", published) == ["2021-03-03"]


@pytest.mark.parametrize(
    ("sentence", "shared"),
    [
        ("on 3 March 2022 and 5 March 2022", "2022-03"),
        ("in May 2010 and June 2010", "2010"),
        ("in 1879 and in 1955", None),
        ("no date at all", None),
        ("on 3 March 2022", "2022-03-03"),
    ],
)
def test_what_dates_have_in_common(sentence: str, shared: str | None) -> None:
    assert shared_date(stated_dates(sentence, None)) == shared
