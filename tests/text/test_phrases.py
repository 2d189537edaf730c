from __future__ import annotations

import pytest

from qabot.text.phrases import phrase_pattern, plain_words


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("penguin", "A Penguin, two penguins and a penguin’s egg.", ["Penguin", "penguin"]),
        ("moon landing", "The moon\n  landing; moon landings.", ["moon\n  landing"]),
        ("Chavez", "Hugo Chávez and Chave\u0301z", ["Chávez", "Chave\u0301z"]),
        ("Chávez", "CHAVEZ", ["CHAVEZ"]),
        ("Jørgensen", "Mr Jørgensen", ["Jørgensen"]),
        ("office", "The oﬃce and the of\u00adfice", ["oﬃce", "of\u00adfice"]),
        ("US", "Tell us of the US. The U.S. is it.", ["US"]),
        ("who", "The WHO knows who.", ["WHO", "who"]),
        ("O'Brien", "O’Brien", ["O’Brien"]),
        ("self-defence", "self‑defence", ["self‑defence"]),
        ("C++", "C++ and C+++", ["C++", "C++"]),
        (".*", "no pattern .* here", [".*"]),
        ("東京", "東京都", ["東京"]),
        ("state", "state-of-the-art estate", ["state"]),
    ],
)
def test_whole_words_as_people_print_them(phrase: str, text: str, found: list[str]) -> None:
    assert phrase_pattern(phrase).findall(text) == found


def test_words_that_stand_in_any_text_with_the_phrase() -> None:
    assert plain_words("the U.S. Army's 3rd man X") == ["the", "man"]
