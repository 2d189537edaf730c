"""Dates and outlets as a plot."""

from __future__ import annotations

from qabot.web.pages.time_chart import OTHERS, UNNAMED, Block, time_chart


def test_a_column_for_each_month_also_without_an_article() -> None:
    chart = time_chart([("2024-03-01", "Post"), ("2024-05-20", "Post"), (None, "Post")])
    assert chart is not None
    assert (chart.columns, chart.counts) == (("2024-03", "2024-04", "2024-05"), (1, 0, 1))
    assert chart.undated == 1
    assert chart.blocks == (
        Block(0.09, 0.0, 0.8200000000000001, 100.0, 0, "2024-03: 1 · Post"),
        Block(2.09, 0.0, 0.8200000000000001, 100.0, 0, "2024-05: 1 · Post"),
    )


def test_outlets_are_layers_the_largest_at_the_bottom() -> None:
    outlets = ["A", "A", "A", "B", "B", "C", "C", "D", "D", "E", None]
    chart = time_chart([("2024-03", outlet) for outlet in outlets])
    assert chart is not None
    assert chart.layers == ("A", "B", "C", "D", OTHERS)
    assert [(block.layer, block.y, block.height) for block in chart.blocks] == [
        (0, 72.73, 27.27),
        (1, 54.55, 18.18),
        (2, 36.36, 18.18),
        (3, 18.18, 18.18),
        (4, 0.0, 18.18),
    ]
    assert time_chart([("2024", None)]).layers == (UNNAMED,)  # type: ignore[union-attr]


def test_years_and_decades_where_months_are_too_many_or_unknown() -> None:
    for dates, columns in (
        (("2024", "2024-05"), ("2024",)),
        (("1990-01", "1996-01"), tuple(str(year) for year in range(1990, 1997))),
        (("1901", "1999"), tuple(f"19{n}0s" for n in range(10))),
    ):
        chart = time_chart([(date, "Post") for date in dates])
        assert chart is not None
        assert chart.columns == columns
        assert chart.labels[0] == columns[0]
        assert chart.labels[-1] == columns[-1]


def test_what_is_said_to_those_who_do_not_see_it() -> None:
    chart = time_chart([("2024-03", "Post"), ("2024-04", "Post"), ("2024-04", "Echo")])
    assert chart is not None
    assert chart.words == "3 from 2024-03 to 2024-04, most in 2024-04: 2"


def test_without_a_date_there_is_none() -> None:
    assert time_chart([]) is None
    assert time_chart([(None, "Post")]) is None
