"""Dated sentences about something, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.index import Index
from qabot.types import Filters, Timeline
from tests.conftest import write_articles


def article(title: str, published: str | None, text: str) -> str:
    dated = f"published: {published}\n" if published else ""
    return f"---\ntitle: {title}\n{dated}---\n{text}\n"


ARTICLES = {
    "opens.md": article(
        "The wall opens",
        "1989-11-10",
        "The wall opens\n\nThe wall was opened on Thursday night. Crowds climbed the wall.\n\n"
        "Nobody slept. Since 1961 the wall had cut the city in two.\n\n"
        "The wall will be gone on Monday.",
    ),
    "copy.md": article(
        "Wire", "1989-11-11", "In the city, on 13 August 1961, the wall was begun. All wept."
    ),
    "later.md": article(
        "Looking back", "2009-11-09", "In the city on 13 August 1961 the wall was begun. It stood."
    ),
    "life.md": article("A life", None, "He built a wall in 1879, and in 1955 another wall."),
    "undated.md": article("Notes", None, "A wall is made of bricks. One wall fell in May 1990."),
}


@pytest.fixture
def bot(index: Index, tmp_path: Path) -> QABot:
    write_articles(tmp_path / "dated", ARTICLES)
    index.sync([tmp_path / "dated"])
    return QABot(index)


def told(timeline: Timeline) -> list[tuple[str, bool, str]]:
    return [(event.date, event.stated, event.citation.text) for event in timeline.events]


def test_by_the_date_in_the_sentence_else_by_that_of_its_article(bot: QABot) -> None:
    found = bot.timeline("wall")
    assert told(found) == [
        ("1961-08-13", True, "In the city, on 13 August 1961, the wall was begun."),
        ("1989-11-09", True, "The wall was opened on Thursday night."),
        ("1989-11-10", False, "Crowds climbed the wall."),
        ("1990-05", True, "One wall fell in May 1990."),
    ]
    assert (found.total, found.undated) == (4, 2)
    assert [event.citation.number for event in found.events] == [1, 2, 3, 4]


def test_the_same_sentence_elsewhere_is_the_same_event(bot: QABot) -> None:
    event = bot.timeline("wall").events[0]
    assert event.citation.article.path == "copy.md"
    assert [source.article.path for source in event.citation.also] == ["later.md"]


def test_what_is_cited_stands_in_the_article(bot: QABot) -> None:
    with bot.index.snapshot() as snapshot:
        for event in bot.timeline("wall").events:
            article = snapshot.article_by_path(event.citation.article.path)
            assert article is not None
            assert event.citation.span.of(article.text) == event.citation.text


def test_a_limit_leaves_what_most_print_then_what_states_its_date(bot: QABot) -> None:
    found = bot.timeline("wall", limit=3)
    assert [event.date for event in found.events] == ["1961-08-13", "1989-11-09", "1990-05"]
    assert found.total == 4


def test_filters_choose_the_articles(bot: QABot) -> None:
    found = bot.timeline("wall", filters=Filters(since="2000"))
    assert told(found) == [
        ("1961-08-13", True, "In the city on 13 August 1961 the wall was begun.")
    ]
    assert bot.timeline("zebra").events == ()


def test_as_json(bot: QABot) -> None:
    found = bot.timeline("bricks", filters=Filters(path="undated*"))
    assert found.to_dict() == {
        "phrase": "bricks",
        "filters": {"path": "undated*"},
        "total": 0,
        "undated": 1,
        "events": [],
    }
    (event,) = bot.timeline("crowds").to_dict()["events"]
    assert (event["date"], event["stated"]) == ("1989-11-10", False)
    assert event["citation"]["text"] == "Crowds climbed the wall."


def test_dates_that_share_only_the_articles_year_leave_it_to_the_article(
    index: Index, tmp_path: Path
) -> None:
    text = "The price of {} was capped on 21 April 2025, after a rise in March 2025. So it is."
    articles = {
        "then.md": article("Bread", "2025-04-20", text.format("bread and salt")),
        "later.md": article("Again", "2026-01-02", text.format("milk and bread, it was said,")),
    }
    write_articles(tmp_path / "prices", articles)
    index.sync([tmp_path / "prices"])
    dates = [(event.date, event.stated) for event in QABot(index).timeline("bread").events]
    assert dates == [("2025", True), ("2025-04-20", False)]
