"""The sample corpus, the real model and the README: what a new user meets."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.loaders import load
from qabot.questions.followups import Turn
from qabot.types import Article, Verdict

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus and its index, as after a first run."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(ROOT / "corpus", home / "corpus")
    QABot.from_folder(home / "corpus", home / "index")
    return home


@pytest.fixture(scope="module")
def bot(home: Path) -> QABot:
    return QABot.open(home / "index")


def test_every_article_has_its_metadata() -> None:
    paths = sorted((ROOT / "corpus").iterdir())
    assert len(paths) >= 24
    for path in paths:
        (article,) = load(path, path.name, Settings())
        assert isinstance(article, Article), article
        assert article.title
        assert article.author or article.outlet
        assert article.published
        assert article.published_from == "front matter"
        assert "\nsource: " in path.read_text(encoding="utf-8")
        assert not article.text.startswith(article.title)


@pytest.mark.parametrize(
    ("question", "name", "path"),
    [
        (
            "who said Russia has a right to self-defence",
            "Kim Jong Un",
            "north-korea-russia-defence-talks.md",
        ),
        ("who said we have detected gravitational waves", "David Reitze", "gravitational"),
        ("Who said “I think we have it”?", "Rolf-Dieter Heuer", "higgs-boson-cern.md"),
    ],
)
def test_who_said_it(bot: QABot, question: str, name: str, path: str) -> None:
    answer = bot.ask(question)
    assert answer.verdict is Verdict.ANSWERED
    assert answer.speaker is not None
    assert (answer.text, answer.speaker.name) == (name, name)
    assert answer.citations[0].article.path.startswith(path)


def test_the_self_defence_answer_cites_the_quote_and_the_name(bot: QABot) -> None:
    answer = bot.ask("who said Russia has a right to self-defence")
    quote, naming = answer.citations
    assert quote.text.startswith("“It is an exercise of the right to self-defence for Russia")
    assert "Mr Kim said" in quote.text
    assert "Kim Jong Un" in naming.text


def test_nobody_is_said_to_have_denied_what_he_said(bot: QABot) -> None:
    answer = bot.ask("who said Russia has no right to self-defence")
    assert answer.verdict is not Verdict.ANSWERED
    assert answer.speaker is None


def test_every_citation_is_verbatim(bot: QABot, home: Path) -> None:
    for question in ("when was Mandela released", "how high is Everest", "what is a black hole"):
        for citation in bot.ask(question).citations:
            path = home / "corpus" / citation.article.path
            (article,) = load(path, citation.article.path, Settings())
            assert isinstance(article, Article)
            assert citation.span.of(article.text) == citation.text


def test_a_question_that_does_not_lean_on_the_last_is_answered_alone(bot: QABot) -> None:
    conversation = bot.conversation()
    conversation.ask("what is the capital of Peru")
    read = bot.understand("who was in the crew", [Turn("what is the capital of Peru")])
    assert read.standalone == "who was in the crew (Peru)"
    answer = conversation.ask("who was in the crew")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.interpreted == ""
    assert answer.citations[0].article.path == "apollo-11-landing.md"
    explanation = conversation.explain(answer)
    assert explanation.question == "who was in the crew"
    assert [one.scored for one in explanation.passages] == list(answer.considered)


def test_what_no_article_says(bot: QABot) -> None:
    assert bot.ask("what is the capital of Peru").verdict is Verdict.NOTHING


def test_the_readme_in_python(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert result.attempted >= 8
    assert result.failed == 0
