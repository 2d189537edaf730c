"""Rows come many at a time, and none of them twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qabot.index import Index
from qabot.store.snapshot import Snapshot
from qabot.types import Filters
from tests.conftest import write_articles
from tests.doubles import WordEncoder
from tests.searching import nearest, sharing_terms
from tests.watching_calls import watched

STORY = "The rocket reached the moon on Sunday, and the crew of three slept for six hours."
LONG = "\n\n".join(f"The rocket passed the moon for the {number}th time." for number in range(40))


@pytest.fixture
def snapshot(index: Index, tmp_path: Path) -> Iterator[Snapshot]:
    write_articles(
        tmp_path / "articles",
        {"one.txt": STORY, "two.txt": STORY, "long.txt": LONG, "wall.txt": "The wall fell."},
    )
    index.sync([tmp_path / "articles"])
    with index.snapshot() as snapshot:
        yield snapshot


@pytest.mark.sqlite
def test_passages_come_with_their_articles(snapshot: Snapshot) -> None:
    ids = sharing_terms(snapshot, "rocket wall", 50)[0].tolist()
    with watched() as calls:
        passages = snapshot.passages(ids)
        articles = snapshot.articles(snapshot.articles_behind(ids))
    assert calls.statements == 1
    assert len(passages) > len(articles) == snapshot.article_count(Filters())
    for passage in passages:
        assert articles[passage.article_id].reference == passage.article
        assert passage.text == passage.span.of(articles[passage.article_id].text)


def test_an_article_that_is_known_is_not_fetched_again(snapshot: Snapshot) -> None:
    ids = sharing_terms(snapshot, "rocket", 50)[0].tolist()
    [first] = snapshot.passages(ids[:1])
    article = snapshot.article(first.article_id)
    rest = snapshot.passages(ids)
    assert snapshot.article(first.article_id) is article
    assert rest[0].text == first.text


@pytest.mark.sqlite
def test_copies_are_looked_for_where_there_are_some(snapshot: Snapshot) -> None:
    alone = snapshot.articles_behind(sharing_terms(snapshot, "wall", 5)[0].tolist())
    with watched() as calls:
        assert snapshot.copies_of(alone) == {}
    assert calls.statements == 0
    told = snapshot.articles_behind(sharing_terms(snapshot, "crew", 5)[0].tolist())
    with watched() as calls:
        first, again = snapshot.copies_of(told), snapshot.copies_of(told)
    assert calls.statements == 1
    assert again == first
    paths = [{article.path for article in group.values()} for group in first.values()]
    assert paths == [{"one.txt", "two.txt"}] * 2


def test_cosines_are_those_of_the_rows_at_hand(snapshot: Snapshot, encoder: WordEncoder) -> None:
    vector = encoder.encode_question("moon wall")
    ids, cosines = nearest(snapshot, vector, 5)
    snapshot.passages(ids.tolist())
    with watched() as calls:
        found = snapshot.cosines(vector, ids)
    assert calls.statements == 0
    assert found == pytest.approx(cosines, abs=1e-6)
