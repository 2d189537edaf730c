"""Mentions of a phrase, counted in all articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import QuestionError
from qabot.index import Index
from qabot.retrieval.mentions import articles_with, find_mentions
from qabot.text.phrases import phrase_pattern
from qabot.types import Filters, Tally
from tests.conftest import write_articles
from tests.doubles import WordEncoder


def article(title: str, published: str | None, outlet: str | None, text: str) -> str:
    lines = [f"title: {title}"]
    lines += [f"published: {published}"] if published else []
    lines += [f"outlet: {outlet}"] if outlet else []
    return "---\n" + "\n".join(lines) + f"\n---\n{text}\n"


ARTICLES = {
    "a.md": article(
        "Talks", "2024-06-03", "The Post", "Kim Jong Un spoke. Later Kim Jong Un left."
    ),
    "b.md": article("Kim Jong Un’s visit", "2024-06-20", "Sun", "He came by train."),
    "c.md": article("Old", "2019", "The Post", "A book on Kim\nJong Un. Kim is a name."),
    "d.md": article("No date", None, None, "KIM JONG UN, in capitals; the U.S. too."),
    "e.md": article("Others", "2024-07-01", "Sun", "Kim Jong Il is Jong Un. Un Kim Jong."),
}


@pytest.fixture
def bot(index: Index, tmp_path: Path) -> QABot:
    write_articles(tmp_path / "printed", ARTICLES)
    index.sync([tmp_path / "printed"])
    return QABot(index)


def test_every_article_newest_first_the_undated_last(bot: QABot) -> None:
    found = bot.mentions("Kim Jong Un")
    assert [(one.article.path, one.count) for one in found.articles] == [
        ("b.md", 1),
        ("a.md", 2),
        ("c.md", 1),
        ("d.md", 1),
    ]
    assert found.total == Tally(4, 5)
    title_alone, twice = found.articles[:2]
    assert title_alone.first is None
    assert twice.first is not None
    assert (twice.first.start, twice.first.end) == (0, 11)


def test_by_outlet_and_by_month(bot: QABot) -> None:
    found = bot.mentions("kim jong un")
    assert found.by_outlet == {"The Post": Tally(2, 3), "Sun": Tally(1, 1), None: Tally(1, 1)}
    assert list(found.by_month.items()) == [
        ("2019", Tally(1, 1)),
        ("2024-06", Tally(2, 3)),
        (None, Tally(1, 1)),
    ]


def test_filters_choose_the_articles(bot: QABot) -> None:
    found = bot.mentions("Kim Jong Un", filters=Filters(since="2024", outlet="post"))
    assert [one.article.path for one in found.articles] == ["a.md"]
    assert found.to_dict()["filters"] == {"since": "2024", "outlet": "post"}


def test_a_phrase_that_is_no_term_of_the_index(bot: QABot) -> None:
    assert [one.article.path for one in bot.mentions("U.S").articles] == ["d.md"]
    assert bot.mentions("zebra").articles == ()
    assert bot.mentions("zebra").total == Tally(0, 0)


def test_an_empty_phrase_cannot_be_looked_for(bot: QABot) -> None:
    with pytest.raises(QuestionError, match="empty"):
        bot.mentions(" – ")
    with pytest.raises(QuestionError, match="empty"):
        bot.timeline("")


def test_as_json(bot: QABot) -> None:
    found = bot.mentions("train").to_dict()
    assert found == {
        "phrase": "train",
        "filters": {},
        "total": {"articles": 1, "mentions": 1},
        "by_outlet": [{"outlet": "Sun", "articles": 1, "mentions": 1}],
        "by_month": [{"month": "2024-06", "articles": 1, "mentions": 1}],
        "articles": [
            {
                "article": {
                    "path": "b.md",
                    "title": "Kim Jong Un’s visit",
                    "author": None,
                    "published": "2024-06-20",
                    "outlet": "Sun",
                },
                "count": 1,
                "first": {"start": 11, "end": 16},
            }
        ],
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from("Kim Jong Un the U.S. US book names name's Sun".split()), min_size=1)
)
def test_the_index_names_every_article_that_a_scan_finds(bot: QABot, words: list[str]) -> None:
    phrase = " ".join(words)
    pattern = phrase_pattern(phrase)
    with bot.index.snapshot() as snapshot:
        everything = list(articles_with(snapshot, [], Filters()))
    expected = {
        one.path for one in everything if pattern.search(one.text) or pattern.search(one.title)
    }
    assert {one.article.path for one in bot.mentions(phrase).articles} == expected


def test_what_a_line_of_boilerplate_prints_is_mentioned_too(tmp_path: Path) -> None:
    line = "Reporting by Jane Doerfler for the coast desk."
    records = [
        {"id": str(n), "outlet": "Coast", "text": f"Boat {n} came home from sea {n}.\n\n{line}"}
        for n in range(6)
    ]
    write_articles(tmp_path / "wire", {"a.jsonl": "\n".join(map(json.dumps, records))})
    index = Index.create(tmp_path / "index", Settings(), encoder=WordEncoder())
    index.sync([tmp_path / "wire"])
    with index.snapshot() as snapshot:
        found = find_mentions(snapshot, "Jane Doerfler", Filters())
    assert len(found.articles) == 6
