from __future__ import annotations

from datetime import date

import pytest

from qabot.dates.periods import Period, day, from_iso, month, months, third, week, years


@pytest.mark.parametrize(
    ("period", "since", "until", "name"),
    [
        (day(date(2024, 2, 29)), "2024-02-29", "2024-02-29", "2024-02-29"),
        (week(date(2024, 11, 30)), "2024-11-25", "2024-12-01", None),
        (month(2024, 2), "2024-02", "2024-02", "2024-02"),
        (month(2024, 0), "2023-12", "2023-12", "2023-12"),
        (months(2023, 12, 3), "2023-12", "2024-02", None),
        (years(1990, 10), "1990", "1999", None),
        (years(1966), "1966", "1966", "1966"),
        (Period(start=date(2019, 1, 1)), "2019", None, None),
        (Period(start=date(2019, 3, 1)), "2019-03", None, None),
        (Period(start=date(2019, 3, 2)), "2019-03-02", None, None),
        (Period(end=date(2019, 6, 30)), None, "2019-06", None),
        (third(month(2024, 6), "early"), "2024-06-01", "2024-06-10", None),
        (third(month(2024, 6), "late"), "2024-06-21", "2024-06-30", None),
        (third(years(1990, 10), None), "1990", "1999", None),
    ],
)
def test_a_period_is_written_as_short_as_filters_allow(
    period: Period, since: str | None, until: str | None, name: str | None
) -> None:
    assert (period.since, period.until, period.name) == (since, until, name)


@pytest.mark.parametrize("printed", ["2024", "2024-02", "2024-02-29"])
def test_an_iso_date_is_the_period_of_that_name(printed: str) -> None:
    assert from_iso(printed).name == printed


def test_no_period_runs_backwards() -> None:
    with pytest.raises(ValueError, match="not a period: 2024-02-02 to 2024-02-01"):
        Period(date(2024, 2, 2), date(2024, 2, 1))
    assert week(date(2024, 11, 30)).days == 7
