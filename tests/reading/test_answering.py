"""From articles to an answer, with the readable encoder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.errors import CitationError, QuestionError
from qabot.index import Index
from qabot.protocols import Reader
from qabot.reading.citing import cite
from qabot.types import Article, CitedSpan, Filters, PassageInput, SentenceReading, Span, Verdict
from qabot.wording.answer_lines import answer_lines
from qabot.wording.terminal_style import plain_lines
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import PointingReader, WordEncoder

ARTICLES = {
    "talks.md": (
        "---\ntitle: Talks in Pyongyang\noutlet: The Post\npublished: 2024-11-30\n---\n"
        "The North Korean leader, Kim Jong Un, received the minister on Friday.\n\n"
        "“The wall of sanctions will fall,” Mr Kim said.\n\nA speech followed.\n"
    ),
    "moon.txt": "Rocket reaches moon\n\nThe rocket reached the moon in 1969. The crew slept.\n",
    "copy.txt": "Wire story\n\nThe rocket reached the moon in 1969. A second agency printed it.\n",
    "ligature.txt": (
        "\ufeffThe oﬃcial\u2019s speech\r\n\r\n"
        "The oﬃce opened a mould exhibition.\r\nIt closed.\r\n"
    ),
}


@pytest.fixture
def bot(tmp_path: Path) -> QABot:
    write_articles(tmp_path / "articles", ARTICLES)
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "articles"])
    return QABot(index)


def test_the_best_sentence_is_the_answer(bot: QABot) -> None:
    answer = bot.ask("when did the rocket reach the moon")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.text == "The rocket reached the moon in 1969."
    assert answer.citations[0].text == answer.text
    assert answer.speaker is None


def test_a_headline_is_not_an_answer(bot: QABot) -> None:
    cited = [citation.text for citation in bot.ask("which rocket reaches moon").citations]
    assert "The rocket reached the moon in 1969." in cited
    assert "Rocket reaches moon" not in cited


def test_the_same_sentence_in_two_articles_is_cited_once(bot: QABot) -> None:
    first = bot.ask("when did the rocket reach the moon").citations[0]
    places = {first.article.path, *(source.article.path for source in first.also)}
    assert places == {"moon.txt", "copy.txt"}
    assert len(first.also) == 1


def test_the_speaker_is_named_in_full_and_both_sentences_are_cited(bot: QABot) -> None:
    answer = bot.ask("who said the wall of sanctions will fall")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.text == "Kim Jong Un"
    assert answer.speaker is not None
    assert answer.span is not None and answer.mention_span is not None
    named = answer.citations[answer.span.citation - 1]
    assert answer.span.span.of(named.text) == "Kim Jong Un"
    assert answer.mention_span.citation == 1
    assert answer.mention_span.span.of(answer.citations[0].text) == "Mr Kim"
    assert answer.speaker.to_dict() == {
        "name": "Kim Jong Un",
        "mention": "Mr Kim",
        "role": "The North Korean leader",
    }
    assert [citation.text for citation in answer.citations] == [
        "“The wall of sanctions will fall,” Mr Kim said.",
        "The North Korean leader, Kim Jong Un, received the minister on Friday.",
    ]
    assert answer.citations[0].article.outlet == "The Post"
    assert answer.citations[0].article.published == "2024-11-30"


def test_nothing_is_said_of_what_is_not_there(bot: QABot) -> None:
    answer = bot.ask("is penicillin sold in Peru")
    assert answer.verdict is Verdict.NOTHING
    assert (answer.text, answer.citations, answer.speaker) == ("", (), None)
    assert answer.confidence < 0.03


def test_citations_stand_in_the_file_itself(bot: QABot, tmp_path: Path) -> None:
    answer = bot.ask("which mould exhibition was opened")
    citation = answer.citations[0]
    assert citation.text == "The oﬃce opened a mould exhibition."
    decoded = (tmp_path / "articles" / "ligature.txt").read_bytes().decode("utf-8-sig")
    assert decoded[citation.span.start : citation.span.end] == citation.text


def test_filters_restrict_the_answer(bot: QABot) -> None:
    answer = bot.ask("when did the rocket reach the moon", filters=Filters(path="copy*"))
    assert answer.citations[0].article.path == "copy.txt"
    assert answer.citations[0].also == ()
    nothing = bot.ask("when did the rocket reach the moon", filters=Filters(since="2024"))
    assert all(citation.article.path == "talks.md" for citation in nothing.citations)
    assert nothing.to_dict()["filters"] == {"since": "2024"}


def test_history_helps_a_follow_up(bot: QABot) -> None:
    moon = {"moon.txt", "copy.txt"}
    alone = bot.ask("and was a mould seen")
    assert alone.considered[0].passage.article.path not in moon
    helped = bot.ask("and when was that", history=["did the rocket reach the moon"])
    assert helped.considered[0].passage.article.path in moon


def test_times_are_told_in_parts(bot: QABot) -> None:
    times = bot.ask("rocket").milliseconds
    assert list(times) == ["total", "encode", "search", "read"]
    parts = times["encode"] + times["search"] + times["read"]
    assert times["total"] == pytest.approx(parts, abs=0.02)  # each has two decimals


@pytest.mark.parametrize("question", ["", "  \n", "?!", "…"])
def test_an_empty_question(bot: QABot, question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        bot.ask(question)
    with pytest.raises(QuestionError, match="empty"):
        bot.search(question)


def test_a_question_of_ten_thousand_characters(bot: QABot) -> None:
    with pytest.raises(QuestionError, match=r"10,000 characters, more than the 2,000"):
        bot.ask("x" * 10_000)


@pytest.mark.parametrize("question", ["[red]moon[/red]", "moon\x1b[31m", "MOON?", "月 moon"])
def test_odd_questions_are_just_words(bot: QABot, question: str) -> None:
    answer = bot.ask(question)
    assert answer.considered
    assert answer.question == question


FIRE = {
    "fire.txt": (
        "The mill\n\nA spark fell into the mould. The mould burned the wall down. "
        "Nobody slept that night. The wall fell on the mould store. Rain came in the end.\n"
    ),
    "report.txt": "Inquiry\n\nThe report blamed the mould in the wall.\n",
}


def fire_bot(
    tmp_path: Path,
    reader: Reader | None,
    articles: Mapping[str, str] = FIRE,
    **settings: float,
) -> QABot:
    """A bot that is always sure, and ranks by the words of the question and by the reader."""
    write_articles(tmp_path / "articles", dict(articles))
    path = write_coefficients(
        tmp_path / "coefficients.json", {"coverage": 2.0, "reader": 1.0}, {"bias": 3.0}
    )
    index = Index.create(
        tmp_path / "index",
        Settings.from_mapping({"coefficients": path, **settings}),
        encoder=WordEncoder(),
    )
    index.sync([tmp_path / "articles"])
    return QABot(index, reader)


def test_the_short_answer_is_what_the_reader_points_at(tmp_path: Path) -> None:
    answer = fire_bot(tmp_path, PointingReader("spark")).ask("What fell into the mould?")
    assert answer.text == "spark"
    assert answer.citations[0].text == "A spark fell into the mould."
    assert answer.span == CitedSpan(1, Span(2, 7))


def test_when_is_answered_by_the_day_that_the_article_means(tmp_path: Path) -> None:
    articles = {
        "wall.md": "---\ntitle: News\npublished: 1989-11-10\n---\nThe wall fell last night.\n",
        "undated.txt": "Letters\n\nThe moon rose last night.\n",
    }
    bot = fire_bot(tmp_path, PointingReader("wall", "moon"), articles)
    dated = bot.ask("When did the wall fall?")
    assert (dated.text, dated.resolved) == ("last night", "1989-11-09")
    assert dated.to_dict()["resolved"] == "1989-11-09"
    undated = bot.ask("When did the moon rise?")
    assert (undated.text, undated.resolved) == ("last night", None)
    assert bot.ask("What fell?").resolved is None


def test_yes_or_no_is_answered_with_the_sentence(tmp_path: Path) -> None:
    answer = fire_bot(tmp_path, PointingReader("spark")).ask("Did a spark fall into the mould?")
    assert answer.span == CitedSpan(1, Span(0, len(answer.text)))
    assert answer.text == answer.citations[0].text == "A spark fell into the mould."


def test_without_a_reader_the_sentence_is_the_answer(tmp_path: Path) -> None:
    answer = fire_bot(tmp_path, None).ask("What fell into the mould?")
    assert answer.text == answer.citations[0].text == "A spark fell into the mould."


def test_the_reader_decides_against_the_words(tmp_path: Path) -> None:
    found = fire_bot(tmp_path, PointingReader("Rain")).ask("What fell into the mould?")
    assert found.text == "Rain"
    assert found.citations[0].text == "Rain came in the end."


def test_a_further_sentence_is_cited_if_its_logit_is_near(tmp_path: Path) -> None:
    question = "What fell into the mould?"
    near = fire_bot(tmp_path / "near", PointingReader("spark"), citation_lead=0.1).ask(question)
    assert [citation.text for citation in near.citations] == ["A spark fell into the mould."]
    far = fire_bot(tmp_path / "far", PointingReader("spark"), citation_lead=9.0).ask(question)
    assert len(far.citations) == 3
    scores = [citation.score for citation in far.citations]
    assert scores == sorted(scores, reverse=True)
    # Logits: one reading is 10 and the other -10, on a scale of 10, and coverage counts double.
    assert scores[0] - scores[1] >= 2.0


def test_an_account_is_cited_best_first_then_in_the_order_of_the_article(tmp_path: Path) -> None:
    bot = fire_bot(tmp_path, PointingReader("mould"), citation_lead=9.0)
    answer = bot.ask("How did the wall burn down?")
    places = [(citation.article.path, citation.span.start) for citation in answer.citations]
    assert len(places) == 5
    own = [start for path, start in places if path == "fire.txt"]
    assert answer.citations[0].text == "The mould burned the wall down."
    assert own[1:] == sorted(own[1:])
    assert [path for path, _ in places] == ["fire.txt"] * len(own) + ["report.txt"] * (5 - len(own))
    assert [citation.number for citation in answer.citations] == [1, 2, 3, 4, 5]
    assert answer.text == "The mould burned the wall down."


def test_what_leads_up_to_an_account_goes_after_it(tmp_path: Path) -> None:
    told = "The wall was dry on that day. The mould burned the wall down. The wall was gone.\n"
    text = {"a.txt": f"Town\n\n{told}"}
    bot = fire_bot(tmp_path, PointingReader("mould"), text, citation_lead=9.0, account_citations=3)
    texts = [one.text for one in bot.ask("How did the wall burn down that day?").citations]
    assert texts[0] == "The mould burned the wall down."
    assert texts.index("The wall was dry on that day.") < texts.index("The wall was gone.")


def test_an_account_has_no_more_citations_than_are_set(tmp_path: Path) -> None:
    bot = fire_bot(tmp_path, PointingReader("mould"), citation_lead=9.0, account_citations=2)
    assert len(bot.ask("How did the wall burn down?").citations) == 2


def test_what_the_article_does_not_print_cannot_be_cited() -> None:
    article = Article("a.txt", "The wall fell.")
    assert cite(article, Span(4, 8), number=1, score=1.0, expected="wall").text == "wall"
    with pytest.raises(CitationError, match=r"a\.txt \[4, 8\).*'wall'.*'moon'"):
        cite(article, Span(4, 8), number=1, score=1.0, expected="moon")
    with pytest.raises(CitationError):
        cite(article, Span(10, 99), number=1, score=1.0, expected="all.")


PRICES = {
    "january.md": "---\npublished: 2025-01-12\n---\nThe mould of a wall costs 2 crowns in Oslo.\n",
    "april.md": (
        "---\ntitle: Oslo\npublished: 2025-04-20\n---\nThe mould of a wall costs 3 crowns there.\n"
    ),
}


def test_where_the_latest_is_asked_for_the_newest_of_like_sentences_comes_first(
    tmp_path: Path,
) -> None:
    write_articles(tmp_path / "prices", PRICES)
    settings = Settings.of(
        coefficients=write_coefficients(tmp_path / "coefficients.json"), newest_lead=5.0
    )
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "prices"])
    bot = QABot(index, PointingReader("crowns"))
    asked = "what does the mould of a wall cost in Oslo"
    assert bot.ask(asked).citations[0].article.path == "january.md"
    assert bot.ask(f"{asked} now").citations[0].article.path == "april.md"


def test_a_byline_is_no_answer(tmp_path: Path) -> None:
    story = "Wall\n\nBy Wall Builder\n\nThe wall was built by Ann Berg.\n"
    write_articles(tmp_path / "signed", {"a.txt": story})
    settings = Settings.of(coefficients=write_coefficients(tmp_path / "coefficients.json"))
    index = Index.create(tmp_path / "index", settings, encoder=WordEncoder())
    index.sync([tmp_path / "signed"])
    cited = [citation.text for citation in QABot(index).ask("who built the wall").citations]
    assert cited == ["The wall was built by Ann Berg."]


def test_both_of_two_questions_are_answered(tmp_path: Path) -> None:
    text = {"a.txt": "Town\n\nAda Dee lit the wall of the mill in 1903. Nobody sold it.\n"}

    class Both:
        name = "both"

        def read(
            self, question: str, windows: Sequence[PassageInput]
        ) -> Iterator[tuple[SentenceReading, ...]]:
            told = "1903" if question.startswith("when") else "Ada Dee"
            return PointingReader(told).read(question, windows)

    answer = fire_bot(tmp_path, Both(), text).ask("Who lit the wall of the mill and when?")
    assert (answer.text, len(answer.citations)) == ("Ada Dee", 1)
    assert [item.span.of(answer.citations[0].text) for item in answer.items] == ["Ada Dee", "1903"]
    assert plain_lines(answer_lines(answer))[0].startswith("Ada Dee; 1903")
    assert type(answer).from_dict(answer.to_dict()) == answer
