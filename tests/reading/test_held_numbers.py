"""Numbers and weights that decide answers, held from both sides by what is answered.

Each was once changed by hand without any test noticing. The tests go through the public names
alone, so that what stands behind them can be rewritten.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qabot import Answer, Index, QABot, Settings, Verdict
from qabot.types import FloatArray, PassageEncoding, PassageInput, SentenceReading
from tests.conftest import write_articles
from tests.doubles import PointingReader, WordEncoder, WordTokenizer


def bot_of(
    folder: Path,
    articles: dict[str, str],
    reader: PointingReader | None = None,
    **settings: float,
) -> QABot:
    """A bot with the coefficients that are shipped, over these articles."""
    write_articles(folder / "articles", articles)
    changed = Settings.from_mapping(settings)
    index = Index.create(folder / "index", changed, encoder=WordEncoder())
    index.sync([folder / "articles"])
    return QABot(index, reader)


def cited(answer: Answer) -> list[str]:
    return [citation.text for citation in answer.citations]


def test_with_the_shipped_weights_the_reader_decides_between_like_sentences(
    tmp_path: Path,
) -> None:
    articles = {
        "fire.txt": "The mould in the mill burned down the wall. A spark burned the wall down.\n"
    }
    question = "what burned down the wall"
    without = bot_of(tmp_path / "without", articles).ask(question)
    assert cited(without)[0] == "A spark burned the wall down."
    read = bot_of(tmp_path / "read", articles, PointingReader("mill")).ask(question)
    assert cited(read)[0] == "The mould in the mill burned down the wall."


class HalfSureReader(PointingReader):
    """Tells by one of its two log-odds what it points at, and is undecided by the other."""

    def __init__(self, word: str, *, by_span: bool) -> None:
        super().__init__(word)
        self.by_span = by_span

    def read(
        self, question: str, windows: Sequence[PassageInput]
    ) -> Iterator[tuple[SentenceReading, ...]]:
        return (
            tuple(
                replace(one, marginal=0.0)
                if self.by_span
                else replace(one, score=0.0, marginal=one.score)
                for one in readings
            )
            for readings in super().read(question, windows)
        )


@pytest.mark.parametrize("by_span", [True, False])
def test_either_of_what_a_reader_tells_decides_with_the_shipped_weights(
    tmp_path: Path, by_span: bool
) -> None:
    articles = {"fire.txt": "A spark lit the mill on Sunday. A storm lit the barn on Sunday.\n"}
    for pointed in ("mill", "barn"):
        bot = bot_of(tmp_path / pointed, articles, HalfSureReader(pointed, by_span=by_span))
        assert pointed in cited(bot.ask("what was lit on Sunday"))[0]


class AngleEncoder:
    """A text that prints "17 degrees" has the vector at that angle; a question lies at 0."""

    name = "angles"
    fingerprint = "angles-1"
    tokenizer = WordTokenizer()

    def encode_question(self, question: str) -> FloatArray:
        return self._vector("0 degrees")

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        return [
            PassageEncoding(
                self._vector(passage.text), np.stack([*map(self._vector, passage.sentences)])
            )
            for passage in passages
        ]

    def _vector(self, text: str) -> FloatArray:
        found = re.search(r"(\d+) degrees", text)
        angle = math.radians(int(found[1]) if found else 90)
        return np.array([math.cos(angle), math.sin(angle), 0.0], dtype=np.float32)


def test_sentences_are_told_apart_by_a_few_degrees(tmp_path: Path) -> None:
    turns = [f"The dish turned by {angle} degrees." for angle in (25, 15, 20, 10)]
    write_articles(tmp_path / "articles", {"dish.txt": " ".join(turns)})
    settings = Settings.of(citations=4, citation_lead=9.0)
    index = Index.create(tmp_path / "index", settings, encoder=AngleEncoder())
    index.sync([tmp_path / "articles"])
    answer = QABot(index).ask("how far was the dish turned")
    assert [int(re.findall(r"\d+", text)[0]) for text in cited(answer)] == [10, 15, 20, 25]


COUNCIL = {
    "wall.txt": (
        "Ann Berg, the mayor, opened the wall on Monday.\n\n"
        "“The wall stays open,” Ms Berg said. Tom Brandt, a fisherman, said the wall was cold.\n"
    )
}


@pytest.mark.parametrize(
    "question", ["what did the mayor say about the wall", "what did the mayor say?"]
)
def test_a_speaker_is_found_by_their_role(tmp_path: Path, question: str) -> None:
    answer = bot_of(tmp_path, COUNCIL).ask(question)
    assert answer.verdict is Verdict.ANSWERED
    assert answer.speaker is not None
    assert (answer.speaker.name, answer.speaker.role) == ("Ann Berg", "the mayor")
    assert cited(answer)[0] == "“The wall stays open,” Ms Berg said."
    assert "Tom Brandt, a fisherman, said the wall was cold." not in cited(answer)


@pytest.mark.parametrize(
    ("phrase", "since", "until"),
    [
        ("early 1990s", "1990-01-01", "1993-05-01"),
        ("mid 1990s", "1993-05-02", "1996-08-30"),
        ("mid-1990s", "1993-05-02", "1996-08-30"),
        ("late 1990s", "1996-08-31", "1999-12-31"),
    ],
)
def test_a_part_of_a_decade_is_that_third_of_it(
    tmp_path: Path, phrase: str, since: str, until: str
) -> None:
    bot = bot_of(tmp_path, COUNCIL)
    (dates,) = bot.ask(f"what happened to the rocket in the {phrase}").dates
    assert (dates.since, dates.until) == (since, until)


def test_words_beside_a_statement_do_not_make_its_speaker_the_one_asked_for(
    tmp_path: Path,
) -> None:
    """Berg's sentence has all the words asked for, but she did not say them."""
    articles = {
        "berg.txt": "“We wait,” Ann Berg said as the old harbour bridge of Lima began to sink.",
        "brandt.txt": "“The old harbour bridge will sink,” Tom Brandt said.",
    }
    bot = bot_of(tmp_path, articles, answered_from=0.0, citation_lead=9.0)
    answer = bot.ask("who said the old harbour bridge of Lima will sink")
    assert answer.text == "Tom Brandt"


