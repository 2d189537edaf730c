"""One attempt at a question: understood once, few statements, and explained as it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.index import Index
from qabot.questions.followups import Turn
from qabot.types import Verdict
from qabot.types.explanations import ChosenBy
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader
from tests.watching_calls import watched

TODAY = date(2024, 12, 3)
ARTICLES = {
    "moon.txt": "Rocket reaches moon\n\nThe rocket reached the moon in 1969. The crew slept.\n",
    "mould.txt": "Mould\n\nFleming found the mould. Penicillin came from the mould.\n",
    "talks.md": (
        "---\ntitle: Talks\npublished: 2024-11-28\n---\nKim Jong Un came on Friday. "
        "“The wall of sanctions will fall,” Mr Kim said.\n"
    ),
    "again.md": (
        "---\ntitle: Talks\npublished: 2024-11-29\n---\nKim Jong Un came on Friday. "
        "“The wall of sanctions will fall,” Mr Kim said.\n"
    ),
}

MORE_ARTICLES = {
    "fence.md": (
        "---\ntitle: Fence\npublished: 2024-11-30\n---\nThe garden wall fell. The mayor, Ada Ruiz, "
        "came. “The wall will stand again,” said the mayor.\n"
    ),
    "fence2.md": (
        "---\ntitle: Fence\npublished: 2024-12-01\n---\nThe garden wall fell. The mayor, Ada Ruiz, "
        "came. “The wall will stand again,” said the mayor.\n"
    ),
    "landing.md": (
        "---\ntitle: Landing\npublished: 1999-02-01\n---\nThe rocket landing was on 3 March 1998. "
        "The rocket of Kim was old.\n"
    ),
    "moonrise.md": (
        "---\ntitle: Moonrise\npublished: 2001-02-01\n---\nThe moon rose over the rocket. Kim Jong "
        "Un slept.\n"
    ),
    "sanctions.md": (
        "---\ntitle: Sanctions\npublished: 2001-03-01\n---\nSanctions reached the wall in 2001. "
        "“Sanctions on the wall are old,” Kim Jong Un said.\n"
    ),
}
STATEMENTS = 8
"""SQL statements that fetch rows for an answer, whatever kind of question it is to."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", ARTICLES)
    return tmp_path / "articles"


@pytest.fixture
def bot(tmp_path: Path, folder: Path) -> QABot:
    weights = write_coefficients(tmp_path / "coefficients.json")
    settings = Settings.of(coefficients=weights, answered_from=0.3)
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([folder])
    return QABot(index, WordReader())


def check_calls(bot: QABot, question: str, history: tuple[str, ...]) -> None:
    """Ask, and see that the question is understood once and takes few statements.

    One that leans on those before it is understood before, too: the last of them is asked again for
    what it found.
    """
    bot.ask(question, history=history, today=TODAY)
    understood = bot.understand(question, history=[Turn(turn) for turn in history], today=TODAY)
    undated = understood.undated
    texts = [understood.text, understood.wanted.looked_for, undated.text if undated else "-"]
    with watched(*texts) as calls:
        bot.ask(question, history=history, today=TODAY)
    asked = 1 + (len(history) if understood.leans else 0)
    assert (calls.understood, calls.parsed) == (asked + understood.leans, [])
    assert 2 < calls.statements <= asked * STATEMENTS + understood.leans  # the article at hand


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("when did the rocket reach the moon", ()),
        ("how many of the crew did not die on the moon", ()),
        ("is penicillin sold in Peru", ()),
        ("who said the wall of sanctions will fall", ()),
        ("what did Kim Jong Un say about the wall of sanctions", ()),
        ("what did Kim say last week about the wall", ()),
        ("which rocket slept", ("is penicillin sold in Peru",)),
    ],
)
def test_a_question_is_understood_once_and_takes_few_statements(
    bot: QABot, question: str, history: tuple[str, ...]
) -> None:
    check_calls(bot, question, history)


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("what did the mayor say about the wall", ()),
        ("what was reported since the rocket landing", ()),
        ("what happened in November 2024?", ()),
        ("what did Kim Jong Un say about penicillin in November 2024", ()),
        ("who said in November 2024 that the rocket slept", ()),
        ("and in November 2024?", ("what did Kim say in 2001 about the moon",)),
        ("which rocket slept in November 2024", ("is penicillin sold in Peru",)),
    ],
)
def test_an_attempt_that_finds_other_passages_takes_few_statements_more(
    tmp_path: Path, folder: Path, question: str, history: tuple[str, ...]
) -> None:
    """One passage is read at a time, so that each attempt has rows of its own to fetch."""
    write_articles(folder, MORE_ARTICLES)
    coefficients = write_coefficients(tmp_path / "coefficients.json")
    settings = Settings.of(coefficients=coefficients, passages_read=1)
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([folder])
    check_calls(QABot(index, WordReader()), question, history)


def test_a_question_answered_alone_is_explained_alone(bot: QABot) -> None:
    conversation = bot.conversation()
    conversation.ask("is penicillin sold in Peru")
    answer = conversation.ask("which rocket slept")
    assert bot.understand("which rocket slept").standalone == "which rocket slept"
    assert (answer.verdict, answer.interpreted) == (Verdict.ANSWERED, "")
    explanation = conversation.explain(answer)
    assert explanation.question == "which rocket slept"
    considered = [reason.scored for reason in explanation.passages]
    assert considered == list(answer.considered)
    saved = replace(answer, trace=None)
    assert conversation.explain(saved).question == "which rocket slept"


def test_why_reads_nothing_again(bot: QABot, folder: Path) -> None:
    """Whatever becomes of the index, an answer is explained by what it was made of."""
    conversation = bot.conversation()
    answer = conversation.ask("when did the rocket reach the moon")
    before = conversation.explain(answer)
    write_articles(folder, {"moon.txt": "Other\n\nNothing of the kind is told here any more.\n"})
    bot.index.sync()
    with watched(answer.question) as calls:
        again = bot.explain(answer)
    assert (calls.understood, calls.parsed, calls.statements) == (0, [], 0)
    assert [one.sentence.text for one in again.sentences] == [
        one.sentence.text for one in before.sentences
    ]
    assert again.sentences[0].sentence.text == answer.citations[0].text
    first = again.passages[0]
    assert sum(first.words.values()) == pytest.approx(first.scored.bm25, rel=1e-5)


def test_the_trace_is_no_part_of_what_an_answer_says(bot: QABot) -> None:
    answer = bot.ask("when did the rocket reach the moon")
    without = replace(answer, trace=None)
    assert answer.trace is not None
    assert without == answer
    assert without.to_dict() == answer.to_dict()
    assert "trace" not in {*answer.to_dict(), *repr(answer).split("(")}
    assert bot.explain(without).question == bot.explain(answer).question


def test_statements_are_explained_by_their_own_scores(bot: QABot) -> None:
    answer = bot.ask("what did Kim Jong Un say about the wall of sanctions")
    explanation = bot.explain(answer)
    assert explanation.chosen_by is ChosenBy.STATEMENTS
    assert explanation.sentences[0].sentence.text == answer.text
    for reason in explanation.sentences:
        assert sum(reason.parts.values()) == pytest.approx(reason.sentence.score)


def test_dates_alone_rank_no_sentence(bot: QABot) -> None:
    answer = bot.ask("what happened in November 2024?", today=TODAY)
    explanation = bot.explain(answer)
    assert answer.citations
    assert (explanation.chosen_by, explanation.sentences) == (ChosenBy.DATES, [])
    assert len(explanation.passages) == len(answer.considered)
