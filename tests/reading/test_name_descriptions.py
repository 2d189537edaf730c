"""What a sentence prints beside a name that tells who or what it is."""

from __future__ import annotations

import pytest

from qabot.reading.name_descriptions import PLAIN, description_in


def described(sentence: str, name: str, *, person: bool = True) -> str | None:
    found = description_in(sentence, name, person=person)
    return found.span.of(sentence) if found and found.plainness >= PLAIN else None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Harbour pilot Ana Ruiz steered it in.", "Harbour pilot"),
        ("It was steered by the harbour's chief pilot Ana Ruiz.", "harbour's chief pilot"),
        ("Port of Leith director Ana Ruiz steered it in.", "Port of Leith director"),
        ("Leith director of rescue Ana Ruiz steered it in.", "Leith director of rescue"),
        ("Three-time 10,000 metres champion Ana Ruiz won.", "Three-time 10,000 metres champion"),
        ("They came to honour Leith pilot Ana Ruiz.", "Leith pilot"),
        ("Said Leith pilot Ana Ruiz: “It is deep.”", "Leith pilot"),
        ("The singer and pilot Ana Ruiz sank.", "singer and pilot"),
        ("A disgraced pilot, Ana Ruiz, was fined.", "A disgraced pilot"),
        ("A pilot from Leith, Ana Ruiz, was fined.", "A pilot from Leith"),
        ("Former Leith centre Ana Ruiz played on.", "Former Leith centre"),
        ("The murder of sister Ana Ruiz shook them.", "sister"),
        ("Ana Ruiz, the port's oldest pilot, is to go.", "the port's oldest pilot"),
        ("Ana Ruiz, 54, a pilot at Leith, is to go.", "a pilot at Leith"),
        ("Ana Ruiz, pilot at Leith, is to go.", "pilot at Leith"),
        ("Ana Ruiz, Mr Bell's former deputy, is to go.", "Mr Bell's former deputy"),
        ("Ana Ruiz - the pilot who ran aground - is to go.", "the pilot who ran aground"),
        ("Ana Ruiz is a pilot at Leith.", "a pilot at Leith"),
        ("Ana Ruiz, the MP for Leith, was there.", "the MP for Leith"),
        (
            'Leith pilot Ana Ruiz, the woman who coined "deep water, slow hand", is to go.',
            'Leith pilot Ana Ruiz, the woman who coined "deep water, slow hand"',
        ),
        ("Prime Minister Ana Ruiz spoke.", "Prime Minister"),
    ],
)
def test_what_is_said_to_be_somebody(sentence: str, told: str) -> None:
    assert described(sentence, "Ana Ruiz") == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz and Bob Hay met.",
        "She beat Ana Ruiz in a race.",
        "Crowds cheered Ana Ruiz.",
        "However, Ana Ruiz, on leave, did not.",
        "They asked for Ana Ruiz, Bob Hay and Cara Lim.",
        "Ana Ruiz, who said that it was late, left.",
        "Ana Ruiz, from Leith, left.",
        "Ana Ruiz, waiting for a train, left.",
        "As to Ana Ruiz, the agent has confirmed it.",
        "The house of Ana Ruiz is a ruin.",
        "The pilot and Ana Ruiz left.",
        "On Monday Ana Ruiz left.",
        "ana ruiz is a pilot",
    ],
)
def test_what_is_beside_a_name_and_no_description(sentence: str) -> None:
    assert described(sentence, "Ana Ruiz") is None


def test_a_surname_is_described_by_what_stands_behind_it() -> None:
    sentence = "Mr Ruiz, the pilot, left and pilot Ruiz came back."
    found = description_in(sentence, "Ana Ruiz", person=True)
    assert found
    assert found.span.of(sentence) == "the pilot"
    assert found.plainness < PLAIN  # a full name would be better
    assert description_in(sentence, "Ana Ruiz", person=False) is None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Mobile music firm Wavo sank.", "Mobile music firm"),
        ("The head of mobile music firm Wavo sank.", "mobile music firm"),
        ("Wavo, the country's biggest lender, sank.", "the country's biggest lender"),
        ("Wavo is a way to browse paintings.", "a way to browse paintings"),
        ("One of the best things in Wavo is the list of extras.", None),
        ("They are backing Wavo.", None),
        ("The inaugural Wavo prize went to him.", None),
    ],
)
def test_what_is_said_to_be_a_thing(sentence: str, told: str | None) -> None:
    assert described(sentence, "Wavo", person=False) == told
