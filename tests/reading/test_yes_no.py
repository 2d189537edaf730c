"""Yes or no: decided by what denies, opposes or restates; else by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.questions.understanding import wanted_of
from qabot.reading.yes_no import affirms
from qabot.types import Span
from qabot.wording.answer_lines import answer_lines
from qabot.wording.terminal_style import plain_lines
from tests.doubles import PointingReader
from tests.reading.test_answering import fire_bot


def decided(question: str, sentence: str, read: str = "") -> bool | None:
    start = sentence.index(read)
    span = Span(start, start + len(read or sentence))
    return affirms(wanted_of(question), sentence, span)


@pytest.mark.parametrize(
    ("question", "sentence", "read"),
    [
        ("Did the crew sleep?", "The crew did not sleep.", ""),
        ("Did the crew sleep?", "It's late and the crew didn't sleep.", "didn't sleep"),
        ("Did he want the port shut?", "He rejected calls to shut the port.", "rejected calls"),
        ("Did the price of fish go up?", "The firm denied that the price went up.", "denied"),
        ("Will the harbour open to large ships?", "The harbour will close to large ships.", ""),
        ("Has Ruiz said when she leaves?", "Ruiz declined to say when she leaves.", ""),
    ],
)
def test_a_denial_or_the_opposite_is_a_no(question: str, sentence: str, read: str) -> None:
    assert decided(question, sentence, read) is False


def test_the_questions_own_words_in_order_are_a_yes() -> None:
    assert decided("Did the crew of Dee see the wreck?", "The crew of Dee saw the wreck.") is True
    assert decided("Did Dee win the cup?", "Dee, who has won the cup and a boat, left.") is True
    assert decided("Was Dee made mayor of Lima?", "Dee was made mayor of Lima in May.") is True


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the crew of Dee see the wreck?", "The crew of Dee may have seen the wreck."),
        ("Did the crew of Dee see the wreck?", "The crew of Dee hoped to see the wreck."),
        ("Did Dee beat Ruiz in Lima?", "Dee was beaten by Ruiz in Lima."),
        ("Did Dee win the cup?", "Dee beat Ruiz, who has won the cup."),
        ("Did Dee beat Ruiz in Lima?", "Ruiz beat Dee in Lima."),
        ("Can Dee vote in the house?", "There is nothing to prevent Dee from a vote."),
        ("Was the film of Dee up for a prize?", "The film has a prize for Dee, who never won."),
        ("Is Dee standing at the next vote?", "Dee will stand down at the next vote."),
        ("Will Dee come?", "Dee declined to say whether he would come."),
        ("Will Dee play?", "Dee will play, but with no hope."),
        ("Did Dee not vote?", "Dee did not vote."),
        ("Did Dee win or lose?", "Dee did not win."),
        ("Was the vote important?", "It is an important vote of the government."),
        ("Where did Dee sleep?", "Dee did not sleep."),
    ],
)
def test_what_is_open_is_not_decided(question: str, sentence: str) -> None:
    assert decided(question, sentence) is None


def test_no_is_said_above_its_sentence(tmp_path: Path) -> None:
    articles = {"a.txt": "News\n\nThe rocket did not reach the moon.\n"}
    bot = fire_bot(tmp_path, PointingReader("did not reach the moon"), articles)
    answer = bot.ask("Did the rocket reach the moon?")
    assert (answer.affirms, answer.text) == (False, "The rocket did not reach the moon.")
    assert plain_lines(answer_lines(answer))[0].startswith("No  (")
    assert answer.to_dict()["affirms"] is False
