"""The quote index: who says what, stored when an article is, and found by speaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.index import Index
from qabot.store.quote_rows import speaker_words
from qabot.types import Article, Quote
from tests.conftest import write_articles

TALKS = (
    "Talks go on\n\nThe North Korean leader, Kim Jong Un, received the minister on Friday.\n\n"
    "“The wall of sanctions will fall,” Mr Kim said. He warned that the talks could end.\n\n"
    "The hall was full. Susan Cole, an analyst in Seoul, doubted that it was so.\n"
)
COLE = (
    "Cole on the moon\n\nRobert Cole said the rocket was late. "
    "The Moon Agency denied that it was.\n"
)


def indexed(index: Index, folder: Path, articles: dict[str, str]) -> Index:
    write_articles(folder, articles)
    index.sync([folder])
    return index


@pytest.fixture
def filled(index: Index, folder: Path) -> Index:
    return indexed(index, folder, {"talks.txt": TALKS, "cole.txt": COLE})


def parts(quote: Quote, article: Article) -> tuple[str, str, str, str | None, str | None, bool]:
    text = article.text
    role = quote.role.of(text) if quote.role else None
    return (
        quote.statement.of(text),
        quote.mention.of(text),
        quote.speaker,
        role,
        quote.verb,
        quote.direct,
    )


def quotes_in(index: Index, path: str) -> list[tuple[str, str, str, str | None, str | None, bool]]:
    with index.snapshot() as snapshot:
        ids = {
            quote.article_id
            for name in ("Kim", "Cole")
            for quote in snapshot.quotes_by_speaker(name)
        }
        wanted = next(i for i in ids if snapshot.article(i).path == path)
        article = snapshot.article(wanted)
        return [parts(quote, article) for quote in snapshot.quotes_in([wanted])[wanted]]


def said_by(index: Index, name: str) -> list[str]:
    with index.snapshot() as snapshot:
        return [
            quote.statement.of(snapshot.article(quote.article_id).text)
            for quote in snapshot.quotes_by_speaker(name)
        ]


def test_each_attributed_sentence_is_a_row(filled: Index) -> None:
    leader = "The North Korean leader"
    assert quotes_in(filled, "talks.txt") == [
        ("“The wall of sanctions will fall,”", "Mr Kim", "Kim Jong Un", leader, "said", True),
        ("the talks could end.", "He", "Kim Jong Un", leader, "warned", False),
        (
            "it was so.",
            "Susan Cole, an analyst in Seoul",
            "Susan Cole",
            "an analyst in Seoul",
            "doubted",
            False,
        ),
    ]


def test_a_speaker_is_found_by_surname_full_name_or_first_name(filled: Index) -> None:
    expected = ["“The wall of sanctions will fall,”", "the talks could end."]
    for name in ("Kim Jong Un", "kim", "KIM JONG UN", "Jong Un"):
        assert said_by(filled, name) == expected
    assert "the rocket was late." in said_by(filled, "Cole")
    assert said_by(filled, "Robert Cole") == ["the rocket was late."]
    assert said_by(filled, "the Moon Agency") == ["it was."]
    assert said_by(filled, "Nobody Else") == []
    assert said_by(filled, "?!") == []


def test_rows_go_with_their_article(filled: Index, folder: Path) -> None:
    (folder / "talks.txt").unlink()
    (folder / "cole.txt").write_text("Cole\n\nRobert Cole said the wall was low. It stood.\n")
    filled.sync()
    assert said_by(filled, "Kim") == []
    assert said_by(filled, "Cole") == ["the wall was low."]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("the Coastal Agency", ["coastal", "agency"]),
        ("Kim Jong Un’s", ["kim", "jong", "un"]),
        ("J.J. O’Neill", ["j.j", "o’neill"]),
        ("…", []),
    ],
)
def test_names_are_compared_by_their_words(name: str, words: list[str]) -> None:
    assert speaker_words(name) == words
