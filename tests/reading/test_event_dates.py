"""Events dated by the articles that tell of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.index import Index
from qabot.questions.words import words
from qabot.reading.event_dates import event_date
from qabot.reading.time_budget import TimeBudget
from qabot.types import Filters
from tests.conftest import write_articles


def article(title: str, published: str | None, text: str) -> str:
    date = f"published: {published}\n" if published else ""
    return f"---\ntitle: {title}\n{date}---\n{text}\n"


ARTICLES = {
    "a.md": article("Tanks roll", "2022-02-25", "The invasion of Freedonia began on Thursday."),
    "b.md": article("A year on", "2023-02-24", "The invasion of 24 February 2022 shook all."),
    "c.md": article("Veto", "2022-03-01", "On Friday Sylvania barred a text on the invasion."),
    "d.md": article("Mayor wins election", "2019-05-03", "The mayor won the election in May 2019."),
    "e.md": article("Party loses election", "2021-05-04", "The May 2021 election was lost."),
    "f.md": article("Treaty signed in Geneva", "2020-06-02", "Ministers met; they signed."),
    "g.md": article("Old walls", None, "The landing of June 1944 came at dawn."),
}


def content(event: str) -> list[str]:
    return [word.text for word in words(event) if word.is_content]


@pytest.fixture
def searched(index: Index, tmp_path: Path) -> Index:
    write_articles(tmp_path / "dated", ARTICLES)
    index.sync([tmp_path / "dated"])
    return index


@pytest.mark.parametrize(
    ("event", "since", "path"),
    [
        ("the invasion", "2022-02-24", "a.md"),
        ("the invasion of Freedonia", "2022-02-24", "a.md"),
        ("the Geneva treaty", "2020-06-02", "f.md"),
    ],
)
def test_an_event_that_the_articles_date(
    searched: Index, event: str, since: str, path: str
) -> None:
    with searched.snapshot() as snapshot:
        found = event_date(snapshot, content(event), Filters(), TimeBudget())
        assert found is not None
        assert (found.period.name, found.source.article.path) == (since, path)


@pytest.mark.parametrize("event", ["the election", "the veto of Freedonia", "the landing", "the"])
def test_an_event_that_they_do_not_clearly_date(searched: Index, event: str) -> None:
    with searched.snapshot() as snapshot:
        assert event_date(snapshot, content(event), Filters(), TimeBudget()) is None
