from __future__ import annotations

from datetime import date

import pytest

from qabot.questions.asked_dates import AskedDates
from qabot.questions.understanding import understand

SATURDAY = date(2024, 11, 30)


def dates_in(question: str) -> AskedDates | None:
    return understand(question, today=SATURDAY).dates


def asked(question: str) -> tuple[str, str | None, str | None] | None:
    dates = dates_in(question)
    return (dates.span.of(question), dates.period.since, dates.period.until) if dates else None


@pytest.mark.parametrize(
    ("question", "phrase", "since", "until"),
    [
        ("What did the chancellor say last week?", "last week", "2024-11-18", "2024-11-24"),
        ("who resigned yesterday", "yesterday", "2024-11-29", "2024-11-29"),
        ("What happened in June 2024?", "in June 2024", "2024-06", "2024-06"),
        ("what has changed since March", "since March", "2024-03", None),
        ("what was said before 2020", "before 2020", None, "2019"),
        ("what was said after 2020", "after 2020", "2021", None),
        ("what was said as of last Saturday", "as of last Saturday", None, "2024-11-23"),
        ("what was reported until May 2020", "until May 2020", None, "2020-05"),
        ("news from 2019 onwards", "from 2019 onwards", "2019", None),
        ("what was reported between 2019 and 2021", "between 2019 and 2021", "2019", "2021"),
        ("headlines 2019–2021", "2019–2021", "2019", "2021"),
        ("what is new this month", "this month", "2024-11", "2024-11"),
        ("who said last week that taxes would rise", "last week", "2024-11-18", "2024-11-24"),
        (
            "what did he say last week about the attacks of September 2001",
            "last week",
            "2024-11-18",
            "2024-11-24",
        ),
    ],
)
def test_dates_of_what_was_said_or_happened_choose(
    question: str, phrase: str, since: str, until: str
) -> None:
    assert asked(question) == (phrase, since, until)
    dates = dates_in(question)
    assert dates is not None
    assert dates.decides


@pytest.mark.parametrize(
    ("question", "phrase", "since"),
    [
        ("who was president in 2012", "in 2012", "2012"),
        ("how many people died in the 1990s", "in the 1990s", "1990"),
        ("why did prices rise this year", "this year", "2024"),
        ("what did they report of 2012", "of 2012", "2012"),
        ("what happened in Monday's blast", "in Monday", "2024-11-25"),
        ("what did he say in 2015 about the attacks of September 2001", "in 2015", "2015"),
    ],
)
def test_other_dates_only_prefer(question: str, phrase: str, since: str) -> None:
    dates = dates_in(question)
    assert dates is not None
    assert (dates.span.of(question), dates.period.since) == (phrase, since)
    assert not dates.decides


@pytest.mark.parametrize(
    "question",
    [
        "who won the 1966 World Cup",
        "how many seats did it win in the May election",
        "who is the president today",
        "what will happen in 2030",
        "who said that the war would end in 2023",
        "who said “we choose to go to the Moon in this decade”",
        "what may have happened",
        "when do they meet on Tuesday afternoons",
        "who are the guests of the tonight show",
        "what happened",
    ],
)
def test_questions_without_dates_of_their_own(question: str) -> None:
    assert asked(question) is None


def test_a_day_counted_from_today_is_strict_and_a_date_of_history_is_not() -> None:
    strict = {
        question: dates.strict
        for question in ("what happened last week", "what happened in March", "news of 1912")
        if (dates := dates_in(question))
    }
    assert strict == {
        "what happened last week": True,
        "what happened in March": False,
        "news of 1912": False,
    }


@pytest.mark.parametrize(
    ("question", "phrase", "words"),
    [
        ("What has Russia said since the invasion?", "since the invasion", ("invasion",)),
        ("what happened before the election", "before the election", ("election",)),
        ("What changed? What is new after Brexit Day", "after Brexit Day", ("Brexit",)),
        ("what did they say after the vote about taxes", "after the vote", ("vote",)),
    ],
)
def test_events_that_a_question_counts_from(
    question: str, phrase: str, words: tuple[str, ...]
) -> None:
    event = understand(question, today=SATURDAY).event
    assert event is not None
    assert (event.span.of(question), event.words) == (phrase, words)
    assert event.relation == phrase.split()[0]


@pytest.mark.parametrize("question", ["who ruled after the war", "who said it since the war began"])
def test_an_event_of_history_is_not_counted_from(question: str) -> None:
    assert understand(question, today=SATURDAY).event is None


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("What is the latest on Brexit?", "latest"),
        ("who is the president now", "now"),
        ("who is currently in charge", "currently"),
        ("who is Britain's current king", "Britain's current"),
        ("who is the president today", "today"),
        ("what did he say today", None),
        ("how did the current in the wire change", None),
        ("where is what is now Iraq", None),
        ("who said “it is now or never”", None),
        ("who said that it is now too late", None),
    ],
)
def test_where_the_newest_is_asked_for(question: str, phrase: str | None) -> None:
    span = understand(question, today=SATURDAY).newest
    assert (span and span.of(question)) == phrase


def test_a_question_without_its_dates() -> None:
    def left(question: str) -> str:
        undated = understand(question, today=SATURDAY).undated
        assert undated is not None
        return undated.text

    assert left("What did he say in June 2024 about taxes?") == "What did he say about taxes?"
    assert left("In June 2024, what did they say about taxes?") == "what did they say about taxes?"
    assert left("what happened in June 2024?") == ""