def test_words_beside_a_statement_weigh_less_than_those_in_it(tmp_path: Path) -> None:
    """Two words asked for, "Lima" and "Sunday", are not in what Berg said, but all others are."""
    articles = {
        "berg.txt": "“The old harbour bridge will sink,” Ann Berg said in Lima on Sunday.",
        "brandt.txt": "“The old harbour bridge will close,” Tom Brandt said.",
    }
    bot = bot_of(tmp_path, articles, answered_from=0.0, citation_lead=20.0)
    answer = bot.ask("who said on Sunday the old harbour bridge of Lima will sink")
    assert answer.text == "Ann Berg"


def test_a_pronoun_names_no_speaker(tmp_path: Path) -> None:
    articles = {"report.txt": "It said the old harbour bridge will sink."}
    answer = bot_of(tmp_path, articles, answered_from=0.0).ask(
        "who said the old harbour bridge will sink"
    )
    assert (answer.verdict, answer.speaker) == (Verdict.RELATED, None)
    assert cited(answer) == ["It said the old harbour bridge will sink."]


def test_what_the_article_itself_asserts_was_said_by_nobody(tmp_path: Path) -> None:
    """Brandt speaks of all that is asked about, and does not say that it sank."""
    articles = {
        "report.txt": "The old harbour bridge of Lima sank into the cold water.",
        "brandt.txt": "“The old harbour bridge of Lima and the water are cold,” Brandt said.",
    }
    bot = bot_of(tmp_path, articles, answered_from=0.0, citation_lead=20.0)
    answer = bot.ask("who said that the old harbour bridge of Lima sank into the cold water")
    assert (answer.verdict, answer.speaker) == (Verdict.RELATED, None)
    assert cited(answer)[0] == articles["report.txt"]


