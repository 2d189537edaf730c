"""What is asked about in particular has to be what is cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.questions.understanding import wanted_of
from qabot.reading.qualifiers import unmet_qualifier
from qabot.types import Unmet, Verdict
from qabot.wording.answer_lines import answer_lines
from qabot.wording.terminal_style import plain_lines
from tests.doubles import PointingReader
from tests.reading.sentences import sentence
from tests.reading.test_answering import fire_bot


def unmet(question: str, text: str, article: str = "") -> Unmet | None:
    return unmet_qualifier(wanted_of(question), sentence(text), article or text)


@pytest.mark.parametrize(
    ("question", "text", "asked", "printed"),
    [
        ("How high is it in Japan?", "In Europe it is 4%.", "Japan", "Europe"),
        ("how high is it in japan", "German rates are 4%.", "japan", "German"),
        (
            "How high is it in Germany?",
            "In eastern Germany it is 9%.",
            "Germany",
            "eastern Germany",
        ),
        ("Who won it in 2003?", "The winner of 2004 was Dee.", "2003", "2004"),
        ("Who won the prize?", "Dee was nominated for it.", "won", "nominated"),
        ("Who wrote the sixth part?", "Dee wrote the fifth part.", "sixth", "fifth"),
        ("Who wrote the 6th part?", "Dee wrote the Fifth part.", "6th", "Fifth"),
        ("Has Dee sold the ferry?", "Dee could sell the ferry.", "Has", "could sell"),
        ("When did Kilda 2 sail?", "Kilda 1 sailed in May.", "Kilda 2", "Kilda 1"),
        ("What does article 4 say?", "It names Article 51.", "article 4", "Article 51"),
        ("How many Russian men died?", "In all 137 Ukrainians died.", "Russian", "Ukrainians"),
        ("Who is head of the Mill Board?", "Its head was Ada Dee.", "Mill Board", None),
        ("Who runs the Kilda Mill Fund?", "Ada Dee runs Kilda.", "Kilda Mill Fund", None),
        ("What is a bridge tax?", "A bridge is an old way.", "bridge tax", None),
        ("When did Kilda sink?", "The ferry sank in May.", "Kilda", None),
        ("What did Carl Dee win?", "Carl Ruiz won it.", "Carl Dee", None),
    ],
)
def test_what_differs_is_told(question: str, text: str, asked: str, printed: str | None) -> None:
    assert unmet(question, text) == Unmet(asked, printed)


def test_of_whom_the_answer_is_counts_and_not_what_else_is_told() -> None:
    text = "Of the 137 dead the Russian envoy said nothing, but the Ukrainians wept."
    counted = sentence(text, reading=4.0, answer="137 dead")
    assert unmet_qualifier(wanted_of("How many Russian men died?"), counted, text) is None
    other = sentence("He said 137 Ukrainians died.", reading=4.0, answer="137 Ukrainians")
    asked = wanted_of("How many Russian men died?")
    assert unmet_qualifier(asked, other, "Russian envoy.") == Unmet("Russian", "Ukrainians")


def test_another_of_a_row_is_told_beside_the_one_asked_for() -> None:
    article = "The Kilda books. The fifth book is by Dee. The sixth came later."
    found = unmet("Who wrote the sixth Kilda book?", "The fifth book is by Dee.", article)
    assert found == Unmet("sixth", "fifth")
    assert unmet("Who wrote the sixth book?", "On the fifth day Dee began it.", article) is None


RARITY = {"hurricane": 4.0, "mitch": 7.0, "bank": 2.0, "turin": 6.0}
"""Inverse document frequencies, by term."""


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("How many died in Hurricane Mitch?", "The hurricane killed nine.", False),
        ("How many died in Hurricane Mitch?", "When Mitch struck, nine died.", True),
        ("How many work for the Bank of Turin?", "The bank employs nine.", False),
        ("How many work for the Bank of Turin?", "The Turin lender employs nine.", True),
    ],
)
def test_the_rarest_part_of_a_name_stands_for_it(question: str, text: str, met: bool) -> None:
    found = unmet_qualifier(wanted_of(question), sentence(text), text, RARITY)
    assert (found is None) is met


@pytest.mark.parametrize(
    ("question", "text", "article"),
    [
        ("How high is it in Japan?", "In Europe it is 4%.", "Japanese rates. In Europe it is 4%."),
        ("Which country is near Japan?", "Korea is near Russia.", ""),
        ("How high is it in eastern Germany?", "In eastern Germany it is 9%.", ""),
        ("Who won it in 2003?", "Dee won it.", ""),
        ("Who wrote the sixth part?", "Dee wrote the 6th part after the fifth.", ""),
        ("Who wrote the sixth part?", "Dee wrote that part.", ""),
        ("When did Kilda 2 sail?", "It sailed in May after Kilda 1 and Kilda 2.", ""),
        ("When did Kilda 2 sail?", "It sailed on May 1.", "Kilda 2. It sailed on May 1."),
        ("What does article 4 say?", "Under it both arm.", "Article 4. Under it both arm."),
        ("How many Russian men died?", "In all 137 Russian men died.", ""),
        ("Where was it in 2005?", "It is the first one there since 1948.", ""),
        ("Why did Kilda Utd fans sing?", "United fans sang as they won.", ""),
        ("Who wrote the second part?", "Dee wrote the fifth part.", ""),
        ("Who won the prize?", "Dee won what Ruiz was nominated for.", ""),
        ("When did the Kildas sink?", "It sank in May.", "The Kilda left. It sank in May."),
        ("What did Carl Dee win?", "Mr Dee won it.", ""),
        (
            "Who runs the Mill Board?",
            "Ada Dee, of the MB, said so.",
            "The Mill Board met. Ada Dee.",
        ),
        ("Who runs the Liberal Mills?", "Lib Mill head Ada Dee spoke.", "Liberal Mills. A."),
        ("What is a bridge tax?", "Taxes on bridges are old.", ""),
        ("What did the ILO say?", "The labour office said no.", ""),
    ],
)
def test_what_may_be_meant_is_met(question: str, text: str, article: str) -> None:
    assert unmet(question, text, article) is None


ARTICLES = {
    "a.txt": "News\n\nThe rocket of the French reached the moon in May.\n",
    "b.txt": "Other news\n\nSome rocket of Peru has reached the moon in June.\n",
}


def test_what_is_about_something_else_is_related_and_says_so(tmp_path: Path) -> None:
    bot = fire_bot(tmp_path, PointingReader("May"), {"a.txt": ARTICLES["a.txt"]})
    answer = bot.ask("When did the rocket of Peru reach the moon?")
    assert (answer.verdict, answer.text) == (Verdict.RELATED, "")
    assert answer.unmet == Unmet("Peru", "French")
    assert "is about “French”, not “Peru”" in plain_lines(answer_lines(answer))[0]
    assert type(answer).from_dict(answer.to_dict()) == answer


def test_a_near_sentence_that_is_about_it_comes_first(tmp_path: Path) -> None:
    bot = fire_bot(tmp_path, PointingReader("May", "June"), ARTICLES, citation_lead=9.0)
    answer = bot.ask("When has the rocket of the French reached the moon?")
    assert (answer.text, answer.unmet) == ("May", None)
    answer = bot.ask("When did the rocket of Peru reach the moon?")
    assert (answer.text, answer.unmet) == ("June", None)
