"""What is asked of a life has to be told near what is cited."""

from __future__ import annotations

import pytest

from qabot.questions.understanding import wanted_of
from qabot.reading.life_events import untold_event
from qabot.reading.qualifiers import unmet_qualifier
from qabot.types import Unmet
from tests.reading.sentences import sentence


@pytest.mark.parametrize(
    ("question", "text", "event"),
    [
        ("When did Ada Dee die?", "Ada Dee married the keeper in 1941.", "die"),
        ("How old was Ada Dee when she died?", "Ada Dee, 24, built the mill.", "died"),
        ("Where was Ada Dee born?", "The Scottish keeper Ada Dee built the mill.", "born"),
        ("When did Ada Dee marry?", "Ada Dee built the mill in 1941.", "marry"),
        ("In which year did Ada Dee get divorced?", "She met the keeper in 1941.", "divorced"),
        ("When did the warden resign?", "The warden opened the bridge on 4 May.", "resign"),
    ],
)
def test_an_event_that_is_not_told(question: str, text: str, event: str) -> None:
    wanted = wanted_of(question)
    found = untold_event(wanted, text)
    assert found is not None
    assert found.of(wanted.text) == event


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did Ada Dee die?", "The mill owner passed away on 4 May 1941."),
        (
            "When did Ada Dee die?",
            "Ada Dee (4 May 1899 in Kilda, Wells - 3 June 1941) was a miller.",
        ),
        ("How old was Ada Dee when she died?", "Ada Dee, 24, was killed at the mill."),
        ("Where was Ada Dee born?", "Ada Dee, a native of Kilda, built the mill."),
        ("When was Ada Dee born?", "Ada Dee (b. 1899) built the mill."),
        ("When did Ada Dee marry?", "Her wedding was in May 1941."),
        ("When did the warden resign?", "The warden left on 4 May."),
        ("How many lambs were born?", "The farm has 30 new lambs."),
        ("Why did Ada Dee resign?", "She could not work with the keeper."),
        ("Who did Ada Dee marry?", "Ada Dee and her Tom kept the mill."),
    ],
)
def test_an_event_that_is_told_or_not_asked_for(question: str, text: str) -> None:
    assert untold_event(wanted_of(question), text) is None


def test_it_is_what_the_sentence_does_not_meet() -> None:
    told = sentence("Ada Dee married the keeper in 1941.")
    assert unmet_qualifier(wanted_of("When did Ada Dee die?"), told, told.text) == Unmet("die")
    assert unmet_qualifier(wanted_of("When did she die?"), told, told.text, leans=True) == Unmet(
        "die"
    )
    assert unmet_qualifier(wanted_of("When did Ada Dee marry?"), told, told.text) is None
