"""Lists as they are printed, to the letter."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from rich.console import Console

from qabot.types import (
    ArticleMentions,
    ArticleRef,
    Citation,
    Event,
    Filters,
    Mentions,
    Source,
    Span,
    Timeline,
)
from qabot.wording.list_lines import mentions_lines, timeline_lines
from qabot.wording.terminal_style import rich_lines
from qabot.wording.worded_line import WordedLine


def printed(lines: Iterable[WordedLine], width: int = 80, *, in_columns: bool = False) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        for line in rich_lines(lines, in_columns=in_columns):
            console.print(line)
    return [line.rstrip() for line in capture.get().splitlines()]


def found(
    path: str, published: str | None, count: int, outlet: str | None = "Post"
) -> ArticleMentions:
    return ArticleMentions(ArticleRef(path, "Talks", None, published, outlet), count, Span(0, 1))


def plot(*dates: str | None) -> list[str]:
    articles = tuple(found(f"{number}.md", date, 1) for number, date in enumerate(dates))
    lines = printed(mentions_lines(Mentions("x", articles)))
    return lines[lines.index("articles by date") + 1 :]


def test_every_article_and_the_totals() -> None:
    mentions = Mentions(
        "Kim",
        (
            found("b.md", "2024-08-03", 12),
            found("a.md", "2024-06", 2),
            found("c.md", None, 1, None),
        ),
        Filters(author="lee"),
    )
    assert printed(mentions_lines(mentions)) == [
        "“Kim”: 15 mentions in 3 articles (only articles with “lee” as author)",
        "   12  Talks · Post, 2024-08-03 · b.md",
        "    2  Talks · Post, 2024-06 · a.md",
        "    1  Talks · c.md",
        "",
        "by outlet",
        "  Post: 2 articles, 14 mentions",
        "  no outlet named: 1 article, 1 mention",
        "",
        "articles by date",
        "  2024-06 ████████████████████████████████ 1",
        "  2024-07",
        "  2024-08 ████████████████████████████████ 1",
        "  undated ████████████████████████████████ 1",
    ]


def test_nobody_mentions_it() -> None:
    assert printed(mentions_lines(Mentions("\x1bx", ()))) == ["“\\x1bx”: 0 mentions in 0 articles"]


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (("2023-12-31", "2024-02-01"), ["2023-12", "2024-01", "2024-02"]),
        (("2022-01", "2024-02"), ["2022", "2023", "2024"]),
        (("2024", "2024-02"), ["2024"]),
        (("1985", "2009-05"), ["1980s", "1990s", "2000s"]),
        ((None,), ["undated"]),
    ],
)
def test_a_plot_is_by_month_if_that_is_short_and_known(
    dates: tuple[str | None, ...], labels: list[str]
) -> None:
    assert [line.split()[0] for line in plot(*dates)] == labels


def test_outlets_beyond_the_first_are_counted() -> None:
    articles = tuple(found(f"{n}.md", "2024", 1, f"Outlet {n}") for n in range(14))
    lines = printed(mentions_lines(Mentions("x", articles)))
    assert "  … and 2 more (--json lists all)" in lines


def event(number: int, date: str, also: tuple[Source, ...] = ()) -> Event:
    article = ArticleRef("a.md", "Talks", None, "2024-06-20", "Post")
    text = "A treaty was\nsigned by both of them on Wednesday."
    return Event(date, True, Citation(number, article, Span(0, len(text)), text, 0.0, also))


def test_a_timeline_on_whole_lines_for_a_pipe() -> None:
    other = Source(ArticleRef("b.md", "", None, None, None), Span(0, 1))
    timeline = Timeline("x", (event(1, "2024-06-19", (other,)),), 3, 1)
    assert printed(timeline_lines(timeline)) == [
        "2024-06-19  [1] A treaty was signed by both of them on Wednesday.",
        "            Talks · Post, 2024-06-20 · a.md",
        "            also: b.md",
        "1 of 3 events; --limit shows more",
        "1 sentence without one clear date left out",
    ]


def test_a_timeline_in_columns_for_a_terminal() -> None:
    timeline = Timeline("x", (event(1, "2024"),), 1, 0)
    assert printed(timeline_lines(timeline), width=40, in_columns=True) == [
        "2024        [1] A treaty was signed by",
        "            both of them on Wednesday.",
        "            Talks · Post, 2024-06-20 ·",
        "            a.md",
    ]


def test_no_event() -> None:
    timeline = Timeline("x", (), 0, 0, Filters(until="1999"))
    assert printed(timeline_lines(timeline)) == [
        "no dated sentence mentions “x” in articles published in or before 1999"
    ]
