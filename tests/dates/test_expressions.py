from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.dates.expressions import expressions

SATURDAY = date(2024, 11, 30)


def read(text: str, today: date | None = SATURDAY) -> list[tuple[str, str | None, str | None]]:
    return [
        (found.span.of(text), found.period.since, found.period.until)
        for found in expressions(text, today)
    ]


@pytest.mark.parametrize(
    ("phrase", "since", "until"),
    [
        ("2024-06-01", "2024-06-01", "2024-06-01"),
        ("2024-06", "2024-06", "2024-06"),
        ("3 March 2015", "2015-03-03", "2015-03-03"),
        ("Tuesday, the 3rd of March 2015", "2015-03-03", "2015-03-03"),
        ("March 3rd, 2015", "2015-03-03", "2015-03-03"),
        ("Sept. 11, 2001", "2001-09-11", "2001-09-11"),
        ("June 2024", "2024-06", "2024-06"),
        ("early June, 2024", "2024-06-01", "2024-06-10"),
        ("the summer of 2019", "2019-06", "2019-08"),
        ("winter 2019", "2019-12", "2020-02"),
        ("Q3 2021", "2021-07", "2021-09"),
        ("the second quarter of 2020", "2020-04", "2020-06"),
        ("the 1990s", "1990", "1999"),
        ("the late 1990s", "1996-08-31", "1999-12-31"),
        ("the '60s", "1960", "1969"),
        ("the nineties", "1990", "1999"),
        ("the 1900s", "1900", "1999"),
        ("the nineteenth century", "1801", "1900"),
        ("the 21st century", "2001", "2100"),
        ("the year 1912", "1912", "1912"),
    ],
)
def test_dates_that_need_no_today(phrase: str, since: str, until: str) -> None:
    assert read(phrase, None) == read(phrase) == [(phrase, since, until)]


@pytest.mark.parametrize(
    ("phrase", "since", "until"),
    [
        ("today", "2024-11-30", "2024-11-30"),
        ("last night", "2024-11-29", "2024-11-29"),
        ("yesterday", "2024-11-29", "2024-11-29"),
        ("the day before yesterday", "2024-11-28", "2024-11-28"),
        ("this week", "2024-11-25", "2024-12-01"),
        ("last week", "2024-11-18", "2024-11-24"),
        ("the last week", "2024-11-23", "2024-11-30"),
        ("the past two weeks", "2024-11-16", "2024-11-30"),
        ("last weekend", "2024-11-23", "2024-11-24"),
        ("last month", "2024-10", "2024-10"),
        ("the last 3 months", "2024-08-30", "2024-11-30"),
        ("this year", "2024", "2024"),
        ("last year", "2023", "2023"),
        ("last decade", "2010", "2019"),
        ("two days ago", "2024-11-28", "2024-11-28"),
        ("a few days ago", "2024-11-25", "2024-11-30"),
        ("a month ago", "2024-10", "2024-10"),
        ("fifty years ago", "1974", "1974"),
        ("thirteen years ago", "2011", "2011"),
        ("Monday", "2024-11-25", "2024-11-25"),
        ("Saturday", "2024-11-30", "2024-11-30"),
        ("last Saturday", "2024-11-23", "2024-11-23"),
        ("March", "2024-03", "2024-03"),
        ("December", "2023-12", "2023-12"),
        ("last November", "2023-11", "2023-11"),
        ("last summer", "2024-06", "2024-08"),
        ("last autumn", "2023-09", "2023-11"),
        ("26 June", "2024-06-26", "2024-06-26"),
        ("December 24", "2023-12-24", "2023-12-24"),
    ],
)
def test_dates_counted_from_today(phrase: str, since: str, until: str) -> None:
    assert read(phrase) == [(phrase, since, until)]
    assert read(phrase, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "next week",
        "in 1,500 homes",
        "at 19:45",
        "1.2024 tonnes",
        "it cost 2000%",
        "room 12345",
        "it cost $1999",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


def test_a_day_that_does_not_exist_is_none() -> None:
    assert read("31 June 2024") == [("June 2024", "2024-06", "2024-06")]
    assert read("30 February") == [("February", "2024-02", "2024-02")]
    assert read("2023-02-30") == [("2023", "2023", "2023")]


def test_several_in_order() -> None:
    assert [phrase for phrase, _, _ in read("from 2019 to June 2021, and last week")] == [
        "2019",
        "June 2021",
        "last week",
    ]


@given(st.text(alphabet="Jan 2024-/.,'19th lastweek ago0s"), st.dates())
def test_spans_are_ordered_and_apart_whatever_the_text(text: str, today: date) -> None:
    spans = [found.span for found in expressions(text, today)]
    assert spans == sorted(spans)
    assert all(not one.overlaps(other) for one in spans for other in spans if one != other)


def test_the_last_months_of_a_year_are_not_counted_from_today() -> None:
    assert read("the last three months of 2004") == [("2004", "2004", "2004")]
    assert read("the last three months") == [("the last three months", "2024-08-30", "2024-11-30")]
