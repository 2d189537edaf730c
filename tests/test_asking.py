"""Questions with dates, put to dated and undated articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.types import Answer, DateUse, Filters, Span, Verdict
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import WordEncoder

TODAY = date(2024, 12, 3)
"""A Tuesday."""


def article(published: str | None, text: str, title: str = "Report") -> str:
    dated = f"published: {published}\n" if published else ""
    return f"---\ntitle: {title}\n{dated}---\n{text}\n"


ARTICLES = {
    "old.md": article("1969-07-21", "The rocket reached the moon on Sunday. It was a long way."),
    "new.md": article("2024-11-27", "A rocket missed the moon, they said. Nobody was on board."),
    "wall.md": article(
        "1989-11-10", "The wall was opened on Thursday, he said. Crowds climbed it."
    ),
    "later.md": article(
        "2009-11-09", "The wall was opened on 9 November 1989. A speech was given."
    ),
    "mould.txt": "Mould\n\nFleming found a mould in 1928. Penicillin came from the mould.\n",
}


@pytest.fixture
def bot(tmp_path: Path) -> QABot:
    write_articles(tmp_path / "articles", ARTICLES)
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    return QABot(index)


def paths(answer: Answer) -> list[str]:
    return [citation.article.path for citation in answer.citations]


def understood(answer: Answer) -> list[tuple[str, str | None, str | None, DateUse]]:
    return [(one.phrase, one.since, one.until, one.use) for one in answer.dates]


def test_last_week_asks_the_articles_of_last_week(bot: QABot) -> None:
    answer = bot.ask("what did they say of the rocket and the moon last week", today=TODAY)
    assert set(paths(answer)) == {"new.md"}
    assert understood(answer) == [("last week", "2024-11-25", "2024-12-01", DateUse.ONLY)]
    assert answer.dates[0].span.of(answer.question) == "last week"
    assert answer.filters == Filters()


def test_dates_can_be_left_as_words(bot: QABot) -> None:
    question = "what did they say of the rocket and the moon last week"
    for answer in (
        bot.ask(question, dates=False),
        bot.conversation().ask(question, dates=False),
        _without_dates(bot).ask(question),
    ):
        assert answer.dates == ()
        assert "old.md" in paths(answer)


def _without_dates(bot: QABot) -> QABot:
    index = bot.index
    return QABot(Index(index.folder, index.encoder, index.settings.changed({"dates": False})))


def test_filters_that_set_dates_come_before_those_in_the_question(bot: QABot) -> None:
    question = "what happened to the rocket last week"
    answer = bot.ask(question, filters=Filters(until="1999"), today=TODAY)
    assert answer.dates == ()
    assert paths(answer)[0] == "old.md"


def test_without_articles_of_the_dates_all_are_asked(bot: QABot) -> None:
    answer = bot.ask("what happened to the mould and penicillin in 1912", today=TODAY)
    assert paths(answer)[0] == "mould.txt"
    assert understood(answer) == [("in 1912", "1912", "1912", DateUse.EMPTY)]


def test_another_article_may_tell_of_the_dates(bot: QABot) -> None:
    """Those of November 1989 know nothing of a speech; one of 2009 tells of that month."""
    answer = bot.ask("which speech was given, as was said in November 1989")
    assert answer.verdict is Verdict.ANSWERED
    assert paths(answer)[0] == "later.md"
    assert answer.dates[0].use is DateUse.UNANSWERED


def test_what_is_counted_from_today_is_answered_by_its_articles_or_not_at_all(bot: QABot) -> None:
    answer = bot.ask("what was said of the wall last week", today=TODAY)
    assert answer.verdict is not Verdict.ANSWERED
    assert set(paths(answer)) <= {"new.md"}
    assert answer.dates[0].use is DateUse.ONLY


def test_a_date_of_history_only_prefers(bot: QABot) -> None:
    answer = bot.ask("which rocket reached the moon in 2024", today=TODAY)
    assert set(paths(answer)) == {"old.md", "new.md"}
    assert answer.dates[0].use is DateUse.PREFERRED
    assert bot.ask("who found the mould in 1928").dates[0].use is DateUse.UNUSED


def test_a_question_of_dates_alone_is_told_the_first_sentences(bot: QABot) -> None:
    answer = bot.ask("what happened in November 1989?")
    assert (answer.verdict, answer.text) == (Verdict.RELATED, "")
    assert [citation.text for citation in answer.citations] == [
        "The wall was opened on Thursday, he said."
    ]


def test_an_event_is_counted_from(bot: QABot) -> None:
    answer = bot.ask("what was said of the rocket since the opening of the wall")
    (dates,) = answer.dates
    assert (dates.since, dates.until, dates.use) == ("1989-11-09", None, DateUse.ONLY)
    assert dates.event is not None
    assert dates.event.article.path == "wall.md"
    assert paths(answer)[0] == "new.md"


def test_a_follow_up_has_its_dates_in_the_question_as_it_was_read(bot: QABot) -> None:
    talk = bot.conversation()
    talk.ask("what was said of the wall in 2009")
    answer = talk.ask("and in 1989?")
    (dates,) = answer.dates
    assert dates.span.of(answer.interpreted) == dates.phrase == "in 1989"
    assert set(paths(answer)) == {"wall.md"}


def test_the_parts_of_the_time_add_up(bot: QABot) -> None:
    times = bot.ask("what happened to the rocket in 1950").milliseconds
    parts = times["encode"] + times["search"] + times["read"]
    assert times["total"] + 0.03 >= parts > 0  # each has two decimals


def test_as_json(bot: QABot) -> None:
    answer = bot.ask("what happened to the rocket last week", today=TODAY)
    assert answer.to_dict()["dates"] == [
        {
            "phrase": "last week",
            "start": 28,
            "end": 37,
            "since": "2024-11-25",
            "until": "2024-12-01",
            "use": "only",
            "event": None,
        }
    ]
    assert Span(28, 37).of(answer.question) == "last week"
