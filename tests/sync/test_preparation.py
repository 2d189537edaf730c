from __future__ import annotations

import pytest

from qabot.config import Settings
from qabot.sync.preparation import prepare
from qabot.text.lines import lines
from qabot.types import Article
from tests.doubles import WordTokenizer

SETTINGS = Settings.of(passage_tokens=16)
LONG = "The old bridge over the river was closed " + "again and " * 6 + "again."


def passages(text: str, title: str, left_out: tuple[str, ...] = ()) -> list[str]:
    article = Article(path="a.txt", text=text, title=title)
    digests = {digest for span, digest in lines(text) if span.of(text) in left_out}
    prepared = prepare(article, WordTokenizer(), SETTINGS, digests)
    return [one.passage.span.of(text) for one in prepared.passages]


@pytest.mark.parametrize("title", ["Bridge closed", "Bridge closed? No. It stands"])
def test_a_headline_is_no_passage_by_itself(title: str) -> None:
    text = f"{title}\n\n{LONG}"
    assert passages(text, title) == [text]


def test_nor_where_the_line_under_it_is_left_out() -> None:
    text = f"Bridge closed\n\nShare this page\n\n{LONG}"
    assert passages(text, "Bridge closed", ("Share this page",)) == [LONG]


def test_an_article_of_one_line_is_a_passage() -> None:
    assert passages("Bridge closed.", "Bridge closed.") == ["Bridge closed."]


def test_a_title_that_is_not_printed_is_no_headline() -> None:
    assert passages(f"Short start. {LONG}", "Bridge closed") == ["Short start.", LONG]
