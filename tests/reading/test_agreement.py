"""Articles that give the same answer, or another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import CitationError
from qabot.index import Index
from qabot.types import Agreement, Answer, ArticleRef, Citation, DifferingAnswer, Span
from qabot.wording.answer_lines import answer_lines
from qabot.wording.terminal_style import plain_lines
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import PointingReader, WordEncoder


def answered(tmp_path: Path, *articles: tuple[str | None, str], reader: bool = True) -> Answer:
    """The answer to how many rockets reached the moon; words of a number are what is read."""
    texts = {
        f"{number}.md": (f"---\npublished: {date}\n---\n" if date else "") + text
        for number, (date, text) in enumerate(articles, start=1)
    }
    write_articles(tmp_path / "articles", texts)
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    bot = QABot(index, PointingReader("12.5", "12", "15", "17") if reader else None)
    return bot.ask("how many rocket parts reached the moon base")


FIRST = ("2024-06-01", "In all 12 rocket parts reached the moon base safely.")


def agreement(answer: Answer) -> Agreement:
    assert answer.agreement is not None
    return answer.agreement


def test_another_article_in_its_own_words_agrees(tmp_path: Path) -> None:
    answer = answered(tmp_path, FIRST, (None, "The moon base reached 12 rocket parts, they say."))
    assert (answer.text, agreement(answer)) == ("12 rocket parts", Agreement(2))
    assert "· 2 articles say so)" in plain_lines(answer_lines(answer))[0]


def test_a_copy_does_not_count(tmp_path: Path) -> None:
    answer = answered(tmp_path, FIRST, ("2024-06-02", FIRST[1]))
    assert agreement(answer) == Agreement(1)
    assert "say so" not in plain_lines(answer_lines(answer))[0]


def test_articles_that_differ_are_shown_newest_first(tmp_path: Path) -> None:
    answer = answered(
        tmp_path,
        FIRST,
        ("2024-06-03", "In all 15 rocket parts reached the moon base quickly."),
        ("2024-06-04", "In all 17 rocket parts reached the moon base slowly."),
    )
    (newest, older) = agreement(answer).differing
    given = {one.text for one in (newest, older)} | {answer.text}
    assert given == {"12 rocket parts", "15 rocket parts", "17 rocket parts"}
    assert agreement(answer).articles == 1
    assert {one.citation for one in (newest, older)} <= set(answer.citations)
    lines = plain_lines(answer_lines(answer))[1:5]
    assert lines[0] == "Articles differ, newest first:"
    assert [line[2:17] for line in lines[1:]] == [
        "2024-06-04  17 ",
        "2024-06-03  15 ",
        "2024-06-01  12 ",
    ]


@pytest.mark.parametrize(
    "other",
    [
        "In all about 12.5 rocket parts reached the moon base safely.",  # may be 12
        "In all 15 crews of the rocket parts reached the moon base safely.",  # crews
        "A zoo in Peru has 15 rocket parts, moon and base.",  # no word is the same beside it
    ],
)
def test_what_may_be_something_else_is_no_difference(tmp_path: Path, other: str) -> None:
    assert agreement(answered(tmp_path, FIRST, ("2024-06-03", other))).differing == ()


def test_without_a_reader_there_is_nothing_to_compare(tmp_path: Path) -> None:
    answer = answered(tmp_path, FIRST, reader=False)
    assert answer.agreement is None
    assert answer.to_dict()["agreement"] is None


def test_an_answer_that_differs_stands_in_its_citation() -> None:
    citation = Citation(2, ArticleRef("a", "", None, None, None), Span(0, 8), "15 parts", 0.5)
    with pytest.raises(CitationError, match="not in its citation: '17'"):
        DifferingAnswer("17", citation)
    shown = Agreement(1, (DifferingAnswer("15", citation),)).to_dict()
    assert shown == {"articles": 1, "differing": [{"text": "15", "citation": citation.to_dict()}]}


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "stories", "values"),
    [
        (
            "how many people were killed in the ferry disaster",
            [
                "A ferry sank in heavy seas. 34 people died in the ferry disaster, they said.",
                "The ferry disaster killed 41 people, officials said on Monday.",
            ],
            {"34 people", "41 people"},
        ),
        (
            "when does the city museum reopen",
            [
                "The city museum will reopen on 12 May 2024 after two years of repairs.",
                "The city museum will now reopen on 30 June 2024, as its roof leaks.",
                "The zoo by the harbour closed on 3 June 2024 for the summer.",
            ],
            {"12 May 2024", "30 June 2024"},
        ),
    ],
)
def test_what_changes_from_story_to_story(
    tmp_path: Path, question: str, stories: list[str], values: set[str]
) -> None:
    articles = {
        f"{day}.md": f"---\npublished: 2024-05-0{day}\n---\n{story}\n"
        for day, story in enumerate(stories, start=1)
    }
    write_articles(tmp_path / "articles", articles)
    answer = QABot.from_folder(tmp_path / "articles", tmp_path / "index").ask(question)
    assert {answer.text, *(one.text for one in agreement(answer).differing)} == values