def test_a_statement_that_lacks_one_of_many_words_still_has_its_speaker(tmp_path: Path) -> None:
    articles = {
        "report.txt": "The old harbour bridge of Lima sank into deep cold water on Sunday.",
        "brandt.txt": "“The old harbour bridge of Lima sank into deep cold water,” said Brandt.",
        **{f"{day}.txt": "The shop is shut on Sunday." for day in range(3)},
    }
    bot = bot_of(tmp_path, articles, answered_from=0.0, citation_lead=20.0)
    asked = "who said the old harbour bridge of Lima sank into deep cold water on Sunday"
    assert bot.ask(asked).text == "Brandt"


def dated(published: str, text: str) -> str:
    return f"---\ntitle: Report\npublished: {published}\n---\n{text}\n"


def since_the_landing(folder: Path, *articles: str) -> str | None:
    """From when on the articles are asked for what happened since the landing in Omaha."""
    named = {f"{number}.md": text for number, text in enumerate(articles)}
    answer = bot_of(folder, named).ask("what happened to the rocket since the landing in Omaha")
    return answer.dates[0].since if answer.dates else None


JUNE_6 = "The landing in Omaha on 6 June 1944 came at dawn."
JUNE_7 = "The landing in Omaha on 7 June 1944 came at noon."


def test_an_event_has_the_date_that_two_in_three_articles_give_it(tmp_path: Path) -> None:
    reports = [
        dated("1950-01-01", JUNE_6),
        dated("1951-01-01", JUNE_6),
        dated("1952-01-01", JUNE_7),
    ]
    assert since_the_landing(tmp_path, *reports) == "1944-06-06"


def test_an_event_has_no_date_where_articles_are_divided(tmp_path: Path) -> None:
    reports = [dated("1950-01-01", JUNE_6), dated("1952-01-01", JUNE_7)]
    assert since_the_landing(tmp_path, *reports) is None


STORY = (
    "A rocket reached the moon on Sunday after a journey of three days. The crew of two slept "
    "before they opened the hatch, and the first of them climbed down the ladder while the world "
    "looked on. Engineers at the centre in Houston said that fuel was low when the lander touched "
    "the ground near the edge of a crater. They will stay for a day, collect stones and "
    "plant a flag."
)
"""Long enough for an edited copy to be known as one; it is cut into passages of two sentences."""


def found_of_copy(folder: Path, copy: str, question: str) -> list[str]:
    """The passages of a copy that are found beside those of the longer story."""
    story = STORY + " The president spoke with them by radio and said the heavens were now ours."
    articles = {"story.md": dated("1969-07-21", story), "copy.md": dated("1969-07-22", copy)}
    bot = bot_of(folder, articles)
    assert bot.index.status().duplicates == 1
    hits = bot.search(question, 8)
    return [hit.passage.text for hit in hits if hit.passage.article.path == "copy.md"]


def test_a_copy_with_a_word_changed_says_nothing_new(tmp_path: Path) -> None:
    edited = STORY.replace("collect stones", "gather stones")
    assert found_of_copy(tmp_path, edited, "who will gather stones") == []


def test_a_copy_with_a_short_sentence_more_says_something_new(tmp_path: Path) -> None:
    longer = STORY + " Their families watched it in a hall while a band played."
    (passage,) = found_of_copy(tmp_path, longer, "who watched it while a band played")
    assert passage.endswith("in a hall while a band played.")


def places(folder: Path, *sentences: str) -> int:
    """In how many articles the first sentence cited is said to stand."""
    articles = {f"{number}.txt": text for number, text in enumerate(sentences)}
    answer = bot_of(folder, articles).ask("when did the rocket of Kourou reach the moon")
    return 1 + len(answer.citations[0].also)


def test_sentences_that_differ_in_a_few_small_words_are_one(tmp_path: Path) -> None:
    one = "The rocket that was built in Kourou had reached the moon on Friday."
    other = "The rocket built in Kourou reached the moon on Friday."
    assert places(tmp_path, one, other) == 2  # 3 words of 10


def test_sentences_that_differ_in_half_of_their_words_are_two(tmp_path: Path) -> None:
    one = "The rocket of Kourou had reached the moon on a Friday in May."
    other = "Rocket of Kourou reached moon on Friday, May."
    assert places(tmp_path, one, other) == 1  # 5 words of 8
