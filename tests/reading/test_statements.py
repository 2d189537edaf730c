"""What someone said, with a topic and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.index import Index
from qabot.types import Filters, Span, Verdict
from tests.conftest import write_articles
from tests.doubles import PointingReader
from tests.reading.test_answering import fire_bot


def talk(published: str, outlet: str, *sentences: str) -> str:
    body = " ".join(sentences)
    return f"---\ntitle: Talk\npublished: {published}\noutlet: {outlet}\n---\n{body}\n"


@pytest.fixture
def bot(index: Index, tmp_path: Path) -> QABot:
    talks = {
        "old.md": talk("2024-01-05", "One", "“The wall is high,” Jonas Relk said.", "He left."),
        "new.md": talk("2025-03-02", "Two", "“The sea is deep,” Relk said on Monday."),
    }
    write_articles(tmp_path / "talks", talks)
    index.sync([tmp_path / "talks"])
    return QABot(index)


def test_without_a_topic_it_is_the_newest_statements(bot: QABot) -> None:
    answer = bot.ask("what did Relk say?")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.text == "“The sea is deep,” Relk said on Monday."
    assert {citation.article.path for citation in answer.citations} == {"old.md", "new.md"}


def test_it_is_less_sure_where_several_bear_the_name(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    one = {"1.md": talk("2024-01-05", "One", "“The wall is high,” Jonas Relk said.")}
    write_articles(folder, one)
    index.sync([folder])
    alone = QABot(index).ask("what did Relk say?").confidence
    write_articles(folder, {"2.md": talk("2025-01-05", "One", "“I paint,” said Mary Relk.")})
    index.sync([folder])
    answer = QABot(index).ask("what did Relk say?")
    assert answer.text == "“I paint,” said Mary Relk."
    assert answer.confidence == pytest.approx(alone / 2)


def test_filters_choose_whose_full_name_counts(bot: QABot) -> None:
    answer = bot.ask("what did Jonas Relk say?", filters=Filters(outlet="Two"))
    assert answer.verdict is Verdict.ANSWERED
    assert [citation.article.path for citation in answer.citations] == ["new.md"]


def test_the_statement_on_the_topic_comes_first(index: Index, tmp_path: Path) -> None:
    tall = "“The old stone garden wall of the town hall is tall,” Relk said."
    high = "“The old stone garden wall of the town hall is high,” Relk said."
    talks = {
        "a.md": talk("2024-01-05", "One", tall, "Nobody else on the boat had an opinion."),
        "b.md": talk("2024-02-05", "Two", high, "He left for a long walk by the sea."),
    }
    write_articles(tmp_path / "talks", talks)
    index.sync([tmp_path / "talks"])
    answer = QABot(index).ask(
        "What did Relk say about the high old stone garden wall of the town hall?"
    )
    assert [citation.text for citation in answer.citations] == [high, tall]
    assert answer.text == high


def test_who_says_nothing_is_not_quoted(bot: QABot) -> None:
    assert bot.ask("what did Ann Lee say?").speaker is None


def test_another_persons_words_do_not_answer_what_someone_said(bot: QABot) -> None:
    answer = bot.ask("what did Ann Lee say about the wall that is high?")
    assert answer.verdict is Verdict.RELATED
    assert answer.confidence <= 0.25
    assert answer.text == ""
    assert answer.citations[0].text == "“The wall is high,” Jonas Relk said."
    assert bot.ask("what did Relk say about the wall that is high?").verdict is Verdict.ANSWERED
    assert bot.ask("did Ann Lee say the wall is high?").verdict is Verdict.RELATED
    assert bot.ask("did Relk say the wall is high?").verdict is Verdict.ANSWERED


def test_what_another_says_of_someone_is_not_what_they_said(index: Index, tmp_path: Path) -> None:
    talks = {
        "a.md": talk(
            "2024-01-05", "One", "Ann Lee said it. “Is Relk really saying the wall is low?”"
        )
    }
    write_articles(tmp_path / "talks", talks)
    index.sync([tmp_path / "talks"])
    assert QABot(index).ask("What did Relk say about the low wall?").verdict is Verdict.RELATED


def test_a_statement_printed_with_other_quotes_and_dashes_is_cited_once(
    index: Index, tmp_path: Path
) -> None:
    curly = "“The wall – it’s high – stands,” Jonas Relk said."
    straight = '"The wall - it\'s high - stands,"  Jonas Relk said.'
    talks = {
        "one.md": talk("2024-01-05", "One", curly, "He left for a long walk by the sea."),
        "two.md": talk("2024-01-06", "Two", straight, "Nobody else in town had an opinion."),
    }
    write_articles(tmp_path / "talks", talks)
    index.sync([tmp_path / "talks"])
    answer = QABot(index).ask("what did Relk say?")
    assert len(answer.citations) == 1


def test_the_place_of_a_statement_and_of_its_speaker(bot: QABot) -> None:
    answer = bot.ask("what did Relk say?")
    assert answer.span is not None and answer.mention_span is not None
    texts = {citation.number: citation.text for citation in answer.citations}
    assert texts[answer.span.citation] == answer.text
    assert answer.span.span == Span(0, len(answer.text))
    assert answer.mention_span.span.of(texts[answer.mention_span.citation]) == "Relk"


WALL = (
    "Wall talk\n\nJonas Relk spoke about the old wall of the town. "
    "“The wall of the town is old,” Mr Relk said. “I would rather see roses,” Mr Relk added. "
    "“I would rather see money for the wall,” said Mary Quint.\n"
)


def test_the_statement_that_the_reader_finds_comes_first(tmp_path: Path) -> None:
    bot = fire_bot(tmp_path, PointingReader("roses"), {"wall.txt": WALL})
    answer = bot.ask("What did Jonas Relk say about the old wall of the town?")
    assert answer.text == "“I would rather see roses,” Mr Relk added."
    assert answer.speaker is not None
    assert answer.speaker.name == "Jonas Relk"


def test_what_the_reader_finds_in_anothers_words_is_not_theirs(tmp_path: Path) -> None:
    bot = fire_bot(tmp_path, PointingReader("money"), {"wall.txt": WALL})
    answer = bot.ask("What did Jonas Relk say about the old wall of the town?")
    assert answer.text == "“The wall of the town is old,” Mr Relk said."
    answer = bot.ask("What did Mary Quint say about the old wall of the town?")
    assert answer.text == "“I would rather see money for the wall,” said Mary Quint."


def test_a_headline_is_no_statement(tmp_path: Path) -> None:
    text = "Relk praises the old wall\n\nThe wall is a joy, Jonas Relk said at noon.\n"
    bot = fire_bot(tmp_path, None, {"wall.txt": text})
    answer = bot.ask("What did Relk say about the old wall?")
    assert answer.text == "The wall is a joy, Jonas Relk said at noon."
